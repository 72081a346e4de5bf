"""Which texts a crawl has seen, remembered by eight bytes each: it may see very many."""

from array import array
from bisect import bisect_left
from hashlib import blake2b


class Digests:
    """A set of texts that knows their digests alone.

    Two of a million texts are taken for one with a probability of about 1 in 40 million.
    """

    __slots__ = ("_sorted",)

    def __init__(self) -> None:
        self._sorted = array("Q")

    def __contains__(self, text: str) -> bool:
        digest = _digest(text)
        return self._place(digest) is None

    def __len__(self) -> int:
        return len(self._sorted)

    def add(self, text: str) -> bool:
        """Take note of a text; whether it is new."""
        digest = _digest(text)
        place = self._place(digest)
        if place is None:
            return False
        self._sorted.insert(place, digest)
        return True

    def _place(self, digest: int) -> int | None:
        """Where a digest belongs; None if it is there."""
        place = bisect_left(self._sorted, digest)
        there = place < len(self._sorted) and self._sorted[place] == digest
        return None if there else place


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest())
