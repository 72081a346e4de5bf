"""What is read from WARC files: records, responses, and what is said of those that are broken."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A place in a WARC file where no whole record is: the file's name, the byte, and why."""

    warc: str
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"{self.warc}, byte {self.offset}: {self.reason}"


class BrokenRecordError(Exception):
    """The record asked for cannot be read."""

    def __init__(self, broken: BrokenRecord) -> None:
        super().__init__(str(broken))
        self.broken = broken


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """An HTTP response as archived.

    `payload` is as it came over the wire, still content-encoded; of a revisit it is empty, and
    `digest` tells whose it is. `fetched_at` is a moment in UTC.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    fetched_at: str
    digest: str | None
    record_type: str

    def header(self, name: str) -> str | None:
        """The first header of this name, in any case."""
        lowered = name.lower()
        return next((value for key, value in self.headers if key.lower() == lowered), None)


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A WARC record of any type.

    `fields` are WARC's own named fields; `block` is the record's content without the HTTP headers,
    where it has some. `offset` and `length` are the compressed record's, in bytes.
    """

    warc: str
    offset: int
    length: int
    type: str
    fields: Mapping[str, str]
    block: bytes
    http_status: int | None = None
    http_headers: tuple[tuple[str, str], ...] = field(default=())
    http_method: str | None = None  # of a request

    @property
    def response(self) -> StoredResponse | None:
        """The response that the record holds or says came again; None for other records."""
        if self.type not in ("response", "revisit") or self.http_status is None:
            return None
        return StoredResponse(
            url=self.fields.get("WARC-Target-URI", ""),
            status=self.http_status,
            headers=self.http_headers,
            payload=self.block,
            fetched_at=self.fields.get("WARC-Date", ""),
            digest=self.fields.get("WARC-Payload-Digest"),
            record_type=self.type,
        )
