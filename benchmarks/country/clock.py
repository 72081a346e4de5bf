"""A clock for the whole process that stands still until it is moved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import time_machine


@dataclass(slots=True)
class Clock:
    """What time it is, for everything that asks; to the second, as workers look."""

    now: datetime
    _traveller: time_machine.Traveller

    def move_to(self, moment: datetime) -> None:
        """Let it be a moment, or the next whole second."""
        whole = moment.replace(microsecond=0)
        self.now = whole if whole == moment else whole + timedelta(seconds=1)
        self._traveller.move_to(self.now)


@contextmanager
def clock_at(moment: datetime) -> Iterator[Clock]:
    """A clock that begins at a moment."""
    with time_machine.travel(moment, tick=False) as traveller:
        yield Clock(moment, traveller)
