"""Waiting for a server that is gone or busy: longer each time, up to a limit, and saying so."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from elasticsearch import ApiError, ConnectionTimeout, SSLError, TransportError
from elasticsearch import ConnectionError as NoConnectionError

T = TypeVar("T")

#: Seconds between two attempts: the first pause, and the longest.
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0

#: Seconds of trouble and of pause below which nothing is told: they are part of a server's day.
TOLD_FROM = 2.0

#: What a server answers that is too busy, or whose cluster has lost a node this moment.
PASSING = frozenset({429, 502, 503, 504})


class TurnedAwayError(Exception):
    """A busy server took only some of what it was sent. Says what it answered."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Tries again what fails for a reason that passes.

    `limit` is for how many seconds after the last success; `tell` is told of each longer pause.
    """

    address: str
    limit: float
    tell: Callable[[str], None]

    def __call__(self, work: Callable[[], T]) -> T:
        """Do the work, which may be done several times.

        Raises:
            TransportError, ApiError, TurnedAwayError: the last failure, when the limit is reached;
                what does not pass, at once.
        """
        begun = time.monotonic()
        pause, told = FIRST_PAUSE, False
        while True:
            try:
                result = work()
            except (TransportError, ApiError, TurnedAwayError) as error:
                waited = time.monotonic() - begun
                if not passes(error) or waited >= self.limit:
                    raise
                left = min(pause, max(self.limit - waited, 0.05))
                if max(pause, waited) >= TOLD_FROM:
                    told = True
                    self.tell(self._waiting(error, waited, left))
                time.sleep(left)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                if told:
                    waited = time.monotonic() - begun
                    self.tell(
                        f"Elasticsearch at {self.address} answers again, after {waited:.0f} s"
                    )
                return result

    def _waiting(self, error: Exception, waited: float, pause: float) -> str:
        return (
            f"Elasticsearch at {self.address} {_trouble(error)} for {waited:.0f} s; "
            f"trying again in {pause:.0f} s, giving up after {self.limit:.0f} s"
        )


def passes(error: Exception) -> bool:
    """Whether the same may succeed a while later."""
    if isinstance(error, ApiError):
        return error.meta.status in PASSING
    if isinstance(error, SSLError):
        return False
    return isinstance(error, NoConnectionError | ConnectionTimeout | TurnedAwayError)


def _trouble(error: Exception) -> str:
    match error:
        case ConnectionTimeout():
            return "has not answered"
        case TransportError():
            return "has been out of reach"
        case _:
            return "has been too busy"
