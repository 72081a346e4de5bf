"""WARC records made of an exchange."""

from collections.abc import Mapping
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

# warcio comes without type information
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.utils import Digester  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from archive.warc.exchanges import Headers, HttpExchange, Original, payload_digest

#: WARC 1.1, section 6.7.3: the server itself said that nothing changed.
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

_TRANSFER_HEADERS = frozenset({"transfer-encoding", "content-length"})


class RecordsBuffer(WARCWriter):  # type: ignore[misc]  # the base has no types
    """Records compressed one by one into memory, with SHA-256 digests instead of SHA-1."""

    def __init__(self) -> None:
        self.buffer = BytesIO()
        super().__init__(self.buffer, gzip=True, warc_version="1.1")

    @staticmethod
    def _create_digester() -> Any:
        return Digester("sha256")


class _HeadersAsSent(StatusAndHeaders):  # type: ignore[misc]  # the base has no types
    """HTTP headers written with the very bytes that were sent; warcio would percent-encode some."""

    def to_ascii_bytes(self, filter_func: object = None) -> bytes:
        text: str = self.to_str()
        return text.encode("latin-1") + b"\r\n"


def warcinfo(filename: str, info: Mapping[str, str]) -> tuple[bytes, str]:
    """The record that a file begins with, compressed, and its id."""
    records = RecordsBuffer()
    record = records.create_warcinfo_record(filename, info)
    records.write_record(record)
    return records.buffer.getvalue(), record.rec_headers.get_header("WARC-Record-ID")


def exchange_records(
    exchange: HttpExchange, original: Original | None, warcinfo_id: str
) -> tuple[bytes, int, Any]:
    """The records of an exchange, compressed: the response or revisit, the request, the metadata.

    Also returns how many bytes the first of them takes, and that record.
    """
    records = RecordsBuffer()
    common = {"WARC-Date": exchange.fetched_at, "WARC-Warcinfo-ID": warcinfo_id}
    response = _response(records, exchange, original, common)
    records.write_record(response)
    length = records.buffer.tell()
    common["WARC-Concurrent-To"] = response.rec_headers.get_header("WARC-Record-ID")
    if exchange.request_headers is not None:
        records.write_record(_request(records, exchange, exchange.request_headers, common))
    if exchange.metadata:
        records.write_record(_metadata(records, exchange, common))
    return records.buffer.getvalue(), length, response


def _response(
    records: RecordsBuffer,
    exchange: HttpExchange,
    original: Original | None,
    common: Mapping[str, str],
) -> Any:
    fields = dict(common)
    if exchange.ip_address:
        fields["WARC-IP-Address"] = exchange.ip_address
    headers = _response_headers(exchange)
    if original is None:
        fields["WARC-Payload-Digest"] = payload_digest(exchange.payload)
        return records.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.payload),
            length=len(exchange.payload),
            http_headers=headers,
            warc_headers_dict=fields,
        )
    fields["WARC-Refers-To"] = original.record_id
    record = records.create_revisit_record(
        exchange.url,
        original.payload_digest,
        original.url,
        original.fetched_at,
        http_headers=headers,
        warc_headers_dict=fields,
    )
    if exchange.status == HTTPStatus.NOT_MODIFIED:
        record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
    return record


def _request(
    records: RecordsBuffer, exchange: HttpExchange, sent: Headers, common: Mapping[str, str]
) -> Any:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = _texts(sent)
    if not any(name.lower() == "host" for name, _value in headers):
        headers.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    return records.create_warc_record(
        exchange.url,
        "request",
        payload=BytesIO(exchange.request_body),
        length=len(exchange.request_body),
        http_headers=_HeadersAsSent(
            f"{exchange.method} {target} HTTP/1.1", headers, is_http_request=True
        ),
        warc_headers_dict=dict(common),
    )


def _metadata(records: RecordsBuffer, exchange: HttpExchange, common: Mapping[str, str]) -> Any:
    lines = (f"{name}: {_one_line(value)}\r\n" for name, value in exchange.metadata.items())
    block = "".join(lines).encode()
    return records.create_warc_record(
        exchange.url,
        "metadata",
        payload=BytesIO(block),
        length=len(block),
        warc_headers_dict=dict(common),
    )


def _response_headers(exchange: HttpExchange) -> StatusAndHeaders:
    """The headers as sent, but of a transfer that is over: no encoding of it, the true length."""
    headers = [
        (name, value)
        for name, value in _texts(exchange.response_headers)
        if name.lower() not in _TRANSFER_HEADERS
    ]
    if exchange.status != HTTPStatus.NOT_MODIFIED and exchange.method != "HEAD":
        headers.append(("Content-Length", str(len(exchange.payload))))
    return _HeadersAsSent(f"{exchange.status} {_phrase(exchange.status)}", headers, "HTTP/1.1")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _texts(headers: Headers) -> list[tuple[str, str]]:
    """Headers as text that stands for its latin-1 bytes, each on one line."""
    return [(_latin_1(name), _latin_1(value)) for name, value in headers]


def _latin_1(text: str | bytes) -> str:
    if isinstance(text, str):
        text = text.encode("latin-1") if _is_latin_1(text) else text.encode()
    return _one_line(text.decode("latin-1"))


def _is_latin_1(text: str) -> bool:
    return all(ord(character) < 256 for character in text)


def _one_line(text: str) -> str:
    return " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
