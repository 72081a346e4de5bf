"""Portals whose timetables had their turn and that were not crawled, with a clock tests turn.

- test_when_a_portal_is_overdue: no worker, paused, never crawled, weekly, often, running
- test_it_is_told_once_begun_well_again: judged, told as others are, and told that it is well
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.health import portal_healths, to_tell
from archive.catalogue.overdue import overdue_portal, overdue_portals
from archive.catalogue.runs import begin_run, finish_run, latest_crawls
from archive.catalogue.schedules import pause_schedule, resume_schedule
from archive.catalogue.tables import RunRow
from archive.clock import moment
from archive.hours import ZONE
from crawler.portals import Portal
from crawler.portals.rows import enter_portal
from operations.health import check_portals
from operations.scheduling import ask_for_due, follow_files
from tests.operations.test_due_crawls import NOW, portal

HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour in Viet Nam; the 23rd is a Monday, and `NOW` its 10:00."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def crawled(session: Session, when: datetime, until: datetime | None) -> None:
    """A crawl of `a` began, and ended or goes on; this is the last that was heard of it."""
    run = begin_run(session, "a", "crawl")
    if until is not None:
        finish_run(session, run, "finished", {})
    values = {"started_at": moment(when), "updated_at": moment(until or when)}
    session.execute(update(RunRow).where(RunRow.id == run).values(values))


def worker_looks(session: Session, known: Portal, *moments: datetime) -> None:
    for now in moments:
        ask_for_due(session, {known.name: known}, now)


Told = Callable[[Session, Portal], None]


def nothing(session: Session, known: Portal) -> None:
    """Nobody does anything."""


def looks_and_crawls(session: Session, known: Portal) -> None:
    worker_looks(session, known, at(24, 3))
    crawled(session, at(24, 3), at(24, 4))


def looks_only(session: Session, known: Portal) -> None:
    """A worker asks for it each time that it is due; a crawl of another on the host never ends."""
    worker_looks(session, known, *(at(24, 0) + n * HOUR for n in range(72)))


def is_paused(session: Session, known: Portal) -> None:
    pause_schedule(session, "a", at(23, 11))


def is_resumed(session: Session, known: Portal) -> None:
    pause_schedule(session, "a", at(23, 11))
    resume_schedule(session, "a", at(27, 2), at(26, 11))


def still_crawls(session: Session, known: Portal) -> None:
    worker_looks(session, known, at(24, 3))
    crawled(session, at(24, 3), None)
    run = latest_crawls(session)["a"].id
    session.execute(update(RunRow).where(RunRow.id == run).values(updated_at=moment(at(26, 23))))


# What happens since Monday at 10:00, the timetable, when it is looked, and the reason; None: well.
FORMS = [
    # the first run is not due yet
    ("hằng ngày 2:00", nothing, at(24, 1), None),
    # it was due tonight: a worker may be busy
    ("hằng ngày 2:00", nothing, at(24, 20), None),
    # two turns were missed, and nobody looked
    ("hằng ngày 2:00", nothing, at(25, 2, 30), "unattended"),
    # a week's turn was missed a day ago
    ("thứ ba 2:00", nothing, at(25, 2, 30), "unattended"),
    # what is often due may be some hours late
    ("mỗi 30 phút", nothing, at(23, 13), None),
    ("mỗi 30 phút", nothing, at(23, 14), "unattended"),
    # it was crawled, and is due again
    ("hằng ngày 2:00", looks_and_crawls, at(25, 1), None),
    # it was crawled, and the worker has stopped since
    ("hằng ngày 2:00", looks_and_crawls, at(26, 2, 30), "unattended"),
    # a worker looks, but no crawl begins
    ("hằng ngày 2:00", looks_only, at(26, 23), "not_begun"),
    # a crawl of three days
    ("hằng ngày 2:00", still_crawls, at(26, 23, 30), None),
    # paused, and going on since today
    ("hằng ngày 2:00", is_paused, at(30, 1), None),
    ("hằng ngày 2:00", is_resumed, at(27, 1), None),
    # taken off its timetable
    (None, nothing, at(30, 1), None),
]


@pytest.mark.parametrize(("timetable", "happens", "now", "kind"), FORMS)
def test_when_a_portal_is_overdue(
    sqlite_catalogue: Catalogue, timetable: str | None, happens: Told, now: datetime, kind: str
) -> None:
    known = portal("a", timetable)
    with sqlite_catalogue.begin() as session:
        enter_portal(session, known)
        follow_files(session, [known], NOW)
        happens(session, known)
    with sqlite_catalogue.session() as session:
        late = overdue_portal(session, "a", now)
        of_all = overdue_portals(session, latest_crawls(session), now)
    assert (late[1].kind if late else None) == kind
    assert of_all == ({"a": late} if late else {})


def test_it_is_told_and_told_to_be_well_again(catalogue: Catalogue) -> None:
    known = portal("a", "hằng ngày 2:00")
    with catalogue.begin() as session:
        enter_portal(session, known)
        follow_files(session, [known], NOW)
    assert check_portals(catalogue, [known], at(24, 1))["a"].state == "never"
    with catalogue.session() as session:
        assert portal_healths(session) == {}
    late = check_portals(catalogue, [known], at(25, 3))["a"]
    assert (late.state, late.healthy) == ("overdue", False)
    assert late.reasons[0].words("en").startswith("due since 2026-11-24 02:0")
    with catalogue.session() as session:
        assert [row.portal for row in to_tell(session, "mail")] == ["a"]
    with catalogue.begin() as session:
        pause_schedule(session, "a", at(25, 3))
    assert check_portals(catalogue, [known], at(26, 3))["a"].state == "never"
    with catalogue.session() as session:
        assert portal_healths(session)["a"].state == "never"
