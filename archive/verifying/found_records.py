"""The captures that a WARC file holds, without their payloads, and where it is broken."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.warc import BrokenRecord, StoredRecord, iter_records


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A whole record of a response or a revisit, its digests checked.

    `portal` is whose crawl it was, as the metadata record beside it says; None if none says it.
    """

    warc: str
    offset: int
    length: int
    record_id: str
    record_type: str
    url: str
    fetched_at: str
    status: int
    content_type: str | None
    payload_digest: str
    refers_to: str | None = None  # WARC-Refers-To of a revisit
    portal: str | None = None


@dataclass(slots=True)
class FileContent:
    """What one file holds: captures by their place, and the places where no record is."""

    warc: str
    records: dict[int, FoundRecord] = field(default_factory=dict)
    broken: list[BrokenRecord] = field(default_factory=list)
    last_whole: int = -1  # where the last record begins that is whole, of any type


def read_content(root_url: str, warc: str) -> FileContent:
    """Read a file from one end to the other.

    Raises:
        BrokenRecordError: there is no such file.
    """
    content = FileContent(warc)
    places: dict[str, int] = {}
    for record in iter_records(root_url, warc, content.broken.append):
        content.last_whole = record.offset
        if found := _found(record):
            content.records[found.offset] = found
            places[found.record_id] = found.offset
        elif record.type == "metadata" and (portal := _portal(record)):
            place = places.get(record.fields.get("WARC-Concurrent-To", ""))
            if place is not None:
                content.records[place] = replace(content.records[place], portal=portal)
    return content


def _found(record: StoredRecord) -> FoundRecord | None:
    response = record.response
    if response is None:
        return None
    return FoundRecord(
        warc=record.warc,
        offset=record.offset,
        length=record.length,
        record_id=record.fields.get("WARC-Record-ID", ""),
        record_type=record.type,
        url=response.url,
        fetched_at=response.fetched_at,
        status=response.status,
        content_type=response.header("Content-Type"),
        payload_digest=response.digest or "",
        refers_to=record.fields.get("WARC-Refers-To"),
    )


def _portal(record: StoredRecord) -> str | None:
    return next(_values(record, "portal"), None)


def _values(record: StoredRecord, name: str) -> Iterator[str]:
    """What a metadata record says under a name (`application/warc-fields`)."""
    for line in record.block.decode("utf-8", "replace").splitlines():
        key, _, value = line.partition(":")
        if key.strip().lower() == name and value.strip():
            yield value.strip()
