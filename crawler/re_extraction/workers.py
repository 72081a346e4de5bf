"""Snapshots read again by processes beside this one, the answers in the order of the questions.

A page can kill the process that reads it; everything else is read nevertheless
(`archive.working_beside`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.working_beside import Work, do_beside
from crawler.portals import Portal
from crawler.re_extraction.reading import Reading, read_snapshots_again

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
    work = Work(_begin, (places,), _read, _halves, _joined, _killer)
    return do_beside(work, chunks, workers)


def _halves(chunk: Chunk) -> Sequence[Chunk]:
    half = len(chunk.snapshots) // 2
    parts = (chunk.snapshots[:half], chunk.snapshots[half:]) if half else ()
    return [Chunk(chunk.portal, part) for part in parts]


def _joined(parts: Sequence[list[Reading]]) -> list[Reading]:
    return [reading for part in parts for reading in part]


def _killer(chunk: Chunk) -> list[Reading]:
    return [
        Reading(n, "", None, "broken", f"snapshot {n}: reading it ends the process that does")
        for n in chunk.snapshots
    ]


_catalogue: Catalogue
_archive_url: str


def _begin(places: Places) -> None:
    """Make ready a process that reads."""
    global _catalogue, _archive_url
    _catalogue = Catalogue(places.database_url)
    _archive_url = places.archive_url


def _read(chunk: Chunk) -> list[Reading]:
    return read_here(_catalogue, _archive_url, chunk)
