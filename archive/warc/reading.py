"""Reading snapshots: one record by its place, or a whole file, past whatever in it is broken."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

# fsspec and warcio come without type information
from fsspec import url_to_fs  # type: ignore[import-untyped]
from warcio.bufferedreaders import BufferedReader  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]

from archive.warc.members import Damage, Member, iter_members, read_member
from archive.warc.records import BrokenRecord, BrokenRecordError, StoredRecord, StoredResponse


def read_snapshot(root_url: str, warc: str, offset: int) -> StoredResponse:
    """The response archived at `offset` of the file `warc` below `root_url`.

    Raises:
        BrokenRecordError: if there is no such file, or no whole record with a response there.
    """
    record = read_record(root_url, warc, offset)
    response = record.response
    if response is None:
        reason = f"a {record.type} record, not a response"
        raise BrokenRecordError(BrokenRecord(warc, offset, reason))
    return response


def read_record(root_url: str, warc: str, offset: int) -> StoredRecord:
    """The record at `offset` of the file `warc` below `root_url`.

    Raises:
        BrokenRecordError: if there is no such file, or no whole record there.
    """
    with open_warc(root_url, warc) as file:
        member = read_member(file, offset)
    if member is None:
        member = Damage(offset, "the file ends before it")
    record = _record(warc, member)
    if isinstance(record, BrokenRecord):
        raise BrokenRecordError(record)
    return record


def iter_records(
    root_url: str, warc: str, report: Callable[[BrokenRecord], None]
) -> Iterator[StoredRecord]:
    """Every whole record of the file `warc` below `root_url`, in order.

    What is broken is skipped and told to `report`; reading goes on with the next whole record.

    Raises:
        BrokenRecordError: if there is no such file.
    """
    with open_warc(root_url, warc) as file:
        for member in iter_members(file):
            record = _record(warc, member)
            if isinstance(record, BrokenRecord):
                report(record)
            else:
                yield record


def list_files(root_url: str) -> list[str]:
    """The names of the WARC files below `root_url`, sorted."""
    filesystem, root = url_to_fs(root_url)
    if not filesystem.exists(root):
        return []
    paths: list[str] = filesystem.find(root)
    folder = root.rstrip("/") + "/"
    return sorted(path.removeprefix(folder) for path in paths if path.endswith(".warc.gz"))


def open_warc(root_url: str, warc: str) -> BinaryIO:
    """The file `warc` below `root_url`, to be read.

    Raises:
        BrokenRecordError: if there is no such file.
    """
    filesystem, root = url_to_fs(root_url)
    try:
        file: BinaryIO = filesystem.open(f"{root.rstrip('/')}/{warc}", "rb")
    except FileNotFoundError as error:
        raise BrokenRecordError(BrokenRecord(warc, 0, f"not in {root_url}")) from error
    return file


def _record(warc: str, member: Member | Damage) -> StoredRecord | BrokenRecord:
    if isinstance(member, Damage):
        return BrokenRecord(warc, member.offset, member.reason)
    try:
        parsed = _parse(member.data)
        block: bytes = parsed.raw_stream.read()
    except Exception as error:  # warcio raises whatever it stumbles over
        return BrokenRecord(warc, member.offset, f"not a WARC record ({error})")
    if parsed.length is None or parsed.raw_stream.limit:
        return BrokenRecord(warc, member.offset, "not as long as its Content-Length says")
    if parsed.digest_checker.passed is False:
        return BrokenRecord(warc, member.offset, "; ".join(parsed.digest_checker.problems))
    headers = parsed.http_headers
    return StoredRecord(
        warc=warc,
        offset=member.offset,
        length=member.length,
        type=parsed.rec_type,
        fields=dict(parsed.rec_headers.headers),
        block=block,
        http_status=http_status(headers) if parsed.rec_type != "request" else None,
        http_headers=tuple(headers.headers) if headers else (),
    )


def _parse(data: bytes) -> Any:
    reader = BufferedReader(BytesIO(data))
    return ArcWarcRecordLoader().parse_record_stream(
        reader, known_format="warc", check_digests=True
    )


def http_status(headers: Any) -> int | None:
    """The status of HTTP headers as warcio has them; None if there are none, or it is no number."""
    code = headers.get_statuscode() if headers else ""
    return int(code) if code.isdecimal() else None
