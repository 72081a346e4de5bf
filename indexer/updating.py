"""Keeping an index up to date with a catalogue: resumable, and nothing lost when killed.

The index itself keeps how far it has come (`Checkpoint`), written after each commit; so at worst
the last batch is indexed once more. An index of another catalogue, or made by another version of
the analyzer, is replaced: a new one is built beside it and takes its place when it is complete.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from archive.catalogue import Catalogue
from archive.catalogue.changes import Change, last_changes, latest_change
from archive.catalogue.chunks import chunks
from archive.catalogue.leasing import LeasedError
from indexer.doing_beside import doing_beside
from indexer.engines.questions import Checkpoint, IndexBusyError, Writer
from indexer.loading import TYPES, count_changed, count_items, next_ids
from indexer.preparing import Chunk, Prepared, prepare_all
from indexer.schema import INDEX_VERSION
from indexer.searching import SearchEngine

#: How many items go between two commits, and how many seconds, whichever are fewer.
BATCH = 1_000
SECONDS = 10.0

#: How many changes of the log are looked at together, so that what changed in several ways (an
#: article, and then the documents that it cites) is indexed once.
WINDOW = 100_000

#: How many of these items it takes for the index to have come further in the log.
STEP = 250

#: How many items are prepared together.
CHUNK = 50

#: How many chunks are prepared ahead of what is written, at most.
AHEAD = 8

#: Called with how many items are done and how many there are to do.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an update did: items indexed, items taken out, whether the index is a new one.

    `reused` is how many were indexed with tokens kept from before; `seconds` is how long all took.
    """

    indexed: int
    deleted: int
    reused: int
    rebuilt: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class _Counts:
    indexed: int = 0
    deleted: int = 0
    reused: int = 0

    def __add__(self, other: "_Counts") -> "_Counts":
        return _Counts(
            self.indexed + other.indexed, self.deleted + other.deleted, self.reused + other.reused
        )

    def report(self, *, rebuilt: bool, seconds: float) -> IndexReport:
        return IndexReport(self.indexed, self.deleted, self.reused, rebuilt, seconds)


def _silent(done: int, total: int) -> None:
    """Report to nobody."""


def update_index(
    catalogue: Catalogue, engine: SearchEngine, on_progress: Progress = _silent
) -> IndexReport:
    """Bring the index up to date with the catalogue; build it if there is none that can be.

    Of what is withheld nothing is in it.

    Raises:
        IndexBusyError: another process writes to the index.
        SearchUnavailableError: the engine cannot be reached.
        DocumentRefusedError: the engine does not take an item.
        CatalogueError: there is no catalogue.
    """
    catalogue = catalogue.public
    current = engine.store.current()
    if current is None or not _is_complete(current) or not _fits(current, catalogue):
        return _build(catalogue, engine, on_progress)
    started = time.monotonic()
    with _alone(catalogue, engine, "updating"), engine.store.update() as writer:
        counts = _follow(catalogue, writer, current, on_progress)
    return counts.report(rebuilt=False, seconds=time.monotonic() - started)


def rebuild_index(
    catalogue: Catalogue, engine: SearchEngine, on_progress: Progress = _silent
) -> IndexReport:
    """Build a new index beside the current one and let it take its place.

    A build that was interrupted goes on where it stopped. Raises what `update_index` raises.
    """
    return _build(catalogue.public, engine, on_progress)


@contextmanager
def _alone(catalogue: Catalogue, engine: SearchEngine, work: str) -> Iterator[None]:
    """Do what one process does at a time, whether or not the engine has a lock of its own."""
    try:
        with catalogue.lease(f"{work} {engine.store.address}"):
            yield
    except LeasedError as error:
        raise IndexBusyError(
            f"another process is {work} the index at {engine.store.address}; wait for it to finish"
        ) from error


def _build(catalogue: Catalogue, engine: SearchEngine, on_progress: Progress) -> IndexReport:
    with _alone(catalogue, engine, "building"):
        return _build_alone(catalogue, engine, on_progress)


