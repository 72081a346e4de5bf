"""What to do about answers that refuse us or put us off: wait, try again, or end the crawl.

One page that is refused is that page's matter; several in a row, or the first of all, are the
portal's. What the numbers are for: NukeViet's flood filter counts 40 requests in 60 seconds, then
refuses everything until those are over, and counts down to that; servers behind a limiter name
seconds in `Retry-After`.
"""

from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Literal

from archive.catalogue.runs import Outcome
from crawler.pages import Page

#: `good`: a page; `neutral`: says nothing of our being welcome (redirects, missing pages, errors);
#: `busy`: status 429 or 503; `blocked`: a page that refuses us; `forbidden`: status 403 without
#: such a page, which may concern that address alone.
Answer = Literal["good", "neutral", "busy", "blocked", "forbidden"]

#: So many refusals in a row are the portal's, not the page's.
FEW = 3
#: So many times in a row are waited for before the crawl ends.
MOST_WAITS = 4
#: So often one address is tried that alone is refused among others that are not.
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Keep:
    """Use the answer as it is."""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Send the request again, after so many seconds in which the host is sent nothing."""

    after: float


@dataclass(frozen=True, slots=True)
class End:
    """End the crawl."""

    outcome: Outcome
    reason: str


@dataclass(slots=True)
class Patience:
    """A crawl's patience with its portal.

    Attributes:
        busy_wait: seconds to wait at first where the portal has too much to do and says no number.
        blocked_wait: seconds to wait at first where it refuses us.
        most: how many seconds are waited in a crawl at most.
    """

    busy_wait: float
    blocked_wait: float
    most: float
    waited: float = 0.0
    _seen_good: bool = False
    _in_a_row: int = 0
    _waits: int = 0
    _refused: set[str] = field(default_factory=set)
    _tries: dict[str, int] = field(default_factory=dict)

    def judge(
        self,
        answer: Answer,
        url: str,
        reason: str,
        *,
        asked: float | None = None,
        needed: bool = False,
    ) -> Keep | TryAgain | End:
        """What to do about an answer.

        Args:
            answer: what it is.
            url: what was asked for.
            reason: what it says, in words.
            asked: the seconds that it asks to wait (`Retry-After`).
            needed: whether the crawl cannot go on without the page, as with listings.
        """
        if answer == "good":
            self._seen_good = True
            self._in_a_row = self._waits = 0
            self._refused.clear()
            return Keep()
        if answer == "neutral":
            return Keep()
        self._in_a_row += 1
        self._refused.add(url)
        if answer == "forbidden" and self._seen_good and self._in_a_row < FEW:
            return Keep()
        tries = self._tries[url] = self._tries.get(url, 0) + 1
        if tries > MOST_TRIES and self._seen_good and self._refused == {url} and not needed:
            return Keep()
        return self._wait(answer, reason, asked)

    def _wait(self, answer: Answer, reason: str, asked: float | None) -> TryAgain | End:
        is_busy = answer == "busy"
        if not is_busy and asked is None and self._in_a_row < FEW:
            return TryAgain(0.0)
        # What gave us no page at all, however politely, is not open to us.
        outcome: Outcome = "interrupted" if is_busy and self._seen_good else "blocked"
        first = self.busy_wait if is_busy else self.blocked_wait
        seconds = asked if asked is not None else first * 2.0**self._waits
        self._waits += 1
        if self._waits > MOST_WAITS:
            return End(outcome, f"{reason}, also after {MOST_WAITS} waits in a row")
        if self.waited + seconds > self.most:
            left = self.most - self.waited
            too_long = f"to wait {seconds:.0f} s more is longer than the {left:.0f} s left"
            return End(outcome, f"{reason}; {too_long}")
        self.waited += seconds
        return TryAgain(seconds)


def read_retry_after(value: str | None, now: float) -> float | None:
    """The seconds that a `Retry-After` asks to wait (RFC 9110, section 10.2.3); None: it asks none.

    Args:
        value: the header: a number of seconds or an HTTP date.
        now: this moment, in seconds since 1970.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def read_countdown(page: Page) -> float | None:
    """The seconds that a notice of NukeViet's flood filter counts down; None: it is none.

    `assets/tpl/flood_blocker.tpl` of nukeviet/nukeviet; they are what is left of the minute, or of
    the five, whose requests are counted (`Blocker::trackFlood`).
    """
    left = page.css(".floodblocker #secField::text").get("").strip()
    return float(left) if left.isascii() and left.isdigit() and len(left) < 6 else None
