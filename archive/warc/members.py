"""Gzip members one by one, also in files that are damaged or torn."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

#: How every gzip member begins: the magic number and the one method there is (RFC 1952).
MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A gzip member: where it is, and what was compressed in it."""

    offset: int
    length: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where no whole member is, and why."""

    offset: int
    reason: str


def read_member(file: BinaryIO, offset: int) -> Member | Damage | None:
    """The member that begins at `offset`; None at the end of the file."""
    file.seek(offset)
    decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
    parts: list[bytes] = []
    taken = 0
    try:
        while not decompressor.eof:
            chunk = file.read(_CHUNK)
            if not chunk:
                return Damage(offset, "the file ends within the record") if taken else None
            taken += len(chunk)
            parts.append(decompressor.decompress(chunk))
    except zlib.error as error:
        return Damage(offset, f"damaged gzip data ({error})")
    return Member(offset, taken - len(decompressor.unused_data), b"".join(parts))


def iter_members(file: BinaryIO) -> Iterator[Member | Damage]:
    """Every whole member, and every damage; after one, on from the next whole member."""
    offset = 0
    while (found := read_member(file, offset)) is not None:
        yield found
        if isinstance(found, Member):
            offset += found.length
            continue
        following = _next_whole_member(file, offset + 1)
        if following is None:
            return
        offset = following


def _next_whole_member(file: BinaryIO, offset: int) -> int | None:
    """Where the next whole member begins; compressed data may look like a beginning by chance."""
    while (candidate := find_bytes(file, MAGIC, offset)) is not None:
        if isinstance(read_member(file, candidate), Member):
            return candidate
        offset = candidate + 1
    return None


def find_bytes(file: BinaryIO, wanted: bytes, offset: int) -> int | None:
    """Where some bytes stand next from `offset` on; None if they do not."""
    file.seek(offset)
    window = b""
    while chunk := file.read(_CHUNK):
        window += chunk
        found = window.find(wanted)
        if found >= 0:
            return offset + found
        offset += len(window) - len(wanted) + 1
        window = window[-len(wanted) + 1 :]
    return None
