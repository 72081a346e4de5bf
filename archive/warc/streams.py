"""Files as one stream of what was compressed in them, and where it breaks.

A WARC file is gzip members one after another, one a record; or, of careless tools, a single member
with everything in it; or not compressed at all. All three are read alike, a little at a time.
"""

import zlib
from typing import BinaryIO

from archive.warc.members import MAGIC, find_bytes

_CHUNK = 1 << 16


class DamageError(Exception):
    """The file cannot be read on from here. Says why."""


class UnpackedStream:
    """What a file holds from `offset` on, uncompressed. It reads no further than it is asked to.

    Attributes:
        place: the byte in the file where a reader can begin anew for what it has come to: that of
            the gzip member it is in, or of the next byte if nothing is compressed.
        allowance: how many bytes may be read before somebody has to allow more: little compressed
            data can come to very much.
    """

    def __init__(self, file: BinaryIO, offset: int = 0) -> None:
        file.seek(offset)
        self._file = file
        self._raw = file.read(_CHUNK)
        self._end = offset + len(self._raw)  # of what was read from the file
        self._is_packed = self._raw.startswith(MAGIC)
        self._ready = b""
        self._member: zlib._Decompress | None = None
        self.place = offset
        self.allowance = 0

    def read(self, size: int) -> bytes:
        """The next `size` bytes, fewer only at the end of the file.

        Raises:
            DamageError: the compressed data are damaged, or end too early.
        """
        parts: list[bytes] = []
        while size > 0 and (self._ready or self._fill()):
            part = self._ready[:size]
            self._take(len(part))
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def readline(self, size: int = _CHUNK) -> bytes:
        """The next line, or the first `size` bytes of it.

        Raises:
            DamageError: as `read`.
        """
        line = b""
        while len(line) < size and (self._ready or self._fill()):
            end = self._ready.find(b"\n", 0, size - len(line)) + 1
            part = self._ready[: end or size - len(line)]
            self._take(len(part))
            line += part
            if end:
                break
        return line

    def tell(self) -> int:
        """The place, as file objects call it."""
        return self.place

    def _take(self, count: int) -> None:
        self.allowance -= count
        if self.allowance < 0:
            raise DamageError("the record is longer than it says")
        self._ready = self._ready[count:]
        if not self._is_packed:
            self.place += count

    def _fill(self) -> bool:
        """Have something ready; False at the end of the file."""
        if not self._is_packed:
            self._ready, self._raw = self._raw or self._file.read(_CHUNK), b""
            return bool(self._ready)
        while not self._ready:
            if not self._raw:
                self._raw = self._file.read(_CHUNK)
                self._end += len(self._raw)
            if not self._raw:
                if self._member is not None:
                    raise DamageError("the file ends within the record")
                return False
            self._unpack()
        return True

    def _unpack(self) -> None:
        if self._member is None:
            self.place = self._end - len(self._raw)
            self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            self._ready = self._member.decompress(self._raw, _CHUNK)
        except zlib.error as error:
            raise DamageError(f"damaged gzip data ({error})") from error
        self._raw = self._member.unconsumed_tail
        if self._member.eof:
            self._raw = self._member.unused_data
            self._member = None


def next_beginning(file: BinaryIO, offset: int, is_packed: bool) -> int | None:
    """Where a record may begin again from `offset` on; None if nowhere."""
    if is_packed:
        return find_bytes(file, MAGIC, offset)
    found = find_bytes(file, b"\nWARC/", offset)
    return None if found is None else found + 1
