"""What is archived of one request: what was sent, and what came back."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: Names and values as they were sent; text stands for its latin-1 bytes, as HTTP clients have it.
Headers = Sequence[tuple[str | bytes, str | bytes]]


@dataclass(frozen=True, slots=True)
class HttpExchange:
    """One request and its response.

    `payload` is the response's body as it came over the wire, still content-encoded, but with the
    transfer encoding taken off, as HTTP clients do. `fetched_at` is a moment in UTC
    (`2026-11-23T02:00:00Z`). `metadata` is what else is worth keeping, in WARC's own terms where it
    has them: `via` for the page that led here. `request_headers` None: what was sent is not known.
    """

    url: str
    fetched_at: str
    status: int
    response_headers: Headers
    payload: bytes
    request_headers: Headers | None = ()
    method: str = "GET"
    request_body: bytes = b""
    ip_address: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Original:
    """The archived response whose payload came once more: its record, URL, moment and digest."""

    record_id: str
    url: str
    fetched_at: str
    payload_digest: str


def payload_digest(payload: bytes) -> str:
    """The digest of a payload as WARC writes it: `sha256:` and the SHA-256 in base32."""
    return f"sha256:{base64.b32encode(hashlib.sha256(payload).digest()).decode()}"
