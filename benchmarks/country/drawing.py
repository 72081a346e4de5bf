"""What portals publish and what crawls take: drawn from a seed, by distributions that are assumed.

Every number is drawn for a portal and a day or moment alone, so that the same comes whatever
machine crawls it, and whenever.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from math import ceil, log

from archive.hours import ZONE
from benchmarks.country.plan import Planned

SEED = 20261123

#: The least between two requests to a host (CONGTIN_DOWNLOAD_DELAY), and how long an answer is
#: waited for: a log-normal distribution, seconds. The next request waits for the answer.
DELAY = 1.0
LATENCY, LATENCY_SPREAD = 0.8, 0.7

#: Files and pictures that a new article brings, on the average.
FILES = 0.5

#: A listing shows so many articles a page.
LISTED = 20

#: A process begins, and ends after judging its portal: seconds.
START = 4.0

#: Of so many crawls one meets a portal that does not answer: it is asked for so long.
FAILING, FAILING_SECONDS = 0.03, 185.0

#: Known articles are looked at again so many days after they were first seen
#: (`archive.catalogue.due_checks`).
CHECKED_AFTER = tuple(2**n for n in range(8))

#: What is published on Saturdays and Sundays, of a working day's.
WEEKEND = 0.15
_OPENS, _HOURS = 7, 11

#: Portals of one kind are not alike: a log-normal factor of what they publish.
_UNLIKE = 0.6


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one crawl takes and brings.

    Attributes:
        seconds: from the beginning to the end of its process.
        pages: requests that are answered.
        answers: whether the portal answers at all.
    """

    seconds: float
    pages: int
    answers: bool = True


#: Of a crawl that fetched nothing.
NOTHING = Drawn(START, 0, answers=False)

#: What a crawl of a portal is like that begins at a moment and finds so many new articles.
Draw = Callable[[Planned, datetime, int], Drawn]


@lru_cache(maxsize=100_000)
def published(planned_name: str, a_day: float, day: str) -> tuple[datetime, ...]:
    """When a portal, which publishes so many articles a day, publishes on a day (ISO 8601)."""
    chance = random.Random(f"{SEED} {planned_name} {day}")
    begin = datetime.combine(datetime.fromisoformat(day).date(), time(_OPENS), ZONE)
    own = random.Random(f"{SEED} {planned_name}").lognormvariate(-(_UNLIKE**2) / 2, _UNLIKE)
    rate = a_day * own * (WEEKEND if begin.weekday() >= 5 else 1)
    moments, at = [], chance.expovariate(rate)
    while at < 1:
        moments.append(begin + at * timedelta(hours=_HOURS))
        at += chance.expovariate(rate)
    return tuple(moments)


def published_between(planned: Planned, after: datetime, until: datetime) -> list[datetime]:
    """When a portal published in a span, its beginning excluded."""
    local, found = after.astimezone(ZONE), list[datetime]()
    for days in range((until.astimezone(ZONE).date() - local.date()).days + 1):
        day = (local.date() + timedelta(days=days)).isoformat()
        moments = published(planned.portal.name, planned.kind.articles, day)
        found += [at for at in moments if after < at <= until]
    return found


def draw(planned: Planned, now: datetime, new: int) -> Drawn:
    """What a crawl that begins now, and finds so many new articles, takes."""
    chance = random.Random(f"{SEED} {planned.portal.name} {now.isoformat()}")
    if chance.random() < FAILING:
        return Drawn(START + FAILING_SECONDS, 0, answers=False)
    listings = planned.kind.starts + new // LISTED
    pages = 1 + listings + new + ceil(new * FILES) + _checks(planned, now)
    a_page = max(DELAY, chance.lognormvariate(log(LATENCY), LATENCY_SPREAD))
    return Drawn(START + pages * a_page, pages)


def _checks(planned: Planned, now: datetime) -> int:
    """How many known articles are due to be looked at again, if once a day all are."""
    today = now.astimezone(ZONE).date()
    days = ((today - timedelta(days=ago)).isoformat() for ago in CHECKED_AFTER)
    rate = planned.kind.articles
    return sum(len(published(planned.portal.name, rate, day)) for day in days)
