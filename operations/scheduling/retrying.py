"""What failed for no fault of its own is done again soon.

That is where the catalogue or the archive could not be reached, and, once, where the process was
killed, as a kernel does that is out of memory: the jobs of a killed worker are done again, too.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from archive.catalogue.jobs import NewJob, ask
from archive.catalogue.tables import JobRow, ScheduleRow
from archive.clock import moment
from archive.hours import closes_at, opens_at
from crawler.portals import Portal

#: What a job's process ends with where it is worth trying again soon (EX_TEMPFAIL of sysexits.h).
TRY_AGAIN = 75

#: It is tried again after so long, then after twice that, and so on, up to the longest wait.
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)

#: So often at most, if no timetable has its turn before: for some seven hours.
TRIES = 12

#: In a job's arguments: how often it was tried again, and how often its process had been killed.
_TRIED, _KILLED = "tried", "killed"


def try_again(
    session: Session, job: JobRow, portal: Portal | None, now: datetime
) -> datetime | None:
    """Enter a job once more that failed for no fault of its own; when it is due.

    None where it is not entered: it waits already, it was tried often enough, or the timetable has
    its turn before; a portal that is paused stays so. `portal` is the one that was to be crawled.
    """
    return _again(session, job, portal, now, _TRIED, TRIES)


def take_up(session: Session, job: JobRow, portal: Portal | None, now: datetime) -> datetime | None:
    """As `try_again`, of a job whose process was killed; once: perhaps it is the job's fault."""
    return _again(session, job, portal, now, _KILLED, 1)


def _again(
    session: Session, job: JobRow, portal: Portal | None, now: datetime, counted: str, most: int
) -> datetime | None:
    tried = int(job.arguments.get(counted, 0)) + 1
    due = now + min(_FIRST_WAIT * 2 ** (tried - 1), _LONGEST_WAIT)
    if job.kind == "crawl":
        hours = portal.hours if portal else None
        if hours is not None and closes_at(hours, due) is None:
            due = opens_at(hours, due)
        schedule = session.get(ScheduleRow, job.subject)
        if schedule is not None and _has_its_turn(schedule, due):
            return None
    if tried > most:
        return None
    arguments = {**job.arguments, counted: tried}
    again = NewJob(job.kind, job.subject, job.lane, f"again after job {job.id}", arguments)  # type: ignore[arg-type]  # a column of text
    return due if ask(session, again, now, due) is not None else None


def _has_its_turn(schedule: ScheduleRow, due: datetime) -> bool:
    """Whether the timetable's next time is before a moment, or it is paused."""
    if schedule.paused_at is not None:
        return True
    return schedule.due_at is not None and schedule.due_at <= moment(due)
