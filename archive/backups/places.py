"""Backing up to a place and restoring from it."""

import gzip
import posixpath
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# fsspec comes without type information
from fsspec import AbstractFileSystem, url_to_fs  # type: ignore[import-untyped]

from archive.backups.dumping import BackupError, dump, load
from archive.catalogue import Catalogue
from archive.clock import now

_COPYING = 1 << 20

#: What reports progress: how much is done, of how much, and what.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Places:
    """Where an archive is: its catalogue, its WARC files and its portal files."""

    catalogue: Catalogue
    archive_url: str
    portals: str


def back_up(places: Places, to: str, progress: Progress) -> dict[str, int]:
    """Write a backup to `to`, a folder or a URL; how many rows and files were written.

    Crawls may go on meanwhile: the catalogue is read first, in one state, and what it names is in
    the WARC files by then. Of files that are there already in the same size nothing is copied.

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
    filesystem.mv(f"{path}.part", path)
    return {
        "rows": rows,
        "warcs": _copy(places.archive_url, posixpath.join(to, "archive"), ".warc.gz", progress),
        "portals": _copy(places.portals, posixpath.join(to, "portals"), ".toml", progress),
    }


def restore(places: Places, source: str, progress: Progress) -> dict[str, int]:
    """Restore the newest backup in `source` into an empty catalogue; what `back_up` returns.

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
    except (EOFError, gzip.BadGzipFile) as error:
        raise BackupError(f"{dumps[-1]} is damaged: {error}") from error
    return {
        "rows": rows,
        "warcs": _copy(posixpath.join(source, "archive"), places.archive_url, ".warc.gz", progress),
        "portals": _copy(posixpath.join(source, "portals"), places.portals, ".toml", progress),
    }


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


def _copy(source: str, target: str, ending: str, progress: Progress) -> int:
    """Copy files that the target lacks or has in another size, with what is below them."""
    from_files, from_root = url_to_fs(source)
    to_files, to_root = url_to_fs(target)
    names = _names(from_files, from_root, ending)
    copied = 0
    for number, name in enumerate(names):
        progress(number, len(names), name)
        path, copy = posixpath.join(from_root, name), posixpath.join(to_root, name)
        if to_files.exists(copy) and to_files.size(copy) == from_files.size(path):
            continue
        to_files.makedirs(posixpath.dirname(copy), exist_ok=True)
        with from_files.open(path, "rb") as whole, to_files.open(f"{copy}.part", "wb") as part:
            shutil.copyfileobj(whole, part, _COPYING)
        to_files.mv(f"{copy}.part", copy)
        copied += 1
    progress(len(names), len(names), "")
    return copied


def _names(filesystem: AbstractFileSystem, root: str, ending: str) -> list[str]:
    if not filesystem.exists(root):
        return []
    paths: Any = filesystem.find(root)
    folder = root.rstrip("/") + "/"
    return sorted(path.removeprefix(folder) for path in paths if path.endswith(ending))
