"""One request at a time to a web archive that somebody named, with rests; and to it alone."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import urllib3

#: Answers that ask for patience.
_BUSY = frozenset({429, 500, 502, 503, 504})

#: A longer wait than this, in seconds, is not worth it: the next run goes on.
_LONGEST_WAIT = 600.0

_CHUNK = 1 << 16


class WebArchiveError(Exception):
    """A web archive does not answer as it should. Names the address and says why."""


class CaptureMissingError(Exception):
    """One capture cannot be had. Says why."""


@dataclass(frozen=True, slots=True)
class Politeness:
    """How a web archive is asked.

    Attributes:
        user_agent: who we say we are.
        delay: seconds between two requests, at least.
        tries: how often the same is asked for while the archive is busy.
        timeout: seconds that an answer may take to go on.
    """

    user_agent: str
    delay: float = 1.0
    tries: int = 5
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: where from in the end, status, headers in order, body as sent."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class PoliteClient:
    """Asks one host. `wait` lets a number of seconds pass."""

    def __init__(self, politeness: Politeness, wait: Callable[[float], None] = time.sleep) -> None:
        self._politeness = politeness
        self._wait = wait
        self._last = float("-inf")
        self._pool = urllib3.PoolManager(
            headers={"User-Agent": politeness.user_agent, "Accept-Encoding": "identity"},
            timeout=urllib3.Timeout(politeness.timeout),
            retries=False,
        )

    def get(self, url: str, most: int, is_meant: Callable[[Answer], bool]) -> Answer:
        """The answer at an address, through redirects on the same host, of at most so many bytes.

        `is_meant` tells an answer that says what it should, whatever its status, from one of a
        server that is busy.

        Raises:
            CaptureMissingError: it leads to another host, or is too large.
            WebArchiveError: there is no answer, or the archive stays busy.
        """
        problem = ""
        for attempt in range(self._politeness.tries):
            try:
                answer = self._follow(url, most)
            except urllib3.exceptions.HTTPError as error:
                problem = str(error)
                self._wait(min(2.0**attempt * self._politeness.delay, _LONGEST_WAIT))
                continue
            if answer.status not in _BUSY or is_meant(answer):
                return answer
            problem = f"it answers with status {answer.status}"
            pause = _retry_after(answer)
            if pause is None:
                pause = 2.0**attempt * max(self._politeness.delay, 1.0)
            if pause > _LONGEST_WAIT:
                raise WebArchiveError(f"{url}: it asks to wait for {pause:.0f} seconds")
            self._wait(pause)
        raise WebArchiveError(f"{url}: {problem} (tried {self._politeness.tries} times)")

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def _follow(self, url: str, most: int) -> Answer:
        asked = url
        for _ in range(5):
            answer = self._once(asked, most)
            location = answer.header("location")
            if not (300 <= answer.status < 400 and location) or answer.header("memento-datetime"):
                return answer
            asked = urljoin(asked, location)
            if urlsplit(asked)[:2] != urlsplit(url)[:2]:
                raise CaptureMissingError(f"{url}: it leads elsewhere, to {asked}")
        raise CaptureMissingError(f"{url}: it leads round in circles")

    def _once(self, url: str, most: int) -> Answer:
        since = time.monotonic() - self._last
        if since < self._politeness.delay:
            self._wait(self._politeness.delay - since)
        self._last = time.monotonic()
        response = self._pool.request(
            "GET", url, preload_content=False, decode_content=False, redirect=False
        )
        try:
            body = b"".join(_bounded(response, url, most))
        finally:
            response.release_conn()
        return Answer(url, response.status, tuple(response.headers.items()), body)


def _bounded(response: urllib3.BaseHTTPResponse, url: str, most: int) -> list[bytes]:
    parts: list[bytes] = []
    size = 0
    for part in response.stream(_CHUNK, decode_content=False):
        size += len(part)
        if size > most:
            response.close()
            raise CaptureMissingError(f"{url}: more than {most} bytes")
        parts.append(part)
    return parts


def _retry_after(answer: Answer) -> float | None:
    """How many seconds the server asks to wait; None if it does not say."""
    text = (answer.header("retry-after") or "").strip()
    if text.isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
