"""WARC files that others made: every record that can be read, whatever wrote it, in little memory.

Ours are read by `archive.warc.reading`, which knows that they have one gzip member a record.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

# warcio comes without type information
from warcio.bufferedreaders import (  # type: ignore[import-untyped]
    ChunkedDataException,
    ChunkedDataReader,
)
from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]

from archive.warc.reading import http_status
from archive.warc.records import BrokenRecord, StoredRecord
from archive.warc.streams import DamageError, UnpackedStream, next_beginning

#: A record that is larger (in bytes, uncompressed) is left out; a crawl would not fetch it either.
RECORD_LIMIT = 64 * 1024 * 1024

#: So much of a larger one is read past; what is beyond is sought for the next beginning.
_SKIPPED = 16 * RECORD_LIMIT

#: All that a record may say before its payload, in bytes.
_HEAD_LIMIT = 1024 * 1024

_CHUNK = 1 << 16


def iter_foreign_records(
    file: BinaryIO, name: str, report: Callable[[BrokenRecord], None]
) -> Iterator[StoredRecord]:
    """Every record of a WARC file, compressed or not, that is whole and not too large, in order.

    What is broken is skipped and told to `report`, once for each stretch of the file; reading goes
    on with the next record. `file` can be sought in. Of payloads the transfer encoding is taken
    off, as our own have it, not the content encoding. The records' `length` is 0: it is not known.
    """
    offset: int | None = 0
    is_packed = file.read(2) == b"\x1f\x8b"
    told = False
    while offset is not None:
        stream = UnpackedStream(file, offset)
        begun = offset
        try:
            while (line := _first_line(stream)) is not None:
                begun = stream.place - (0 if is_packed else len(line))
                record = _record(stream, line, name, begun)
                if isinstance(record, BrokenRecord):
                    report(record)
                else:
                    yield record
                told = False
            return
        except Exception as error:  # warcio raises whatever it stumbles over
            if is_packed:
                begun = stream.place
            if not told:
                report(BrokenRecord(name, begun, str(error) or type(error).__name__))
            told = True
        offset = next_beginning(file, begun + 1, is_packed)


def _first_line(stream: UnpackedStream) -> bytes | None:
    """The line that a record begins with, past the blank ones between records; None at the end."""
    stream.allowance = _HEAD_LIMIT
    while line := stream.readline():
        if line.strip():
            return line
    return None


def _record(
    stream: UnpackedStream, line: bytes, name: str, offset: int
) -> StoredRecord | BrokenRecord:
    if not line.startswith(b"WARC/"):
        raise DamageError("no WARC record begins here")
    parsed = ArcWarcRecordLoader(verify_http=False, arc2warc=False).parse_record_stream(
        stream, statusline=line.decode("latin-1").rstrip(), known_format="warc"
    )
    if parsed.length is None:
        raise DamageError("the record does not say how long it is")
    rest: int = parsed.raw_stream.limit
    stream.allowance = min(rest, _SKIPPED)
    if rest > RECORD_LIMIT:
        while parsed.raw_stream.read(_CHUNK):
            pass
        return BrokenRecord(name, offset, f"{rest} bytes are more than are read of one record")
    block: bytes = parsed.raw_stream.read(rest)
    if parsed.raw_stream.limit:
        raise DamageError("the file ends within the record")
    headers = parsed.http_headers
    if headers and "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        block = _without_chunks(block)
    is_request = parsed.rec_type == "request"
    return StoredRecord(
        warc=name,
        offset=offset,
        length=0,
        type=parsed.rec_type or "",
        fields=dict(parsed.rec_headers.headers),
        block=block,
        http_status=None if is_request else http_status(headers),
        http_headers=tuple(headers.headers) if headers else (),
        http_method=headers.protocol if headers and is_request else None,
    )


def _without_chunks(block: bytes) -> bytes:
    """A payload without its transfer encoding; as it is if it has none, whatever its head says."""
    try:
        plain: bytes = ChunkedDataReader(BytesIO(block), raise_exceptions=True).read()
    except (ChunkedDataException, TypeError, ValueError):
        return block
    return plain
