"""Writing to one index of Elasticsearch.

Several processes may write at once. Each document carries the number of the catalogue's change it
was read at as its version, so what was read earlier never replaces what was read later; and what
may or may not have arrived when a connection broke is sent again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from elasticsearch import helpers

from indexer.engines.elasticsearch.mapping import document_id
from indexer.engines.elasticsearch.patience import PASSING, TurnedAwayError
from indexer.engines.elasticsearch.server import Server
from indexer.engines.questions import Checkpoint, DocumentRefusedError
from indexer.index_documents import IndexDocument
from indexer.search import SearchUnavailableError

#: The size of a bulk request, in documents and in bytes.
CHUNK_DOCUMENTS = 500
CHUNK_BYTES = 10_000_000

Action = dict[str, Any]


class ElasticsearchWriter:
    """Writes to one index, through an alias of its own: what is gone is not begun anew unasked."""

    def __init__(self, server: Server, index: str) -> None:
        self._server = server
        self._index = index

    @property
    def checkpoint(self) -> Checkpoint | None:
        """See `Writer`."""
        return self._server.patiently(lambda: read_checkpoint(self._server, self._index))

    def write(self, documents: Iterable[IndexDocument], deleted: Iterable[str], as_of: int) -> None:
        """See `Writer`."""
        left = list(self._actions(documents, deleted, as_of))
        self._server.patiently(lambda: self._send(left))

    def commit(self, checkpoint: Checkpoint) -> None:
        """See `Writer`."""
        self._server.patiently(self._refresh)
        meta = {"checkpoint": asdict(checkpoint)}
        indices = self._server.client.indices
        self._server.patiently(lambda: indices.put_mapping(index=self._index, meta=meta))

    def _refresh(self) -> None:
        """Make visible what was written, on every copy of every shard."""
        shards = self._server.client.indices.refresh(index=self._index)["_shards"]
        if shards["failed"]:
            raise TurnedAwayError(f"{shards['failed']} shards were not refreshed")

    def _send(self, left: list[Action]) -> None:
        """Send what is left to send; leave what a busy server turned away."""
        results = helpers.streaming_bulk(
            self._server.client,
            iter(left),
            chunk_size=CHUNK_DOCUMENTS,
            max_chunk_bytes=CHUNK_BYTES,
            raise_on_error=False,
            require_alias=True,
        )
        turned_away = [
            (action, item["error"])
            for action, (_, result) in zip(tuple(left), results, strict=True)
            for item in result.values()
            if not _is_taken(result, self._server)
        ]
        left[:] = [action for action, _ in turned_away]
        if turned_away:
            raise TurnedAwayError(f"{len(left)} items turned away: {turned_away[0][1]}")

    def _actions(
        self, documents: Iterable[IndexDocument], deleted: Iterable[str], as_of: int
    ) -> Iterator[Action]:
        common = {
            "_index": writing_alias(self._index),
            "version": as_of,
            "version_type": "external_gte",
        }
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


def writing_alias(index: str) -> str:
    """The alias through which an index is written to: `<alias>.w-<token>`."""
    alias, _, token = index.rpartition(".v-")
    return f"{alias}.w-{token}"


def read_checkpoint(server: Server, index: str) -> Checkpoint | None:
    """Where an index stands; None before its first commit, or if its record cannot be read."""
    found = server.client.indices.get_mapping(index=index)
    try:
        return Checkpoint(**found[index]["mappings"]["_meta"]["checkpoint"])
    except (KeyError, TypeError):
        return None


def _is_taken(result: dict[str, Any], server: Server) -> bool:
    """Whether an item is as it should be, or else is to be sent again.

    As it should be is also what was deleted already, or written later by another process.
    """
    ((operation, item),) = result.items()
    status = item["status"]
    if status < 300 or status == 409 or (operation == "delete" and status == 404):
        return True
    if status in PASSING:
        return False
    if status == 404:
        raise SearchUnavailableError(
            f"another process removed the index that was written to at {server.address}; "
            "run `congtin index` again",
            server.address,
            "index",
        )
    raise DocumentRefusedError(
        f"Elasticsearch does not take the item {item['_id']!r}: {item.get('error')}"
    )
