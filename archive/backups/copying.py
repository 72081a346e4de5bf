"""Files copied to a place and back: nothing whole is lost there to something harmed here."""

import posixpath
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# fsspec comes without type information
from fsspec import AbstractFileSystem, url_to_fs  # type: ignore[import-untyped]

from archive.clock import now

_COPYING = 1 << 20

#: What reports progress: how many files are done, of how many, and the name of the next.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """How many files were copied, and what is wrong with those that were, or that were not."""

    files: int
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on a disk or in an object store."""

    files: AbstractFileSystem
    root: str

    @classmethod
    def at(cls, url: str) -> "_Folder":
        return cls(*url_to_fs(url))

    def names(self, ending: str) -> list[str]:
        """The files with an ending, in it and below it."""
        if not self.files.exists(self.root):
            return []
        paths: Any = self.files.find(self.root)
        above = self.root.rstrip("/") + "/"
        return sorted(path.removeprefix(above) for path in paths if path.endswith(ending))

    def path(self, name: str) -> str:
        return posixpath.join(self.root, name)

    def size(self, name: str) -> int | None:
        """In bytes; None if there is no such file."""
        path = self.path(name)
        return self.files.size(path) if self.files.exists(path) else None


def file_sizes(url: str, ending: str) -> dict[str, int]:
    """The files with an ending at a place, and how large they are, in bytes."""
    folder = _Folder.at(url)
    return {name: folder.size(name) or 0 for name in folder.names(ending)}


def copy_files(source: str, target: str, ending: str, progress: Progress) -> Copied:
    """Copy the files with an ending; what the target has of the same content is left alone."""
    here, there = _Folder.at(source), _Folder.at(target)
    names = here.names(ending)
    copied = 0
    for number, name in enumerate(names):
        progress(number, len(names), name)
        if here.size(name) != there.size(name) or not _continues(here, there, name):
            _copy(here, there, name)
            copied += 1
    progress(len(names), len(names), "")
    return Copied(copied)


def copy_growing_files(source: str, target: str, ending: str, progress: Progress) -> Copied:
    """Copy files that are only ever appended to, as WARC files are.

    One that is shorter than its copy was harmed: its copy is kept. A longer one that does not begin
    as its copy does is copied, and the former copy put aside.
    """
    here, there = _Folder.at(source), _Folder.at(target)
    names = here.names(ending)
    copied, troubles = 0, []
    for number, name in enumerate(names):
        progress(number, len(names), name)
        size, kept = here.size(name) or 0, there.size(name)
        if kept is not None and size < kept:
            troubles.append(f"{name} has {size} bytes, its copy {kept}: the copy is kept")
        elif kept is None or size > kept:
            if kept is not None and not _continues(here, there, name):
                aside = f"{name}.before-{now().replace(':', '')}"
                there.files.mv(there.path(name), there.path(aside))
                troubles.append(f"{name} does not begin as its copy, which is {aside} now")
            _copy(here, there, name)
            copied += 1
    progress(len(names), len(names), "")
    return Copied(copied, tuple(troubles))


def _continues(here: _Folder, there: _Folder, name: str) -> bool:
    """Whether a file begins with all that its copy has."""
    with (
        here.files.open(here.path(name), "rb") as longer,
        there.files.open(there.path(name), "rb") as kept,
    ):
        while part := kept.read(_COPYING):
            if longer.read(len(part)) != part:
                return False
    return True


def _copy(here: _Folder, there: _Folder, name: str) -> None:
    path, copy = here.path(name), there.path(name)
    there.files.makedirs(posixpath.dirname(copy), exist_ok=True)
    with here.files.open(path, "rb") as whole, there.files.open(f"{copy}.part", "wb") as part:
        shutil.copyfileobj(whole, part, _COPYING)
    there.files.mv(f"{copy}.part", copy)
