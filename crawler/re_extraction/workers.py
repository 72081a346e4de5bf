"""Snapshots read again by processes beside this one, the answers in the order of the questions.

A page can kill the process that reads it (a parser that crashes, memory that runs out). It is
noticed, told, and everything else is read nevertheless.
"""

import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from archive.catalogue import Catalogue
from crawler.portals import Portal
from crawler.re_extraction.reading import Reading, read_snapshots_again

logger = logging.getLogger(__name__)

#: How many snapshots a process is handed at a time.
CHUNK = 40


@dataclass(frozen=True, slots=True)
class Chunk:
    """Snapshots of one portal, to be read one after the other."""

    portal: Portal
    snapshots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the catalogue and the archive are."""

    database_url: str
    archive_url: str


def read_here(catalogue: Catalogue, archive_url: str, chunk: Chunk) -> list[Reading]:
    """Read a chunk in this process."""
    return read_snapshots_again(catalogue, archive_url, chunk.portal, chunk.snapshots)


def read_beside(
    places: Places, chunks: Iterable[Chunk], workers: int | None = None
) -> Iterator[tuple[Chunk, list[Reading]]]:
    """Read chunks in processes of their own, as many as there are processors; in order."""
    count = workers or len(os.sched_getaffinity(0))
    following = iter(chunks)
    waiting: deque[tuple[Chunk, Future[list[Reading]]]] = deque()
    while True:
        with _pool(places, count) as pool:
            try:
                yield from _in_order(pool, following, waiting, 3 * count)
                return
            except BrokenProcessPool:
                logger.warning("a process that reads pages was killed; reading on with others")
                unread = [chunk for chunk, _ in waiting]
                waiting.clear()
        for chunk in unread:  # one of them did it, perhaps
            yield chunk, _read_alone(places, chunk)


def _in_order(
    pool: ProcessPoolExecutor,
    following: Iterator[Chunk],
    waiting: deque[tuple[Chunk, Future[list[Reading]]]],
    most: int,
) -> Iterator[tuple[Chunk, list[Reading]]]:
    """The answers for chunks; `waiting` has those that were handed out, at most so many.

    Raises:
        BrokenProcessPool: a process was killed; `waiting` has all that is unanswered.
    """
    for chunk in following:
        refused: Future[list[Reading]] = Future()
        waiting.append((chunk, refused))
        waiting[-1] = (chunk, pool.submit(_read, chunk))
        if len(waiting) >= most:
            yield waiting[0][0], waiting[0][1].result()
            waiting.popleft()
    while waiting:
        yield waiting[0][0], waiting[0][1].result()
        waiting.popleft()


def _read_alone(places: Places, chunk: Chunk) -> list[Reading]:
    """Read a chunk in a process of its own; if that is killed, too, find the page that does it."""
    try:
        with _pool(places, 1) as pool:
            return pool.submit(_read, chunk).result()
    except BrokenProcessPool:
        half = len(chunk.snapshots) // 2
        if half == 0:
            return [_killer(number) for number in chunk.snapshots]
        parts = (chunk.snapshots[:half], chunk.snapshots[half:])
        return [r for part in parts for r in _read_alone(places, Chunk(chunk.portal, part))]


def _killer(number: int) -> Reading:
    reason = f"snapshot {number}: reading it ends the process that does"
    return Reading(number, "", None, "broken", reason)


def _pool(places: Places, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        # a forked process would share its parent's connections and locks
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(places,),
    )


_catalogue: Catalogue
_archive_url: str


def _begin(places: Places) -> None:
    """Make ready a process that reads."""
    global _catalogue, _archive_url
    _catalogue = Catalogue(places.database_url)
    _archive_url = places.archive_url
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End with the process that this one reads for: nobody else does it if that is killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _read(chunk: Chunk) -> list[Reading]:
    return read_here(_catalogue, _archive_url, chunk)