def _build_alone(catalogue: Catalogue, engine: SearchEngine, on_progress: Progress) -> IndexReport:
    started = time.monotonic()
    with engine.store.build() as writer:
        begun = writer.checkpoint
    if begun is not None and not _fits(begun, catalogue):
        engine.store.discard_build()
    with engine.store.build() as writer:
        checkpoint = writer.checkpoint or _beginning(catalogue)
        counts = _fill(catalogue, writer, checkpoint, on_progress)
        complete = replace(checkpoint, item_type=None, item_id="")
        writer.commit(complete)
        counts += _follow(catalogue, writer, complete, on_progress)
    engine.store.publish()
    return counts.report(rebuilt=True, seconds=time.monotonic() - started)


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
) -> _Counts:
    """Index every item, from where the checkpoint stands; how many."""
    if checkpoint.item_type is None:
        return _Counts()
    with catalogue.session() as session:
        total = sum(count_items(session, item_type) for item_type in TYPES)
        at = TYPES.index(checkpoint.item_type)
        before = sum(count_items(session, item_type) for item_type in TYPES[:at])
        before += count_items(session, checkpoint.item_type, up_to=checkpoint.item_id)
    prepared = prepare_all(catalogue, _unfilled(catalogue, checkpoint), total - before)
    return _write(writer, prepared, lambda done: on_progress(min(before + done, total), total))


def _unfilled(catalogue: Catalogue, checkpoint: Checkpoint) -> Iterator[Chunk]:
    """The items still to index."""
    for item_type in TYPES[TYPES.index(checkpoint.item_type or TYPES[0]) :]:
        last = checkpoint.item_id if item_type == checkpoint.item_type else ""
        while True:
            with catalogue.session() as session:
                ids = next_ids(session, item_type, after=last, limit=CHUNK)
            if not ids:
                break
            last = ids[-1]
            after = replace(checkpoint, item_type=item_type, item_id=last)
            yield Chunk(item_type, tuple(ids), after)


def _follow(
    catalogue: Catalogue, writer: Writer, checkpoint: Checkpoint, on_progress: Progress
) -> _Counts:
    """Index what the change log has behind the checkpoint."""
    with catalogue.session() as session:
        total = count_changed(session, after=checkpoint.sequence)
    prepared = prepare_all(catalogue, _unfollowed(catalogue, checkpoint), total)
    return _write(writer, prepared, lambda done: on_progress(min(done, total), total))


def _unfollowed(catalogue: Catalogue, checkpoint: Checkpoint) -> Iterator[Chunk]:
    """The items that changed, each once where its changes are not far apart."""
    while True:
        with catalogue.session() as session:
            changes = last_changes(session, checkpoint.sequence, WINDOW)
        if not changes:
            return
        for some in chunks(changes, STEP):
            checkpoint = replace(checkpoint, sequence=some[-1].sequence)
            *most, last = _changed(some)
            yield from most
            yield replace(last, after=checkpoint)


def _changed(changes: Sequence[Change]) -> Iterator[Chunk]:
    """The items that changed, each once, some of one type at a time."""
    for item_type in TYPES:
        ids = list(dict.fromkeys(c.item_id for c in changes if c.item_type == item_type))
        for some in chunks(ids, CHUNK):
            yield Chunk(item_type, tuple(some))


def _write(
    writer: Writer,
    prepared: Iterable[tuple[Chunk, Prepared]],
    on_progress: Callable[[int], None],
) -> _Counts:
    """Write what was prepared, and commit it a batch at a time, while more is prepared."""
    counts = _Counts()
    uncommitted: Checkpoint | None = None
    since = 0
    committed_at = time.monotonic()

    def write(some: Prepared, done: int) -> None:
        writer.write(some.documents, some.gone, some.as_of)
        on_progress(done)

    with doing_beside(AHEAD) as do:
        for chunk, some in prepared:
            counts += _Counts(len(some.documents), len(some.gone), some.reused)
            do(write, some, counts.indexed + counts.deleted)
            since += len(some.documents) + len(some.gone)
            uncommitted = chunk.after or uncommitted
            is_time = since >= BATCH or time.monotonic() - committed_at >= SECONDS
            if chunk.after and is_time:
                do(writer.commit, chunk.after)
                uncommitted, since, committed_at = None, 0, time.monotonic()
        if uncommitted:
            do(writer.commit, uncommitted)
    return counts
