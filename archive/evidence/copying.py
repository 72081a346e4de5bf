"""Records copied out of WARC files, byte for byte: what others verify is what was archived."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.warc import BrokenRecordError, StoredRecord, read_record
from archive.warc.reading import open_warc


@dataclass(frozen=True, slots=True)
class Place:
    """Where the record of a response is: a file below the archive's URL, and the byte in it."""

    warc: str
    offset: int


@dataclass(frozen=True, slots=True)
class CopiedRecord:
    """A record as it was read, and its compressed bytes."""

    record: StoredRecord
    data: bytes


def file_description(root_url: str, warc: str) -> CopiedRecord:
    """The record that a file begins with, in which whoever wrote it says what it is.

    Raises:
        BrokenRecordError: it cannot be read.
    """
    return _copy(root_url, warc, 0)


def exchange(root_url: str, place: Place) -> Iterator[CopiedRecord]:
    """The record of a response (or of its coming again), then its request and metadata.

    Each has been read, and its digests found right.

    Raises:
        BrokenRecordError: the response's record cannot be read.
    """
    first = _copy(root_url, place.warc, place.offset)
    yield first
    offset = place.offset + first.record.length
    while True:
        try:
            record = read_record(root_url, place.warc, offset)
        except BrokenRecordError:  # the end of the file, or of what a crash has left whole
            return
        if record.fields.get("WARC-Concurrent-To") != first.record.fields["WARC-Record-ID"]:
            return
        yield CopiedRecord(record, _bytes(root_url, record))
        offset += record.length


def _copy(root_url: str, warc: str, offset: int) -> CopiedRecord:
    record = read_record(root_url, warc, offset)
    return CopiedRecord(record, _bytes(root_url, record))


def _bytes(root_url: str, record: StoredRecord) -> bytes:
    with open_warc(root_url, record.warc) as file:
        file.seek(record.offset)
        return file.read(record.length)
