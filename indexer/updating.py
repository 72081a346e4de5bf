"""Keeping an index up to date with a catalogue: resumable, and nothing lost when killed.

The index itself keeps how far it has come (`Checkpoint`), written after each commit; so at worst
the last batch is indexed once more. An index of another catalogue, or made by another version of
the analyzer, is replaced: a new one is built beside it and takes its place when it is complete.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change, read_changes
from indexer.engines.questions import Checkpoint, Writer
from indexer.loading import article_ids, count_articles, count_changed, index_documents
from indexer.schema import INDEX_VERSION
from indexer.searching import SearchEngine

#: How many articles, or changes, go between two commits.
BATCH = 500

#: How many articles are in memory at a time.
CHUNK = 100

#: Called with how many articles are done and how many there are to do.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an update did: articles indexed, articles taken out, whether the index is a new one.

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
        DocumentRefusedError: the engine does not take an article.
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
        complete = replace(checkpoint, article=None)
        writer.commit(complete)
        followed, deleted = _follow(catalogue, writer, complete, on_progress)
    engine.store.publish()
    return IndexReport(filled + followed, deleted, True, time.monotonic() - started)


def _fits(checkpoint: Checkpoint, catalogue: Catalogue) -> bool:
    return checkpoint.catalogue == catalogue.uuid and checkpoint.version == INDEX_VERSION


def _is_complete(checkpoint: Checkpoint) -> bool:
    """Not so if two builders met and one put the other's unfinished index in place."""
    return checkpoint.article is None


def _beginning(catalogue: Catalogue) -> Checkpoint:
    """Where a build begins: what changes from now on is in the log."""
    with catalogue.session() as session:
        return Checkpoint(catalogue.uuid, INDEX_VERSION, latest_change(session), article="")


def _fill(
    catalogue: Catalogue, writer: Writer, checkpoint: Checkpoint, on_progress: Progress
) -> int:
    """Index every article in the order of ids, from where the checkpoint stands; how many."""
    last = checkpoint.article
    if last is None:
        return 0
    with catalogue.session() as session:
        before, total = count_articles(session, up_to=last), count_articles(session)
    indexed = 0
    while True:
        with catalogue.session() as session:
            ids = article_ids(session, after=last, limit=CHUNK)
            documents = list(index_documents(session, ids))
            as_of = latest_change(session)
        if not ids:
            return indexed
        writer.write(documents, (), as_of)
        indexed, last = indexed + len(ids), ids[-1]
        if indexed % BATCH < CHUNK:
            writer.commit(replace(checkpoint, article=last))
        on_progress(min(before + indexed, total), total)


def _follow(
    catalogue: Catalogue, writer: Writer, checkpoint: Checkpoint, on_progress: Progress
) -> tuple[int, int]:
    """Index what the change log has behind the checkpoint; how many articles in, how many out."""
    indexed = deleted = 0
    with catalogue.session() as session:
        total = count_changed(session, after=checkpoint.sequence)
    while True:
        with catalogue.session() as session:
            changes = read_changes(session, checkpoint.sequence, BATCH, "NewsArticle")
        if not changes:
            return indexed, deleted
        ids = list(dict.fromkeys(change.item_id for change in changes))
        for chunk in (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)):
            with catalogue.session() as session:
                documents = list(index_documents(session, chunk))
                as_of = latest_change(session)
            gone = set(chunk) - {document.id for document in documents}
            writer.write(documents, gone, as_of)
            indexed, deleted = indexed + len(documents), deleted + len(gone)
            on_progress(min(indexed + deleted, total), total)
        checkpoint = replace(checkpoint, sequence=changes[-1].sequence)
        writer.commit(checkpoint)
