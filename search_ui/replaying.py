"""An archived response, made fit to be sent from here without ever running in our origin."""

import zlib
from io import BytesIO

from flask import Response, send_file
from werkzeug.http import parse_options_header

from archive.warc import StoredResponse
from search_ui.file_names import given_name
from search_ui.replay_pages import FindAssets, prepare

#: Nothing of the page may run, be submitted, or be loaded from elsewhere; `sandbox` gives it an
#: origin of its own, so that even what a browser's bug lets run has no access to ours. Pictures and
#: style sheets are shown, those in the page itself and those archived.
REPLAY_POLICY = (
    "sandbox; default-src 'none'; style-src 'self' 'unsafe-inline' data:; img-src 'self' data:; "
    "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

#: A file is kept, not shown; should a browser show it all the same, nothing of it may run.
DOWNLOAD_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"

_HTML = frozenset({"text/html", "application/xhtml+xml"})

#: Shown in the page; anything else is offered as a file. SVG is left out: it is a document.
SHOWN_TYPES = frozenset(
    {
        *_HTML,
        "text/plain",
        "text/css",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    }
)

#: A page that inflates to more than this many bytes is cut there: it is meant to exhaust memory.
MOST_BYTES = 64_000_000

#: gzip or zlib, whichever the data begin as; and deflate without its wrapping, as some send it.
_WRAPPED, _RAW = 47, -15
_WINDOWS = {"gzip": (_WRAPPED,), "x-gzip": (_WRAPPED,), "deflate": (_WRAPPED, _RAW)}


def replay(stored: StoredResponse, find_assets: FindAssets) -> Response:
    """The payload of `stored` as an answer that is shown, and can do nothing else."""
    payload, encoding = _decoded(stored)
    content_type = _safe(stored.header("Content-Type")) or "application/octet-stream"
    mimetype, _ = parse_options_header(content_type)
    if mimetype.lower() in _HTML and not encoding:
        payload = prepare(payload, content_type, stored.url, find_assets)
        content_type = "text/html; charset=utf-8"
    response = Response(payload, content_type=content_type)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if response.mimetype not in SHOWN_TYPES:
        response.headers["Content-Disposition"] = "attachment"
    response.headers["Content-Security-Policy"] = REPLAY_POLICY
    # The sandboxed page is of no origin, and asks for its pictures as a stranger would.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def unpacked(stored: StoredResponse) -> bytes:
    """What `stored` brought, unpacked where we know how."""
    return _decoded(stored)[0]


def readable(stored: StoredResponse) -> bytes | None:
    """What `stored` brought, unpacked; None if it is packed in a way that we cannot undo."""
    data, encoding = _decoded(stored)
    return None if encoding else data


def html_payload(stored: StoredResponse) -> bytes | None:
    """The HTML of `stored`, unpacked; None if it is no HTML that we can read."""
    data, encoding = _decoded(stored)
    mimetype, _ = parse_options_header(_safe(stored.header("Content-Type")))
    return data if mimetype.lower() in _HTML and not encoding else None


def download(stored: StoredResponse, filename: str) -> Response:
    """The payload of `stored` as a file to keep, which no browser opens in our origin.

    `filename` is for files that their server gave no name.
    """
    payload, encoding = _decoded(stored)
    response = send_file(
        BytesIO(payload),
        "application/octet-stream",
        as_attachment=True,
        download_name=given_name(stored) or filename,
    )
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def is_shown(content_type: str | None) -> bool:
    """Whether what is said to be of this type can be shown in a page, where it is not said too."""
    return not content_type or parse_options_header(content_type)[0].lower() in SHOWN_TYPES


def _decoded(stored: StoredResponse) -> tuple[bytes, str]:
    """The payload with gzip or deflate taken off, and the encoding left for the browser."""
    encoding = _safe(stored.header("Content-Encoding")).lower()
    if encoding in ("", "identity"):
        return stored.payload, ""
    windows = _WINDOWS.get(encoding)
    if windows is None:
        return stored.payload, encoding
    for window in windows:
        try:
            return _inflated(stored.payload, window), ""
        except zlib.error:
            continue
    # Not what the header says, which happens: servers send plain pages so labelled.
    return stored.payload, ""


def _inflated(data: bytes, window: int) -> bytes:
    inflated = bytearray()
    while data and len(inflated) < MOST_BYTES:
        inflater = zlib.decompressobj(window)
        inflated += inflater.decompress(data, MOST_BYTES - len(inflated))
        data = inflater.unused_data
    return bytes(inflated)


def _safe(header: str | None) -> str:
    """A header's value as archived, on one line: what the portal sent must not add headers here."""
    return "".join(c for c in header or "" if c.isprintable() and ord(c) < 256).strip()
