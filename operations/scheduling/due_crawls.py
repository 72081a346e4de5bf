"""From timetables to jobs. The moment is always given: a week of it is tested in a second."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from archive.catalogue.jobs import NewJob, ask, is_running
from archive.catalogue.schedules import (
    list_schedules,
    put_schedule,
    remove_schedule,
    set_due,
    take_due,
)
from crawler.hours import closes_at, opens_at
from crawler.portals import Portal
from crawler.timetables import parse_timetable

#: Portals of one timetable begin within so long of each other, or within a tenth of the time to the
#: next, rather than all at once.
SPREAD = timedelta(minutes=10)


def crawl_of(portal: Portal, reason: str) -> NewJob:
    """The job of crawling a portal; portals on one host are crawled one after the other."""
    host = urlsplit(portal.start[0].url).hostname or portal.name
    return NewJob("crawl", portal.name, f"crawl {host}", reason)


def next_due(portal: Portal, timetable: str, now: datetime) -> datetime:
    """When a portal is crawled next after `now`, by a timetable.

    A little later than the timetable says, each portal by a span of its own, which stays the same;
    and within the hours of the portal's file.

    Raises:
        crawler.timetables.TimetableError: it is none.
    """
    parsed = parse_timetable(timetable)
    due = parsed.next_after(now)
    spread = min(SPREAD, (parsed.next_after(due) - due) / 10)
    digest = hashlib.sha256(portal.name.encode()).digest()
    due += spread * (int.from_bytes(digest[:4], "big") / 2**32)
    if portal.hours is not None and closes_at(portal.hours, due) is None:
        return opens_at(portal.hours, due)
    return due


def follow_files(session: Session, portals: Iterable[Portal], now: datetime) -> None:
    """Let the timetables of portal files hold where nobody has set another.

    What a file no longer says holds no longer. What somebody has set is kept also while the portal
    is not among those known, since its file may be broken for the moment.
    """
    known = {portal.name: portal for portal in portals}
    held = {row.portal: (row.timetable, row.origin) for row in list_schedules(session)}
    for name, (_, origin) in held.items():
        if origin == "file" and (name not in known or known[name].schedule is None):
            remove_schedule(session, name)
    for name, portal in known.items():
        timetable, origin = held.get(name, (None, "file"))
        if portal.schedule is not None and origin == "file" and timetable != portal.schedule:
            due = next_due(portal, portal.schedule, now)
            put_schedule(session, name, portal.schedule, "file", due, now)


def ask_for_due(session: Session, portals: Mapping[str, Portal], now: datetime) -> list[str]:
    """Enter a job for each portal that is due, once however often it was missed; their names.

    Of a portal whose crawl takes longer than its timetable allows one is left out.
    """
    asked = []
    for row in take_due(session, now):
        portal = portals.get(row.portal)
        if portal is None or row.timetable is None:
            continue
        if not is_running(session, "crawl", portal.name):
            ask(session, crawl_of(portal, "schedule"), now)
            asked.append(row.portal)
        set_due(session, row.portal, next_due(portal, row.timetable, now))
    return asked
