"""One WARC file's content beside the catalogue's rows of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.verifying.findings import Finding
from archive.verifying.found_records import FileContent, FoundRecord


@dataclass(frozen=True, slots=True)
class Listed:
    """What the catalogue says of a record; the fields are those of `SnapshotRow`."""

    id: int
    warc: str
    offset: int
    length: int
    record_id: str
    record_type: str
    url: str
    payload_digest: str


def compare(content: FileContent, rows: Iterable[Listed]) -> Iterator[Finding]:
    """What of the rows the file does not bear out, and where it is broken beside them."""
    broken = {each.offset: each.reason for each in content.broken}
    for row in rows:
        record = content.records.get(row.offset)
        if record is None:
            reason = broken.pop(row.offset, "no capture begins there")
            yield Finding("lost", row.warc, row.offset, f"{row.url}: {reason}", row.id)
        elif difference := _difference(row, record):
            yield Finding("different", row.warc, row.offset, f"{row.url}: {difference}", row.id)
    for offset, reason in sorted(broken.items()):
        is_end = offset > content.last_whole and "ends within" in reason
        yield Finding("torn" if is_end else "damaged", content.warc, offset, reason)


def unlisted(content: FileContent, rows: Iterable[Listed]) -> list[FoundRecord]:
    """The captures of the file that none of the rows is about."""
    known = {row.offset for row in rows}
    return [record for offset, record in content.records.items() if offset not in known]


def _difference(row: Listed, record: FoundRecord) -> str | None:
    """How a record differs from what the catalogue says of it, in words; None if it does not."""
    for name in ("record_id", "record_type", "url", "payload_digest", "length"):
        said, is_now = getattr(row, name), getattr(record, name)
        if said != is_now:
            return f"{name.replace('_', ' ')} is {is_now}, not {said}"
    return None
