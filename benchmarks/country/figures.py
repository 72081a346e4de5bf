"""What a simulation says, in figures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from archive.due_times import next_due
from benchmarks.country.plan import Planned
from benchmarks.country.simulation import Crawled


@dataclass(frozen=True, slots=True)
class Lateness:
    """How long after it was due a crawl began."""

    p50: timedelta
    p95: timedelta
    most: timedelta
    overdue: int  # how many began only when the next was due


def lateness(crawled: Sequence[Crawled]) -> Lateness:
    """Of crawls, of which there is one at least."""
    late = sorted(each.began - each.asked for each in crawled)
    return Lateness(
        late[len(late) // 2], late[len(late) * 95 // 100], late[-1], sum(map(_is_overdue, crawled))
    )


def _is_overdue(crawled: Crawled) -> bool:
    portal = crawled.planned.portal
    following = next_due(portal.name, portal.schedule or "", portal.hours, crawled.asked)
    return crawled.began >= following


def due_between(planned: Planned, after: datetime, until: datetime) -> list[datetime]:
    """When a portal is due in a span, its beginning excluded."""
    portal, moments = planned.portal, list[datetime]()
    at = next_due(portal.name, portal.schedule or "", portal.hours, after)
    while at <= until:
        moments.append(at)
        at = next_due(portal.name, portal.schedule or "", portal.hours, at)
    return moments


def last_due(planned: Planned, until: datetime) -> datetime:
    """When a portal, which is due every day, was last due."""
    return due_between(planned, until - timedelta(days=1, hours=1), until)[-1]


def one_of_a_host_at_a_time(crawled: Iterable[Crawled]) -> bool:
    """Whether no two crawls of one host went on at a time."""
    hosts = defaultdict(list)
    for each in crawled:
        hosts[urlsplit(each.planned.portal.start[0].url).hostname].append(each)
    return all(
        sooner.ended <= later.began
        for of_host in hosts.values()
        for sooner, later in pairwise(sorted(of_host, key=lambda each: each.began))
    )


def busiest(crawled: Iterable[Crawled]) -> int:
    """How many crawls went on at a time at most."""
    changes = sorted(change for each in crawled for change in ((each.began, 1), (each.ended, -1)))
    running = most = 0
    for _, change in changes:
        running += change
        most = max(most, running)
    return most
