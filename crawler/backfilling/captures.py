"""Captures as WARC files of any crawler have them: responses with what was asked, and revisits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from archive.clock import moment, parse_moment
from archive.warc import BrokenRecord, HttpExchange, StoredRecord


@dataclass(frozen=True, slots=True)
class Revisited:
    """What a revisit record says of the capture that had its payload: its address and moment.

    Both empty if it does not say (WARC 1.0 knew only the record's id); the payload's digest and the
    record's id are as written.
    """

    url: str
    fetched_at: str
    digest: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture: the exchange, without a payload if it is a revisit.

    Attributes:
        exchange: what was asked and what came.
        digest: of the payload, as its record has it; empty if that says none.
        record_id: of its record.
        revisited: of a revisit, whose payload it has.
    """

    exchange: HttpExchange
    digest: str
    record_id: str
    revisited: Revisited | None = None


def read_captures(
    records: Iterator[StoredRecord], report: Callable[[BrokenRecord], None]
) -> Iterator[Capture]:
    """The captures of a WARC file, in its order. What cannot be one is told to `report`.

    Requests stand before their responses (wget) or after them (the others).
    """
    waiting: StoredRecord | None = None
    asked: StoredRecord | None = None
    for record in records:
        if record.type == "request":
            if waiting is not None and _belong_together(waiting, record):
                yield from _capture(waiting, record, report)
                waiting, asked = None, None
            else:
                asked = record
        elif record.type in ("response", "revisit", "resource"):
            if waiting is not None:
                yield from _capture(waiting, None, report)
            waiting = record
            if asked is not None and _belong_together(record, asked):
                yield from _capture(record, asked, report)
                waiting, asked = None, None
    if waiting is not None:
        yield from _capture(waiting, None, report)


def _belong_together(response: StoredRecord, request: StoredRecord) -> bool:
    told = (
        (response.fields.get("WARC-Concurrent-To"), request.fields.get("WARC-Record-ID")),
        (request.fields.get("WARC-Concurrent-To"), response.fields.get("WARC-Record-ID")),
    )
    if any(one is not None and one == other for one, other in told):
        return True
    return not any(one for one, _ in told) and _url(response) == _url(request)


def _url(record: StoredRecord) -> str:
    return record.fields.get("WARC-Target-URI", "").strip("<>")


def _capture(
    record: StoredRecord, request: StoredRecord | None, report: Callable[[BrokenRecord], None]
) -> Iterator[Capture]:
    fields = record.fields
    url = _url(record)
    if not url.lower().startswith(("http://", "https://")):
        return
    status, headers = record.http_status, record.http_headers
    if record.type == "resource":
        status, headers = 200, (("Content-Type", fields.get("Content-Type", "")),)
    elif record.type == "revisit" and status is None:
        status = HTTPStatus.OK  # such a record may leave the head away: all is as it was
    if status is None:
        report(BrokenRecord(record.warc, record.offset, f"{url}: the response has no status"))
        return
    try:
        fetched_at = moment(parse_moment(fields.get("WARC-Date", "")))
    except ValueError as error:
        report(BrokenRecord(record.warc, record.offset, f"{url}: {error}"))
        return
    is_revisit = record.type == "revisit"
    exchange = HttpExchange(
        url=url,
        fetched_at=fetched_at,
        status=status,
        response_headers=headers,
        payload=b"" if is_revisit else record.block,
        request_headers=request.http_headers if request else None,
        method=(request.http_method if request else None) or "GET",
        request_body=request.block if request else b"",
        ip_address=fields.get("WARC-IP-Address"),
    )
    yield Capture(
        exchange,
        fields.get("WARC-Payload-Digest", ""),
        fields.get("WARC-Record-ID", ""),
        _revisited(record) if is_revisit else None,
    )


def _revisited(record: StoredRecord) -> Revisited:
    fields = record.fields
    date = fields.get("WARC-Refers-To-Date", "")
    try:
        date = moment(parse_moment(date))
    except ValueError:
        date = ""
    return Revisited(
        fields.get("WARC-Refers-To-Target-URI", "").strip("<>"),
        date,
        fields.get("WARC-Payload-Digest", ""),
        fields.get("WARC-Refers-To", ""),
    )
