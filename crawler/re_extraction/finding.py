"""Reading many snapshots again, by all processors if there are more than a few."""

from collections.abc import Iterator, Sequence
from itertools import chain

from archive.catalogue import Catalogue
from crawler.portals import Portal
from crawler.re_extraction.changes import Changes, Progress
from crawler.re_extraction.reading import Reading
from crawler.re_extraction.selection import SnapshotSelection
from crawler.re_extraction.workers import CHUNK, Chunk, Places, read_beside, read_here

#: So few are read sooner than other processes begin.
_FEW = 3 * CHUNK


def find_changes(
    catalogue: Catalogue,
    places: Places,
    portals: Sequence[Portal],
    selection: SnapshotSelection,
    on_progress: Progress = lambda portal, done, total: None,
    workers: int | None = None,
) -> Changes:
    """Read the snapshots of some portals and say what is different; nothing is written.

    Snapshots are read from the oldest on, each counting as of the moment it was taken.
    """
    changes = Changes()
    try:
        for portal, done, total, reading in read_captures(
            catalogue, places, portals, selection, workers
        ):
            changes.add(portal.name, reading)
            on_progress(portal.name, done, total)
    except BaseException:
        changes.close()
        raise
    return changes


def read_captures(
    catalogue: Catalogue,
    places: Places,
    portals: Sequence[Portal],
    selection: SnapshotSelection,
    workers: int | None = None,
) -> Iterator[tuple[Portal, int, int, Reading]]:
    """Each reading, with its portal and which of how many of the portal's it is, in order."""
    totals = {portal.name: selection.count(catalogue, portal.name) for portal in portals}
    chunks = chain.from_iterable(_chunks(catalogue, portal, selection) for portal in portals)
    done = dict.fromkeys(totals, 0)
    few = sum(totals.values()) <= _FEW and workers is None
    answers = (
        ((chunk, read_here(catalogue, places.archive_url, chunk)) for chunk in chunks)
        if few
        else read_beside(places, chunks, workers)
    )
    for chunk, readings in answers:
        name = chunk.portal.name
        for reading in readings:
            done[name] += 1
            yield chunk.portal, done[name], max(totals[name], done[name]), reading


def _chunks(catalogue: Catalogue, portal: Portal, selection: SnapshotSelection) -> Iterator[Chunk]:
    for numbers in selection.chunks(catalogue, portal.name, CHUNK):
        yield Chunk(portal, tuple(numbers))
