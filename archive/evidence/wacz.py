"""A page as it was captured, in one file that others verify and replay: WACZ 1.1.1.

https://specs.webrecorder.net/wacz/1.1.1/. The same captures give the same bytes, whenever they are
packed: who has kept the digest of such a file can tell it from any other.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from archive.clock import parse_moment
from archive.evidence.copying import Place
from archive.evidence.packing import IndexLine, write_warc

VERSION = "1.1.1"
CONTENT_TYPE = "application/wacz"

_DATA = "data.warc.gz"
#: CDXJ, under the one name that pywb and wabac.js (ReplayWeb.page) both look for.
_INDEX = "indexes/index.cdx"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class MainPage:
    """The page that the file is about; `captured_at` is the moment of the capture, in UTC."""

    url: str
    captured_at: str
    title: str


def write_wacz(file: BinaryIO, root_url: str, page: MainPage, needed: Iterable[Place]) -> None:
    """Write a page, and what it needs to be shown, as a WACZ file.

    `needed` are the places of the page's own record and of all others: the response that a revisit
    refers to, pictures, style sheets.

    Raises:
        BrokenRecordError: one of them cannot be read.
        OSError: the file cannot be written.
    """
    resources: list[dict[str, Any]] = []
    with tempfile.TemporaryFile() as warc, ZipFile(file, "w") as package:
        lines = write_warc(warc, root_url, needed)
        warc.seek(0)
        # a replayer reads records out of the package by their place: they are not packed again
        for path, data, method in (
            (f"archive/{_DATA}", warc, ZIP_STORED),
            (_INDEX, _stream(_index(lines)), ZIP_DEFLATED),
            ("pages/pages.jsonl", _stream(_pages(page)), ZIP_DEFLATED),
        ):
            resources.append(_add(package, page, path, data, method))
        description = _json(
            {
                "profile": "data-package",
                "wacz_version": VERSION,
                "software": "Cổng Tin (congtin)",
                "title": page.title,
                "mainPageUrl": page.url,
                "mainPageDate": page.captured_at,
                "resources": resources,
            }
        )
        described = _add(package, page, "datapackage.json", _stream(description), ZIP_DEFLATED)
        digest = _json({"path": "datapackage.json", "hash": described["hash"]})
        _add(package, page, "datapackage-digest.json", _stream(digest), ZIP_DEFLATED)


def _index(lines: Iterable[IndexLine]) -> str:
    return "".join(f"{line}\n" for line in sorted(line.as_cdxj(_DATA) for line in lines))


def _pages(page: MainPage) -> str:
    header = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    shown = {"id": "1", "url": page.url, "ts": page.captured_at, "title": page.title}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (header, shown))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _stream(text: str) -> IO[bytes]:
    return BytesIO(text.encode())


def _add(
    package: ZipFile, page: MainPage, path: str, data: IO[bytes], method: int
) -> dict[str, Any]:
    """Put a file into the package; what the package says of it."""
    at = parse_moment(page.captured_at)
    entry = ZipInfo(path, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    digest = hashlib.sha256()
    size = 0
    with package.open(entry, "w", force_zip64=False) as inside:
        while chunk := data.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            inside.write(chunk)
    return {
        "name": path.rpartition("/")[2],
        "path": path,
        "hash": f"sha256:{digest.hexdigest()}",
        "bytes": size,
    }
