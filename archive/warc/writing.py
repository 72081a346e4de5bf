"""Writing snapshots: one WARC file per process at a time, records whole or not at all."""

import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from archive.warc.building import exchange_records, warcinfo
from archive.warc.exchanges import HttpExchange, Original
from archive.warc.files import Sink, new_file_name, sink_opener

_INFO = {
    "software": "Cổng Tin (congtin)",
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
}

#: A power cut takes no more than what was written in the last so many seconds.
_SYNC_SECONDS = 1.0


class ArchiveWriteError(Exception):
    """A snapshot could not be archived. Names the file and says why."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a response was archived.

    `warc` is the file's name below the archive's URL, `offset` and `length` are bytes in it.
    """

    warc: str
    offset: int
    length: int
    record_id: str
    record_type: str
    payload_digest: str


class WarcWriter:
    """Writes exchanges to WARC files below `root_url` (a folder, or any URL that fsspec knows).

    A file is begun with the first exchange and followed by a new one once it has `max_bytes`. None
    is ever opened again: what a crash or a full disk leaves torn stays as it is, at its file's end.

    In a local folder a record is with the operating system when `write_exchange` returns, so that
    no killed process loses it, and on the disk a second later, when the file ends, or when `sync`
    returns. Object stores have a file only when it is closed, so keep `max_bytes` small there.

    For one thread at a time.
    """

    def __init__(
        self,
        root_url: str,
        max_bytes: int = 1_000_000_000,
        prefix: str = "congtin",
        info: Mapping[str, str] | None = None,
    ) -> None:
        """`info` is what else each file's warcinfo record shall say, such as `operator`."""
        self._open = sink_opener(root_url)
        self._max_bytes = max_bytes
        self._prefix = prefix
        self._info = {**_INFO, **(info or {})}
        self._serial = 0
        self._sink: Sink | None = None
        self._name = ""
        self._size = 0
        self._warcinfo_id = ""
        self._synced_at = 0.0

    def write_exchange(self, exchange: HttpExchange, original: Original | None = None) -> Written:
        """Archive a response, its request and its metadata.

        With an `original` it becomes a revisit record without a payload: the caller knows that the
        payload is that of the original, by its digest or because the server answered 304.

        Raises:
            ArchiveWriteError: if it cannot be written. The next exchange begins a new file.
        """
        try:
            if self._sink is not None and self._size >= self._max_bytes:
                self.close()
            sink = self._sink or self._begin()
            data, length, record = exchange_records(exchange, original, self._warcinfo_id)
            offset = self._size
            self._append(sink, data)
        except OSError as error:
            self._abandon()
            msg = f"cannot archive {exchange.url} in {self._name}: {error}"
            raise ArchiveWriteError(msg) from error
        return Written(
            warc=self._name,
            offset=offset,
            length=length,
            record_id=record.rec_headers.get_header("WARC-Record-ID"),
            record_type=record.rec_type,
            payload_digest=record.rec_headers.get_header("WARC-Payload-Digest"),
        )

    def sync(self) -> None:
        """Let everything written so far outlast a power cut (local folders only)."""
        if self._sink is not None:
            self._sink.sync()
            self._synced_at = time.monotonic()

    def close(self) -> None:
        """End the file, if one is begun. Writing on begins a new one."""
        if self._sink is not None:
            sink, self._sink = self._sink, None
            sink.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _begin(self) -> Sink:
        self._serial += 1
        self._name = new_file_name(self._prefix, self._serial)
        self._sink = sink = self._open(self._name)
        self._size = 0
        self._synced_at = time.monotonic()
        data, self._warcinfo_id = warcinfo(self._name, self._info)
        self._append(sink, data)
        return sink

    def _append(self, sink: Sink, data: bytes) -> None:
        sink.write(data)
        self._size += len(data)
        if time.monotonic() - self._synced_at >= _SYNC_SECONDS:
            self.sync()

    def _abandon(self) -> None:
        with contextlib.suppress(OSError):
            self.close()
