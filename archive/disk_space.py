"""How much room folders take on this machine's disks, and how much there is left."""

import shutil
from contextlib import suppress
from pathlib import Path


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder, as far as they can be looked at; 0 if there is none."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # files come and go meanwhile
            total += path.lstat().st_size if path.is_file() else 0
    return total


def space_left(folder: Path) -> int:
    """The bytes that may still be written where a folder is, or will be.

    Raises:
        OSError: it cannot be told.
    """
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free
