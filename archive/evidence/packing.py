"""Captures in a WARC file of their own, and the index of it (CDXJ)."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from archive.evidence.copying import CopiedRecord, Place, exchange, file_description
from archive.evidence.sort_keys import sort_key
from archive.warc import BrokenRecordError

_NO_DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A response in the file: its record, where it is, and how long, in bytes."""

    copied: CopiedRecord
    offset: int

    def as_cdxj(self, filename: str) -> str:
        """The line of the index, without the newline, as `cdxj-indexer` writes it."""
        record = self.copied.record
        response = record.response
        assert response is not None
        mime = "warc/revisit"
        if record.type == "response":
            mime = (response.header("Content-Type") or "").partition(";")[0].strip().split(" ")[0]
        entry = {
            "url": response.url,
            "mime": mime,
            "status": str(response.status),
            "digest": response.digest or "",
            "length": str(len(self.copied.data)),
            "offset": str(self.offset),
            "filename": filename,
        }
        told = {name: value for name, value in entry.items() if value}
        return f"{sort_key(response.url)} {timestamp(response.fetched_at)} {json.dumps(told)}"


def timestamp(moment: str) -> str:
    """A moment of the archive as web archives write it: `20261123020000`."""
    return _NO_DIGITS.sub("", moment)[:14]


def write_warc(file: BinaryIO, root_url: str, needed: Iterable[Place]) -> list[IndexLine]:
    """Write the exchanges at some places as one WARC file; the responses in it.

    The descriptions of the files that they come from are written before them.

    Raises:
        BrokenRecordError: one of them cannot be read.
        OSError: the file cannot be written.
    """
    lines: list[IndexLine] = []
    described: set[str] = set()
    offset = 0
    for place in dict.fromkeys(needed):
        records = list(exchange(root_url, place))
        if place.warc not in described:
            described.add(place.warc)
            records[:0] = _description(root_url, place.warc)
        for copied in records:
            if copied.record.response is not None:
                lines.append(IndexLine(copied, offset))
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
