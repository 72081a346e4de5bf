"""Pages as they were captured, in one file that others verify and replay: WACZ 1.1.1.

https://specs.webrecorder.net/wacz/1.1.1/. The same captures give the same bytes, whenever they are
packed: who has kept the digest of such a file can tell it from any other.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from archive.clock import parse_moment
from archive.evidence.copying import Place
from archive.evidence.packing import IndexLine, refuse, write_warc
from archive.warc import BrokenRecordError

VERSION = "1.1.1"
CONTENT_TYPE = "application/wacz"

_DATA = "data.warc.gz"
#: CDXJ, under the one name that pywb and wabac.js (ReplayWeb.page) both look for.
_INDEX = "indexes/index.cdx"
_CHUNK = 1 << 20


#: Larger files in a package need the format's wider numbers (ZIP64), in bytes.
_NARROW = 1 << 31


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the file lists; `captured_at` is the moment of the capture, in UTC."""

    url: str
    captured_at: str
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file is about, and the pages that it lists, the one to begin with first."""

    title: str
    pages: Sequence[Page]


def write_wacz(
    file: BinaryIO,
    root_url: str,
    contents: Contents,
    needed: Iterable[Place],
    on_broken: Callable[[Place, BrokenRecordError], None] = refuse,
) -> int:
    """Write pages, and what they need to be shown, as a WACZ file; how many responses are in it.

    `needed` are the places of the pages' own records and of all others: the responses that revisits
    refer to, pictures, style sheets. `on_broken` is told of records that cannot be read, which are
    left out if it returns.

    Raises:
        BrokenRecordError: one of them cannot be read, if nobody is told of it.
        OSError: the file cannot be written.
        ValueError: there is no page.
    """
    if not contents.pages:
        raise ValueError("a WACZ file lists a page at least")
    page = contents.pages[0]
    resources: list[dict[str, Any]] = []
    with tempfile.TemporaryFile() as warc, ZipFile(file, "w") as package:
        lines = write_warc(warc, root_url, needed, on_broken)
        # a replayer reads records out of the package by their place: they are not packed again
        for path, data, method in (
            (f"archive/{_DATA}", warc, ZIP_STORED),
            (_INDEX, _stream(_index(lines)), ZIP_DEFLATED),
            ("pages/pages.jsonl", _stream(_pages(contents.pages)), ZIP_DEFLATED),
        ):
            resources.append(_add(package, page, path, data, method))
        description = _json(
            {
                "profile": "data-package",
                "wacz_version": VERSION,
                "software": "Cổng Tin (congtin)",
                "title": contents.title,
                "mainPageUrl": page.url,
                "mainPageDate": page.captured_at,
                "resources": resources,
            }
        )
        described = _add(package, page, "datapackage.json", _stream(description), ZIP_DEFLATED)
        digest = _json({"path": "datapackage.json", "hash": described["hash"]})
        _add(package, page, "datapackage-digest.json", _stream(digest), ZIP_DEFLATED)
    return len(lines)


def _index(lines: Iterable[IndexLine]) -> str:
    return "".join(f"{line}\n" for line in sorted(line.as_cdxj(_DATA) for line in lines))


def _pages(pages: Sequence[Page]) -> str:
    header = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    listed = [
        {"id": str(number), "url": page.url, "ts": page.captured_at, "title": page.title}
        for number, page in enumerate(pages, 1)
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (header, *listed))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _stream(text: str) -> IO[bytes]:
    return BytesIO(text.encode())


def _add(package: ZipFile, page: Page, path: str, data: IO[bytes], method: int) -> dict[str, Any]:
    """Put a file into the package; what the package says of it."""
    at = parse_moment(page.captured_at)
    entry = ZipInfo(path, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    digest = hashlib.sha256()
    size = data.seek(0, SEEK_END)
    data.seek(0)
    with package.open(entry, "w", force_zip64=size >= _NARROW) as inside:
        while chunk := data.read(_CHUNK):
            digest.update(chunk)
            inside.write(chunk)
    return {
        "name": path.rpartition("/")[2],
        "path": path,
        "hash": f"sha256:{digest.hexdigest()}",
        "bytes": size,
    }
