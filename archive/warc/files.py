"""The files that a WARC writer fills, in a folder or wherever fsspec reaches."""

import os
import re
import secrets
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

# fsspec comes without type information
from fsspec import AbstractFileSystem, url_to_fs  # type: ignore[import-untyped]
from fsspec.implementations.local import LocalFileSystem  # type: ignore[import-untyped]

_UNFIT = re.compile(r"[^A-Za-z0-9.]+")


class Sink(Protocol):
    """A file being written."""

    def write(self, data: bytes) -> None:
        """Append all of `data`."""

    def sync(self) -> None:
        """Let what was written outlast a power cut, where that can be had before the file's end."""

    def close(self) -> None:
        """End the file; it is complete and durable then."""


def new_file_name(prefix: str, serial: int) -> str:
    """A file name that no other process takes: prefix, moment, serial, host, process, and chance.

    Containers have hosts and processes of the same name and number; hence the chance.
    """
    at = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")[:17]
    host = _UNFIT.sub("-", socket.gethostname())
    unique = f"{os.getpid()}-{secrets.token_hex(4)}"
    return f"{_UNFIT.sub('-', prefix)}-{at}-{serial:05d}-{host}-{unique}.warc.gz"


def sink_opener(root_url: str) -> Callable[[str], Sink]:
    """What opens a new file below `root_url` by name; a plain path is a local folder."""
    filesystem, root = url_to_fs(root_url)
    if isinstance(filesystem, LocalFileSystem):
        return lambda name: _LocalSink(Path(root) / name)
    return lambda name: _RemoteSink(filesystem, f"{root}/{name}")


class _LocalSink:
    """A local file. Each write is with the system at once: a killed process loses nothing."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        _sync_folder(path.parent)

    def write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._file, rest) :]

    def sync(self) -> None:
        os.fsync(self._file)

    def close(self) -> None:
        try:
            os.fsync(self._file)
        finally:
            os.close(self._file)


class _RemoteSink:
    """A file of any other store. Most of them have it only once it is closed."""

    def __init__(self, filesystem: AbstractFileSystem, path: str) -> None:
        filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
        self._file: Any = filesystem.open(path, "wb")

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def sync(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()


def _sync_folder(folder: Path) -> None:
    """Let the folder's entry of a new file outlast a power cut, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
