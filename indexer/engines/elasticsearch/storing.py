"""The indices behind one alias: the current one, and one that is being built beside it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elasticsearch import NotFoundError

from indexer.engines.elasticsearch.mapping import mapping, replica_settings, settings
from indexer.engines.elasticsearch.server import Server
from indexer.engines.elasticsearch.writing import (
    ElasticsearchWriter,
    read_checkpoint,
    writing_alias,
)
from indexer.engines.questions import Checkpoint, Writer
from indexer.search import SearchUnavailableError

#: How often to look anew which index is to be replaced, when another process does the same.
ATTEMPTS = 5


class ElasticsearchStore:
    """The indices behind one alias, `<alias>.v-<token>` each."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._built: str | None = None

    @property
    def address(self) -> str:
        """See `Store`."""
        return f"{self._server.address}/{self._server.alias}"

    def current(self) -> Checkpoint | None:
        """See `Store`."""
        with self._server.errors_told():
            index = self._current()
            return read_checkpoint(self._server, index) if index else None

    @contextmanager
    def update(self) -> Iterator[Writer]:
        """See `Store`."""
        with self._server.errors_told():
            index = self._current()
            if index is None:
                raise SearchUnavailableError(f"there is no index at {self.address}")
            self._open(index)
        yield ElasticsearchWriter(self._server, index)

    @contextmanager
    def build(self) -> Iterator[Writer]:
        """See `Store`."""
        with self._server.errors_told():
            index = next(iter(self._building()), None)
            if index is None:
                index = f"{self._server.alias}.v-{secrets.token_hex(6)}"
                self._server.client.indices.create(
                    index=index, mappings=mapping(), settings=settings(self._server.options)
                )
            self._open(index)
            self._built = index
        yield ElasticsearchWriter(self._server, index)

    def discard_build(self) -> None:
        """See `Store`. What this store has seen, not what another has begun since."""
        with self._server.errors_told():
            for index in self._building():
                if self._built in (None, index):
                    self._server.client.indices.delete(index=index, ignore_unavailable=True)

    def publish(self) -> None:
        """See `Store`. What this store built; of two builders' indices the later one stays."""
        if self._built is not None:
            built = self._built
            self._server.patiently(lambda: self._swap(built))

    def _swap(self, built: str) -> None:
        indices, alias = self._server.client.indices, self._server.alias
        for attempt in range(1, ATTEMPTS + 1):
            old = [index for index in self._behind_alias() if index != built]
            actions: list[dict[str, Any]] = [{"add": {"index": built, "alias": alias}}]
            actions += [{"remove_index": {"index": index}} for index in old]
            try:
                indices.update_aliases(actions=actions)
                return
            except NotFoundError:
                # Another builder put its own in place of the old one this moment.
                if attempt == ATTEMPTS:
                    raise

    def _open(self, index: str) -> None:
        """Let the index be written to, with as many replicas as are wanted now."""
        indices = self._server.client.indices
        indices.put_alias(index=index, name=writing_alias(index))
        indices.put_settings(index=index, settings=replica_settings(self._server.options))

    def _current(self) -> str | None:
        """The index behind the alias."""
        return next(iter(self._behind_alias()), None)

    def _behind_alias(self) -> list[str]:
        try:
            return list(self._server.client.indices.get_alias(name=self._server.alias).body)
        except NotFoundError:
            return []

    def _building(self) -> list[str]:
        """The indices of this alias that it does not stand for."""
        pattern = f"{self._server.alias}.v-*"
        found = self._server.client.indices.get_alias(index=pattern, allow_no_indices=True).body
        alias = self._server.alias
        return sorted(index for index, about in found.items() if alias not in about["aliases"])
