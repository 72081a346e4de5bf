"""WARC and WACZ files, wherever they lie: folders and patterns looked through, zips kept in bounds.

WACZ (https://specs.webrecorder.net/wacz/1.1.1/) is a zip file with WARC files below `archive/`.
"""

import glob
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.warc import BrokenRecord

_ENDINGS = (".warc", ".warc.gz", ".wacz")

#: WARC files are compressed already, or shrink to a tenth; what shrinks to less is made to harm.
_MOST_EXPANSION = 100


class SourceError(Exception):
    """What captures should be taken from cannot be used. Names it and says why."""


def find_files(names: Sequence[str]) -> list[Path]:
    """The WARC and WACZ files that some names stand for: files, folders and patterns; each once.

    Raises:
        SourceError: a name stands for none.
    """
    found: dict[Path, None] = {}
    for name in names:
        path = Path(name)
        paths = [path] if path.exists() else [Path(p) for p in glob.glob(name, recursive=True)]
        files = [file for each in sorted(paths) for file in _files_at(each)]
        if not files:
            raise SourceError(f"{name}: no {', '.join(_ENDINGS)} there")
        found.update(dict.fromkeys(file.resolve() for file in files))
    return list(found)


def _files_at(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.name.lower().endswith(_ENDINGS))


def open_warcs(
    path: Path, report: Callable[[BrokenRecord], None]
) -> Iterator[tuple[str, BinaryIO]]:
    """The WARC files that a file is or holds, open, each with its name.

    What of a zip cannot be read, or would unpack to far more than it is, is told to `report`.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        if not zipfile.is_zipfile(file):
            if path.suffix.lower() == ".wacz":
                report(BrokenRecord(path.name, 0, "not a zip file, as WACZ files are"))
                return
            file.seek(0)
            yield path.name, file
            return
        try:
            with zipfile.ZipFile(file) as archive:
                for entry in _warcs_in(path, archive, report):
                    with _opened(archive, entry) as member:
                        yield f"{path.name}!{entry.filename}", member
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            report(BrokenRecord(path.name, 0, f"not a zip file that can be read ({error})"))


def _warcs_in(
    path: Path, archive: zipfile.ZipFile, report: Callable[[BrokenRecord], None]
) -> Iterator[zipfile.ZipInfo]:
    entries = [e for e in archive.infolist() if e.filename.lower().endswith(_ENDINGS[:2])]
    if sum(entry.compress_size for entry in entries) > path.stat().st_size:
        report(BrokenRecord(path.name, 0, "its entries overlap"))
        return
    for entry in entries:
        if entry.file_size > _MOST_EXPANSION * max(entry.compress_size, 1):
            reason = f"{entry.filename} would unpack to {entry.file_size} bytes"
            report(BrokenRecord(path.name, entry.header_offset, reason))
        else:
            yield entry


@contextmanager
def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    with archive.open(entry) as member:
        yield member  # type: ignore[misc]  # zipfile's IO[bytes] is a BinaryIO in all but name
