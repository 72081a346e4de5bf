"""Writing to Elasticsearch: versioned indices behind an alias.

Several processes may write at once. Each document carries the number of the catalogue's change it
was read at as its version, so what was read earlier never replaces what was read later.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from elasticsearch import NotFoundError, helpers

from indexer.engines.elasticsearch.mapping import SETTINGS, mapping
from indexer.engines.elasticsearch.server import Server
from indexer.engines.questions import Checkpoint, DocumentRefusedError, Writer
from indexer.index_documents import IndexDocument
from indexer.search import SearchUnavailableError

#: The size of a bulk request, in documents and in bytes.
CHUNK_DOCUMENTS = 500
CHUNK_BYTES = 10_000_000

#: How often a document that a busy server turned away is sent again, waiting longer each time.
RETRIES = 8

#: Longer ids than this many bytes Elasticsearch does not take.
MAX_ID_BYTES = 512


class ElasticsearchWriter:
    """Writes to one index."""

    def __init__(self, server: Server, index: str) -> None:
        self._server = server
        self._index = index

    @property
    def checkpoint(self) -> Checkpoint | None:
        """See `Writer`."""
        with self._server.errors_told():
            return read_checkpoint(self._server, self._index)

    def write(self, documents: Iterable[IndexDocument], deleted: Iterable[str], as_of: int) -> None:
        """See `Writer`."""
        with self._server.errors_told():
            results = helpers.streaming_bulk(
                self._server.client,
                self._actions(documents, deleted, as_of),
                chunk_size=CHUNK_DOCUMENTS,
                max_chunk_bytes=CHUNK_BYTES,
                max_retries=RETRIES,
                initial_backoff=0.5,
                max_backoff=30,
                retry_on_status=(429, 503),
                raise_on_error=False,
                yield_ok=False,
            )
            for _, item in results:
                _check(item)

    def commit(self, checkpoint: Checkpoint) -> None:
        """See `Writer`."""
        with self._server.errors_told():
            indices = self._server.client.indices
            indices.refresh(index=self._index)
            indices.put_mapping(index=self._index, meta={"checkpoint": asdict(checkpoint)})

    def _actions(
        self, documents: Iterable[IndexDocument], deleted: Iterable[str], as_of: int
    ) -> Iterator[dict[str, Any]]:
        common = {"_index": self._index, "version": as_of, "version_type": "external_gte"}
        for key in deleted:
            yield common | {"_op_type": "delete", "_id": document_id(key)}
        for document in documents:
            source = {
                "shown": document.shown,
                **document.texts,
                **document.keywords,
                **document.numbers,
            }
            yield common | {"_id": document_id(document.key), "_source": source}


class ElasticsearchStore:
    """The indices behind one alias, `<alias>.v-<token>` each."""

    def __init__(self, server: Server) -> None:
        self._server = server

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
        yield ElasticsearchWriter(self._server, index)

    @contextmanager
    def build(self) -> Iterator[Writer]:
        """See `Store`."""
        with self._server.errors_told():
            index = next(iter(self._building()), None)
            if index is None:
                index = f"{self._server.alias}.v-{secrets.token_hex(6)}"
                self._server.client.indices.create(
                    index=index, mappings=mapping(), settings=SETTINGS
                )
        yield ElasticsearchWriter(self._server, index)

    def discard_build(self) -> None:
        """See `Store`."""
        with self._server.errors_told():
            for index in self._building():
                self._server.client.indices.delete(index=index, ignore_unavailable=True)

    def publish(self) -> None:
        """See `Store`."""
        with self._server.errors_told():
            built = next(iter(self._building()), None)
            if built is None:
                return
            old = self._current()
            actions: list[dict[str, Any]] = [{"add": {"index": built, "alias": self._server.alias}}]
            if old:
                actions.append({"remove_index": {"index": old}})
            self._server.client.indices.update_aliases(actions=actions)

    def _current(self) -> str | None:
        """The index behind the alias."""
        try:
            found = self._server.client.indices.get_alias(name=self._server.alias)
        except NotFoundError:
            return None
        return next(iter(found.body), None)

    def _building(self) -> list[str]:
        """The indices of this alias that it does not stand for."""
        pattern = f"{self._server.alias}.v-*"
        found = self._server.client.indices.get_alias(index=pattern, allow_no_indices=True).body
        alias = self._server.alias
        return sorted(index for index, about in found.items() if alias not in about["aliases"])


def read_checkpoint(server: Server, index: str) -> Checkpoint | None:
    """Where an index stands; None before its first commit, or if its record cannot be read."""
    found = server.client.indices.get_mapping(index=index)
    try:
        return Checkpoint(**found[index]["mappings"]["_meta"]["checkpoint"])
    except (KeyError, TypeError):
        return None


def document_id(key: str) -> str:
    """The id of an item's document: its index key, unless Elasticsearch would not take that."""
    if len(key.encode()) <= MAX_ID_BYTES:
        return key
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def _check(item: dict[str, Any]) -> None:
    """Pass over what is as it should be: deleted already, or written later by another process."""
    ((operation, result),) = item.items()
    status = result.get("status")
    if status == 409 or (operation == "delete" and status == 404):
        return
    reason = result.get("error", {})
    if status in (429, 503):
        raise SearchUnavailableError(
            f"Elasticsearch is too busy to index ({reason}); try again later"
        )
    raise DocumentRefusedError(f"Elasticsearch does not take the item {result['_id']!r}: {reason}")
