"""Captures in a WARC file of their own, and the index of it (CDXJ)."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from archive.evidence.copying import CopiedRecord, Place, exchange, file_description
from archive.evidence.sort_keys import sort_key
from archive.warc import BrokenRecordError, StoredResponse

_NO_DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A response in the file: what it is of, where its record is, and how long, in bytes."""

    url: str
    fetched_at: str
    mime: str
    status: int
    digest: str
    offset: int
    length: int

    def as_cdxj(self, filename: str) -> str:
        """The line of the index, without the newline, as `cdxj-indexer` writes it."""
        entry = {
            "url": self.url,
            "mime": self.mime,
            "status": str(self.status),
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(self.offset),
            "filename": filename,
        }
        told = {name: value for name, value in entry.items() if value}
        return f"{sort_key(self.url)} {timestamp(self.fetched_at)} {json.dumps(told)}"


def _line_of(copied: CopiedRecord, response: StoredResponse, offset: int) -> IndexLine:
    mime = "warc/revisit"
    if copied.record.type == "response":
        mime = (response.header("Content-Type") or "").partition(";")[0].strip().split(" ")[0]
    return IndexLine(
        response.url,
        response.fetched_at,
        mime,
        response.status,
        response.digest or "",
        offset,
        len(copied.data),
    )


def timestamp(moment: str) -> str:
    """A moment of the archive as web archives write it: `20261123020000`."""
    return _NO_DIGITS.sub("", moment)[:14]


def refuse(place: Place, error: BrokenRecordError) -> None:
    """Leave nothing out."""
    raise error


def write_warc(
    file: BinaryIO,
    root_url: str,
    needed: Iterable[Place],
    on_broken: Callable[[Place, BrokenRecordError], None] = refuse,
) -> list[IndexLine]:
    """Write the exchanges at some places as one WARC file; the responses in it.

    The descriptions of the files that they come from are written before them. `on_broken` is told
    of records that cannot be read, which are left out if it returns.

    Raises:
        BrokenRecordError: one of them cannot be read, if nobody is told of it.
        OSError: the file cannot be written.
    """
    lines: list[IndexLine] = []
    described: set[str] = set()
    offset = 0
    for place in dict.fromkeys(needed):
        try:
            records = list(exchange(root_url, place))
        except BrokenRecordError as error:
            on_broken(place, error)
            continue
        if place.warc not in described:
            described.add(place.warc)
            records[:0] = _description(root_url, place.warc)
        for copied in records:
            if copied.record.response is not None:
                lines.append(_line_of(copied, copied.record.response, offset))
            file.write(copied.data)
            offset += len(copied.data)
    return lines


def _description(root_url: str, warc: str) -> list[CopiedRecord]:
    """What the file says of itself; a file whose first record is broken says nothing."""
    try:
        described = file_description(root_url, warc)
    except BrokenRecordError:
        return []
    return [described] if described.record.type == "warcinfo" else []
