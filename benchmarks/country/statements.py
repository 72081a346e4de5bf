"""What work costs: a processor's seconds, statements to the database, how long these take."""

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
    """Statements, seconds between sending each and its answer, and a processor's seconds.

    The processor is that of this process: what the database does is not in them.
    """

    statements: int = 0
    seconds: float = 0.0
    processor: float = 0.0

    def over(self, times: int) -> "Spent":
        """What was spent each time."""
        return Spent(round(self.statements / times), self.seconds / times, self.processor / times)


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
        self._own.work, began = work, time.thread_time()
        try:
            yield
        finally:
            self._own.work = None
            with self._lock:
                self.spent[work].processor += time.thread_time() - began

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
