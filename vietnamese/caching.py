"""What is made once of each key, and kept: most words of a text were in the texts before it."""

from collections.abc import Callable, Hashable, Sized
from typing import Protocol, TypeVar


class _Key(Hashable, Sized, Protocol):
    """A text, or a group of tokens."""


_K = TypeVar("_K", bound=_Key)
_V = TypeVar("_V")
_A = TypeVar("_A", bound=Hashable)

#: How many values are kept, and the length of the longest key of which one is: memory is bounded
#: whatever the texts are.
MOST = 1 << 16
LONGEST = 200


class Made(dict[_A, _V]):
    """Values made when they are first asked for, by one who begins anew in time."""

    def __init__(self, make: Callable[[_A], _V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: _A) -> _V:
        value = self[key] = self._make(key)
        return value


class Cache(dict[_K, _V]):
    """Values made when they are first asked for: faster than `lru_cache` for what is there.

    A cache that is full is begun anew: what is frequent is soon in it again.
    """

    def __init__(self, make: Callable[[_K], _V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: _K) -> _V:
        value = self._make(key)
        if len(key) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[key] = value
        return value
