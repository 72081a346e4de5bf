"""From timetables to jobs. The moment is always given: a week of it is tested in a second."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from archive.catalogue import wishes
from archive.catalogue.group_schedules import Group, group_timetables, groups_of
from archive.catalogue.jobs import SCHEDULE, NewJob, ask, is_running
from archive.catalogue.schedules import (
    Origin,
    held_timetables,
    put_schedule,
    remove_schedule,
    set_due,
    take_due,
)
from archive.due_times import SPREAD, next_due
from crawler.portals import Portal


def crawl_of(portal: Portal, reason: str) -> NewJob:
    """The job of crawling a portal."""
    return wishes.crawl(portal.name, portal.start[0].url, reason)


def follow_files(
    session: Session, portals: Iterable[Portal], now: datetime, spread: timedelta = SPREAD
) -> None:
    """Let the timetables of portal files, or else of groups, hold where nobody has set another.

    What a file or group no longer says holds no longer. What somebody has set is kept also while
    the portal is not among those known, since its file may be broken for the moment.
    """
    groups = group_timetables(session)
    known = {portal.name: portal for portal in portals}
    stated = {name: _stated(portal, groups) for name, portal in known.items()}
    held = held_timetables(session)
    for name, (_, origin) in held.items():
        if origin != "set" and stated.get(name) is None:
            remove_schedule(session, name)
    for name, says in stated.items():
        holds = held.get(name)
        if says is not None and says != holds and (holds is None or holds[1] != "set"):
            due = next_due(name, says[0], known[name].hours, now, spread)
            put_schedule(session, name, *says, due, now)


def _stated(portal: Portal, groups: Mapping[Group, str]) -> tuple[str, Origin] | None:
    """The timetable that a portal's file says, or else the first of its groups that has one."""
    if portal.schedule is not None:
        return portal.schedule, "file"
    said = (groups[group] for group in groups_of(portal) if group in groups)
    timetable = next(said, None)
    return (timetable, "group") if timetable is not None else None


def ask_for_due(
    session: Session, portals: Mapping[str, Portal], now: datetime, spread: timedelta = SPREAD
) -> list[str]:
    """Enter a job for each portal that is due, once however often it was missed; their names.

    Of a portal whose crawl takes longer than its timetable allows one is left out.
    """
    asked = []
    for row in take_due(session, now):
        portal = portals.get(row.portal)
        if portal is None or row.timetable is None:
            continue
        if not is_running(session, "crawl", portal.name):
            ask(session, crawl_of(portal, SCHEDULE), now)
            asked.append(row.portal)
        due = next_due(row.portal, row.timetable, portal.hours, now, spread)
        set_due(session, row.portal, due)
    return asked
