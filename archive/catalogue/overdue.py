"""Portals whose timetables had their turn and that are not crawled all the same.

The worker can judge that of others, but not of itself: so it is told anew by whoever shows how
portals are, and a stopped worker is seen on pages and in metrics at once.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from sqlalchemy.orm import Session

from archive.catalogue.runs import latest_run
from archive.catalogue.schedules import list_schedules
from archive.catalogue.tables import PortalHealthRow, PortalRow, RunRow, ScheduleRow
from archive.clock import moment, parse_moment
from archive.due_times import next_due
from archive.health import HEALTHY, OVERDUE, REFUSED, Reason, reasons_of, stored
from archive.hours import ZONE
from archive.timetables import parse_timetable

#: A crawl is overdue that has not begun when it is due the next time, but neither sooner nor later
#: than so long after its time.
LEAST_LATE = timedelta(hours=3)
MOST_LATE = timedelta(days=1)

#: The shortest time from one turn of a timetable to the next is that of so many, from this day on.
_TURNS = 8
_SOME_DAY = datetime(2026, 1, 1, tzinfo=ZONE)

#: Since when a portal is overdue, and why.
Late = tuple[datetime, Reason]
Overdue = Mapping[str, Late]


def overdue_portals(session: Session, crawls: Mapping[str, RunRow], now: datetime) -> Overdue:
    """Which portals are overdue.

    Args:
        crawls: the crawl of each portal that began last (`latest_crawls`).
        now: this moment.
    """
    found = {}
    for row in list_schedules(session):
        if (late := _overdue(session, row, crawls.get(row.portal), now)) is not None:
            found[row.portal] = late
    return found


def overdue_portal(session: Session, portal: str, now: datetime) -> Late | None:
    """Since when one portal is overdue, and why; None: it is not."""
    row = session.get(ScheduleRow, portal)
    return _overdue(session, row, latest_run(session, portal, "crawl"), now) if row else None


def _overdue(
    session: Session, row: ScheduleRow, crawl: RunRow | None, now: datetime
) -> Late | None:
    """None of one that is paused, or has no timetable."""
    if row.timetable is None or row.due_at is None or row.paused_at is not None:
        return None
    # what runs gives signs of life
    attended = parse_moment(max(row.updated_at, crawl.updated_at if crawl else ""))
    if not _may_be_late(row.timetable, row.due_at, attended, now):
        return None
    hours = _hours(session, row.portal)
    # with the usual spread: with a longer one it is due at most half a day later, and not late then
    due = next_due(row.portal, row.timetable, hours, attended)
    following = next_due(row.portal, row.timetable, hours, due)
    if now - due < min(max(following - due, LEAST_LATE), MOST_LATE):
        return None
    kind = "unattended" if row.due_at < moment(now) else "not_begun"
    return due, Reason(kind, {"since": f"{due.astimezone(ZONE):%Y-%m-%d %H:%M}"})


def with_overdue(
    judged: Mapping[str, PortalHealthRow],
    overdue: Overdue,
    now: datetime,
) -> dict[str, PortalHealthRow]:
    """How portals were when they were last judged; those that are overdue now are that first.

    Not those whose files are refused: they are not crawled for another reason, which is told.
    """
    late = {name: _row(name, judged.get(name), *overdue[name], now) for name in overdue}
    refused = {name: row for name, row in judged.items() if row.state == REFUSED}
    return {**judged, **late, **refused}


def without_overdue(reasons: Iterable[Reason]) -> list[Reason]:
    """The reasons that have to do with what was crawled."""
    return [reason for reason in reasons if reason.kind not in OVERDUE]


def _row(
    name: str, judged: PortalHealthRow | None, since: datetime, reason: Reason, now: datetime
) -> PortalHealthRow:
    """A row that no session knows: reading writes nothing."""
    others = without_overdue(reasons_of(judged.reasons)) if judged else []
    unwell = judged is not None and judged.state not in HEALTHY
    return PortalHealthRow(
        portal=name,
        state="overdue",
        reasons=stored([reason, *others]),
        proposal=judged.proposal if judged else None,
        judged_at=moment(now),
        since=judged.since if judged is not None and unwell else moment(since),
    )


def _may_be_late(timetable: str, due_at: str, attended: datetime, now: datetime) -> bool:
    """Whether it is worth reckoning exactly: of thousands of portals it is so for a few."""
    if now - attended < LEAST_LATE:
        return False
    return due_at < moment(now) or parse_moment(due_at) - attended > _shortest_gap(timetable)


@lru_cache(maxsize=1024)
def _shortest_gap(timetable: str) -> timedelta:
    parsed, turns = parse_timetable(timetable), [_SOME_DAY]
    while len(turns) < _TURNS:
        turns.append(parsed.next_after(turns[-1]))
    return min(later - sooner for sooner, later in pairwise(turns[1:]))


def _hours(session: Session, portal: str) -> str | None:
    row = session.get(PortalRow, portal)
    hours: str | None = row.definition.get("hours") if row else None
    return hours
