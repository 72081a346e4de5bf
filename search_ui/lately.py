"""What was counted lately: pages show it for a while before it is counted again.

How much is kept grows with every page crawled, and counting it reads whole indexes. A count that is
a minute old tells a reader as much.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

Value = TypeVar("Value")

#: Seconds for which a count is shown.
KEPT_FOR = 60.0


@dataclass(frozen=True, slots=True)
class _Counted:
    value: Any
    until: float


class Lately:
    """Values by name, each counted again at the first question after `seconds`.

    While one thread counts again, the others are given the value of before; only where there is
    none yet do they wait for it.
    """

    def __init__(
        self, seconds: float = KEPT_FOR, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._counted: dict[str, _Counted] = {}
        self._turns: dict[str, threading.Lock] = {}

    def get(self, name: str, count: Callable[[], Value]) -> Value:
        """What `count` gives, or gave lately for the same name."""
        counted = self._fresh(name)
        if counted is None:
            before = self._counted.get(name)
            turn = self._turns.setdefault(name, threading.Lock())
            if not turn.acquire(blocking=before is None) and before is not None:
                return cast("Value", before.value)
            try:
                counted = self._fresh(name) or self._count(name, count)
            finally:
                turn.release()
        return cast("Value", counted.value)

    def _fresh(self, name: str) -> _Counted | None:
        counted = self._counted.get(name)
        return counted if counted and self._clock() < counted.until else None

    def _count(self, name: str, count: Callable[[], Any]) -> _Counted:
        counted = _Counted(count(), self._clock() + self._seconds)
        self._counted[name] = counted
        return counted
