"""Keeping an index up to date with a catalogue: resumable, and nothing lost when killed.

The index itself keeps how far it has come (`Checkpoint`), written after each commit; so at worst
the last batch is indexed once more. An index of another catalogue, or made by another version of
the analyzer, is replaced: a new one is built beside it and takes its place when it is complete.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.catalogue import Catalogue
from archive.catalogue.changes import Change, latest_change, read_changes
from archive.catalogue.chunks import chunks
from archive.items import ItemType
from indexer.engines.questions import Checkpoint, Writer
from indexer.index_documents import IndexDocument
from indexer.indexed_items import index_key
from indexer.loading import TYPES, count_changed, count_items, index_documents, next_ids
from indexer.schema import INDEX_VERSION
from indexer.searching import SearchEngine

#: How many items, or changes, go between two commits.
BATCH = 500

#: How many items are in memory at a time.
CHUNK = 100

#: Called with how many items are done and how many there are to do.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an update did: items indexed, items taken out, whether the index is a new one.

    `seconds` is how long it took.
    """

    indexed: int
    deleted: int
    rebuilt: bool
    seconds: float


def _silent(done: int, total: int) -> None:
    """Report to nobody."""


def update_index(
    catalogue: Catalogue, engine: SearchEngine, on_progress: Progress = _silent
) -> IndexReport:
    """Bring the index up to date with the catalogue; build it if there is none that can be.

    Raises:
        IndexBusyError: another process writes to the index.
        SearchUnavailableError: the engine cannot be reached.
        DocumentRefusedError: the engine does not take an item.
        CatalogueError: there is no catalogue.
    """
    current = engine.store.current()
    if current is None or not _is_complete(current) or not _fits(current, catalogue):
        return _build(catalogue, engine, on_progress)
    started = time.monotonic()
    with engine.store.update() as writer:
        indexed, deleted = _follow(catalogue, writer, current, on_progress)
    return IndexReport(indexed, deleted, False, time.monotonic() - started)


def rebuild_index(
    catalogue: Catalogue, engine: SearchEngine, on_progress: Progress = _silent
) -> IndexReport:
    """Build a new index beside the current one and let it take its place.

    A build that was interrupted goes on where it stopped. Raises what `update_index` raises.
    """
    return _build(catalogue, engine, on_progress)


def _build(catalogue: Catalogue, engine: SearchEngine, on_progress: Progress) -> IndexReport:
    started = time.monotonic()
    with engine.store.build() as writer:
        begun = writer.checkpoint
    if begun is not None and not _fits(begun, catalogue):
        engine.store.discard_build()
    with engine.store.build() as writer:
        checkpoint = writer.checkpoint or _beginning(catalogue)
        filled = _fill(catalogue, writer, checkpoint, on_progress)
        complete = replace(checkpoint, item_type=None, item_id="")
        writer.commit(complete)
        followed, deleted = _follow(catalogue, writer, complete, on_progress)
    engine.store.publish()
    return IndexReport(filled + followed, deleted, True, time.monotonic() - started)


def _fits(checkpoint: Checkpoint, catalogue: Catalogue) -> bool:
    return checkpoint.catalogue == catalogue.uuid and checkpoint.version == INDEX_VERSION


def _is_complete(checkpoint: Checkpoint) -> bool:
    """Not so if two builders met and one put the other's unfinished index in place."""
    return checkpoint.item_type is None


def _beginning(catalogue: Catalogue) -> Checkpoint:
    """Where a build begins: what changes from now on is in the log."""
    with catalogue.session() as session:
        return Checkpoint(catalogue.uuid, INDEX_VERSION, latest_change(session), TYPES[0])


def _fill(
    catalogue: Catalogue, writer: Writer, checkpoint: Checkpoint, on_progress: Progress
) -> int:
    """Index every item, from where the checkpoint stands; how many."""
    if checkpoint.item_type is None:
        return 0
    with catalogue.session() as session:
        total = sum(count_items(session, item_type) for item_type in TYPES)
        at = TYPES.index(checkpoint.item_type)
        before = sum(count_items(session, item_type) for item_type in TYPES[:at])
        before += count_items(session, checkpoint.item_type, up_to=checkpoint.item_id)
    indexed = uncommitted = 0
    for chunk, documents, as_of in _unfilled(catalogue, checkpoint):
        writer.write(documents, (), as_of)
        indexed, uncommitted = indexed + len(documents), uncommitted + len(documents)
        if uncommitted >= BATCH:
            writer.commit(chunk)
            uncommitted = 0
        on_progress(min(before + indexed, total), total)
    return indexed


def _unfilled(
    catalogue: Catalogue, checkpoint: Checkpoint
) -> Iterator[tuple[Checkpoint, list[IndexDocument], int]]:
    """The index documents still to write, as of a change, and where the index stands with them."""
    for item_type in TYPES[TYPES.index(checkpoint.item_type or TYPES[0]) :]:
        last = checkpoint.item_id if item_type == checkpoint.item_type else ""
        while True:
            with catalogue.session() as session:
                ids = next_ids(session, item_type, after=last, limit=CHUNK)
                documents = list(index_documents(session, item_type, ids))
                as_of = latest_change(session)
            if not ids:
                break
            last = ids[-1]
            yield replace(checkpoint, item_type=item_type, item_id=last), documents, as_of


def _follow(
    catalogue: Catalogue, writer: Writer, checkpoint: Checkpoint, on_progress: Progress
) -> tuple[int, int]:
    """Index what the change log has behind the checkpoint; how many items in, how many out."""
    indexed = deleted = 0
    with catalogue.session() as session:
        total = count_changed(session, after=checkpoint.sequence)
    while True:
        with catalogue.session() as session:
            changes = read_changes(session, checkpoint.sequence, BATCH)
        if not changes:
            return indexed, deleted
        for item_type, ids in _changed(changes):
            with catalogue.session() as session:
                documents = list(index_documents(session, item_type, ids))
                as_of = latest_change(session)
            gone = {index_key(item_type, i) for i in ids} - {found.key for found in documents}
            writer.write(documents, gone, as_of)
            indexed, deleted = indexed + len(documents), deleted + len(gone)
            on_progress(min(indexed + deleted, total), total)
        checkpoint = replace(checkpoint, sequence=changes[-1].sequence)
        writer.commit(checkpoint)


def _changed(changes: Sequence[Change]) -> Iterator[tuple[ItemType, Sequence[str]]]:
    """The items that changed, each once, some of one type at a time."""
    for item_type in TYPES:
        ids = list(dict.fromkeys(c.item_id for c in changes if c.item_type == item_type))
        for some in chunks(ids, CHUNK):
            yield item_type, some
