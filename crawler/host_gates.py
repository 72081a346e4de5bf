"""One request at a time for each host, whichever of the process's crawls asks.

Scrapy's own slots are each crawl's: two portals on one host, or two portals whose files lie on a
third, would ask it twice as often as either may.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from crawler.failures import PostponedError

#: How long a `Crawl-delay` is kept at most, in seconds: longer ones (a day was seen) would make a
#: crawl of a few thousand pages last for years, and are taken for slips.
MOST_SPACING = 60.0
#: How often a request that waits looks whether the crawl is about to end, in seconds.
_GLANCE = 0.25


@dataclass(slots=True)
class HostGate:
    """The way to one host.

    Attributes:
        places: how many requests may be on their way at a time.
        spacing: the least seconds between an answer and the next request.
        closed_until: no request before this moment (`time.monotonic`).
    """

    places: asyncio.Semaphore
    spacing: float = 0.0
    closed_until: float = 0.0
    _last_answer: float = field(default=float("-inf"))
    _last_user: object = None

    @property
    def is_closed(self) -> bool:
        """Whether no request may pass now."""
        return self.closed_until > time.monotonic()

    def close_for(self, seconds: float) -> None:
        """Let no request through for a time."""
        self.closed_until = max(self.closed_until, time.monotonic() + seconds)

    def slow_down(self, least: float) -> None:
        """Double the spacing, for a host that says it has too much to do."""
        self.spacing = min(MOST_SPACING, max(2 * self.spacing, 2 * least))

    async def enter(self, user: object, delay: float, is_ending: Callable[[], bool]) -> None:
        """Wait until a request may be sent; `leave` is to be called once it is answered.

        Args:
            user: which crawl asks.
            delay: the seconds that are between two requests of that crawl.
            is_ending: whether there is no use in waiting any longer.

        Raises:
            PostponedError: the crawl is about to end.
        """
        await self.places.acquire()
        try:
            while True:
                if is_ending():
                    raise PostponedError("the crawl ended before it was its turn")
                wait = self._opens_at(user, delay) - time.monotonic()
                if wait <= 0:
                    break
                await asyncio.sleep(min(wait, _GLANCE))
        except BaseException:
            self.places.release()
            raise
        self._last_user = user

    def leave(self) -> None:
        """Let the next request pass."""
        self._last_answer = time.monotonic()
        self.places.release()

    def _opens_at(self, user: object, delay: float) -> float:
        spacing = self.spacing
        if self._last_user is not user:  # its own delay, a crawl keeps by itself
            spacing = max(spacing, delay)
        return max(self.closed_until, self._last_answer + spacing)


_gates: dict[str, HostGate] = {}


def gate_of(host: str, places: int = 1) -> HostGate:
    """The process's gate of a host, made at the first call."""
    if host not in _gates:
        _gates[host] = HostGate(asyncio.Semaphore(places))
    return _gates[host]
