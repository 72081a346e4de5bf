"""Backing up to a place and restoring from it."""

import gzip
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# fsspec comes without type information
from fsspec import AbstractFileSystem, url_to_fs  # type: ignore[import-untyped]
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.backups.copying import Progress, copy_files, copy_growing_files, file_sizes
from archive.backups.dumping import BackupError, dump, load
from archive.catalogue import Catalogue
from archive.catalogue.tables import SnapshotRow
from archive.clock import now
from archive.warc import list_files

_WARC, _PORTAL = ".warc.gz", ".toml"


@dataclass(frozen=True, slots=True)
class Places:
    """Where an archive is: its catalogue, its WARC files and its portal files."""

    catalogue: Catalogue
    archive_url: str
    portals: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows and files were written, and which WARC files were found to be harmed."""

    rows: int
    warcs: int
    portals: int
    troubles: tuple[str, ...] = ()


def back_up(places: Places, to: str, progress: Progress) -> Moved:
    """Write a backup to `to`, a folder or a URL.

    Crawls may go on meanwhile: the catalogue is read first, in one state, and what it names is in
    the WARC files by then. Of WARC files that are there already in the same size nothing is copied,
    and no copy is replaced by a shorter file: these only grow, so it was harmed.

    Raises:
        OSError: it cannot be written.
    """
    filesystem, root = url_to_fs(to)
    filesystem.makedirs(root, exist_ok=True)
    made_at = now()
    path = posixpath.join(root, f"catalogue-{made_at.replace(':', '')}.jsonl.gz")
    with (
        places.catalogue.session() as session,
        filesystem.open(f"{path}.part", "wb") as raw,
        gzip.open(raw, "wb") as file,
    ):
        rows = dump(session, file, made_at, progress)
        named = set(session.scalars(select(SnapshotRow.warc).distinct()))
    filesystem.mv(f"{path}.part", path)
    kept = posixpath.join(to, "archive")
    warcs = copy_growing_files(places.archive_url, kept, _WARC, progress)
    portals = copy_files(places.portals, posixpath.join(to, "portals"), _PORTAL, progress)
    missing = sorted(named.difference(list_files(places.archive_url)))
    troubles = [
        *warcs.troubles,
        *map(_not_there, missing),
    ]
    return Moved(rows, warcs.files, portals.files, tuple(troubles))


def restore(places: Places, source: str, progress: Progress) -> Moved:
    """Restore the newest backup in `source` into an empty catalogue.

    What the backup lacks of WARC files is told, and the rest restored.

    Raises:
        BackupError: there is no backup, it is not whole, or the catalogue is not empty.
        OSError: it cannot be read or written.
    """
    filesystem, root = url_to_fs(source)
    dumps = dumps_in(filesystem, root)
    if not dumps:
        raise BackupError(f"there is no backup at {source}: no catalogue-….jsonl.gz")
    try:
        with (
            places.catalogue.begin() as session,
            filesystem.open(dumps[-1], "rb") as raw,
            gzip.open(raw, "rb") as lines,
        ):
            rows = load(session, lines, dumps[-1], progress)
            ends = _ends(session)
    except (EOFError, gzip.BadGzipFile) as error:
        raise BackupError(f"{dumps[-1]} is damaged: {error}") from error
    kept = posixpath.join(source, "archive")
    warcs = copy_files(kept, places.archive_url, _WARC, progress)
    portals = copy_files(posixpath.join(source, "portals"), places.portals, _PORTAL, progress)
    return Moved(rows, warcs.files, portals.files, tuple(_lacks(places.archive_url, ends)))


def _ends(session: Session) -> dict[str, int]:
    """Each WARC file that the catalogue names, and where its last record there ends, in bytes."""
    end = func.max(SnapshotRow.offset + SnapshotRow.length)
    rows = session.execute(select(SnapshotRow.warc, end).group_by(SnapshotRow.warc))
    return dict(rows.all())


def _lacks(archive_url: str, ends: Mapping[str, int]) -> Iterator[str]:
    """The WARC files that are not there, or end before the records that they should have."""
    sizes = file_sizes(archive_url, _WARC)
    for name, end in sorted(ends.items()):
        if name not in sizes:
            yield _not_there(name)
        elif sizes[name] < end:
            yield f"{name} has {sizes[name]} bytes, and the catalogue names records up to {end}"


def _not_there(name: str) -> str:
    return f"{name} is named by the catalogue and not there"


def archive_in(place: str) -> str:
    """Where the WARC files are in a place: a backup's or a home's `archive`, or the place itself.

    Raises:
        BackupError: there is no such folder.
        OSError: it cannot be read.
    """
    filesystem, root = url_to_fs(place)
    inside = posixpath.join(place, "archive")
    if filesystem.isdir(posixpath.join(root, "archive")):
        return inside
    if not filesystem.isdir(root):
        raise BackupError(f"there is no folder {place}")
    return place


def dumps_in(filesystem: AbstractFileSystem, root: str) -> list[str]:
    """The catalogues in a folder of backups, the oldest first."""
    return sorted(filesystem.glob(posixpath.join(root, "catalogue-*.jsonl.gz")))
