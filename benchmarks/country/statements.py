"""How many statements reach the database, and how long they take, by what they are for."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event


@dataclass(slots=True)
class Spent:
    """Statements, and seconds between sending each and its answer."""

    statements: int = 0
    seconds: float = 0.0


class Statements:
    """Counts what all engines of this process send, for as long as `counted` lasts."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, Spent] = defaultdict(Spent)
        self._own = threading.local()
        self._lock = threading.Lock()

    @contextmanager
    def counted(self) -> Iterator["Statements"]:
        """Count meanwhile."""
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)
        try:
            yield self
        finally:
            event.remove(Engine, "before_cursor_execute", self._before)
            event.remove(Engine, "after_cursor_execute", self._after)

    @contextmanager
    def of(self, work: str) -> Iterator[None]:
        """What this thread sends meanwhile is for this work."""
        self._own.work = work
        try:
            yield
        finally:
            self._own.work = None

    def _before(self, *_: Any) -> None:
        self._own.sent_at = time.perf_counter()

    def _after(self, *_: Any) -> None:
        work = getattr(self._own, "work", None)
        if work is None:
            return
        with self._lock:
            spent = self.spent[work]
            spent.statements += 1
            spent.seconds += time.perf_counter() - self._own.sent_at
