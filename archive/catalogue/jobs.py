"""Jobs: what is to be done, who does it, and how it ended; shared by workers of many machines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Select, and_, bindparam, case, delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.tables import JobRow, core
from archive.clock import moment

JobKind = Literal[
    "crawl",
    "index",
    "alerts",
    "health",
    "extract",
    "rebuild",
    "backup",
    "preview",
    "portal",
    "tidy",
]
JobEnd = Literal["done", "failed", "stopped"]

#: A running job of which nobody has heard for so long is done by another worker.
SILENCE = timedelta(minutes=3)

#: So often a job is begun whose worker dies each time: perhaps it is the job that kills it.
ATTEMPTS = 3

#: The reason of what is asked for because a timetable has its turn.
SCHEDULE = "schedule"

#: What crawls make necessary: there is one of each for many crawls, if it may wait a little.
FOLLOWING_KINDS: Sequence[JobKind] = ("index", "alerts", "health")
PATIENCE = timedelta(minutes=2)

_JOBS = core(JobRow)
_INSERT = inserts_unless_there(_JOBS, _JOBS.c.id)


_OTHER = aliased(JobRow)
#: Thousands of portals may be due within minutes, and crawled for hours: nobody who asks for
#: something waits for these, and what follows from crawls does not wait for the last of them.
_LATER = case(
    (and_(JobRow.kind == "crawl", JobRow.reason == SCHEDULE), 1),
    (and_(JobRow.kind.in_(FOLLOWING_KINDS), JobRow.due_at > bindparam("impatient")), 1),
    else_=0,
)
#: Made once: each worker asks it every second.
_CLAIMABLE: Select[Any] = (
    select(JobRow)
    .where(
        JobRow.state == "waiting",
        JobRow.due_at <= bindparam("now"),
        ~exists().where(_OTHER.state == "running", _OTHER.lane == JobRow.lane),
    )
    .order_by(_LATER, JobRow.due_at, JobRow.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be entered. `lane`: only one job of a lane runs at a time."""

    kind: JobKind
    subject: str
    lane: str
    reason: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


def ask(session: Session, job: NewJob, now: datetime, due: datetime | None = None) -> int | None:
    """Enter a job, due at once or at `due`; its id, None if one waits already.

    One that waits for a later moment (to be tried again) gives way to it.
    """
    values = {
        "kind": job.kind,
        "subject": job.subject,
        "arguments": dict(job.arguments),
        "lane": job.lane,
        "reason": job.reason,
        "state": "waiting",
        "asked_at": moment(now),
        "due_at": moment(due or now),
        "attempts": 0,
    }
    number: int | None = session.scalar(in_dialect(session, _INSERT), values)
    if number is not None:
        return number
    later = update(JobRow).where(
        *(JobRow.state == "waiting", JobRow.kind == job.kind, JobRow.subject == job.subject),
        JobRow.due_at > values["due_at"],
    )
    sooner: int | None = session.scalar(later.values(values).returning(JobRow.id))
    return sooner


def claim(session: Session, worker: str, now: datetime) -> JobRow | None:
    """Take the job that is due longest and whose lane is free; None if there is none.

    Crawls that timetables asked for come after what people ask for, and after what follows from
    crawls and has waited for `PATIENCE`. On PostgreSQL workers do not wait for each other: what
    another is about to take is passed over.
    """
    moments = {"now": moment(now), "impatient": moment(now - PATIENCE)}
    job: JobRow | None = session.scalars(_CLAIMABLE, moments).first()
    if job is None:
        return None
    at = moment(now)
    taken = {"state": "running", "worker": worker, "started_at": at, "beat_at": at}
    try:
        with session.begin_nested():
            session.execute(
                update(JobRow)
                .where(JobRow.id == job.id)
                .values(**taken, attempts=JobRow.attempts + 1)
            )
    except IntegrityError:  # another worker has begun one of the same lane this moment
        return None
    session.refresh(job)
    return job


def beat(session: Session, worker: str, now: datetime) -> set[int]:
    """Say, every minute or so, that a worker is alive; the ids of the jobs that it has still."""
    mine = (JobRow.state == "running", JobRow.worker == worker)
    statement = update(JobRow).where(*mine).values(beat_at=moment(now)).returning(JobRow.id)
    return set(session.scalars(statement))


def end(
    session: Session, job_id: int, worker: str, state: JobEnd, outcome: str, now: datetime
) -> None:
    """Write down how a job of a worker ended, unless it was given to another meanwhile."""
    values = {"state": state, "outcome": outcome, "finished_at": moment(now)}
    _change(session, job_id, worker, values)


def put_back(session: Session, job: JobRow, now: datetime) -> None:
    """Let another worker do a job that its worker was stopped at; it counts for no attempt."""
    _hand_over(session, job, job.attempts - 1, now)


def release(session: Session, now: datetime, gone: Collection[str] = ()) -> list[int]:
    """Let jobs be done by others whose worker is dead: silent, or one of those known to be gone.

    Those that were begun three times have failed. Returns the ids of all of them.
    """
    running = session.scalars(select(JobRow).where(JobRow.state == "running")).all()
    silent = moment(now - SILENCE)
    dead = [job for job in running if job.worker in gone or (job.beat_at or "") < silent]
    for job in dead:
        worker = job.worker or ""
        if job.attempts >= ATTEMPTS:
            outcome = f"its worker died {ATTEMPTS} times in the middle of it"
            end(session, job.id, worker, "failed", outcome, now)
        else:
            _hand_over(session, job, job.attempts, now)
    return [job.id for job in dead]


def _hand_over(session: Session, job: JobRow, attempts: int, now: datetime) -> None:
    """Let a running job wait again, unless the same waits already."""
    worker = job.worker or ""
    if job.stop_asked_by is not None:
        end(session, job.id, worker, "stopped", _stopped(job.stop_asked_by), now)
        return
    waiting = exists().where(
        JobRow.state == "waiting", JobRow.kind == job.kind, JobRow.subject == job.subject
    )
    if session.scalar(select(waiting)):
        end(session, job.id, worker, "failed", "stopped; it was asked for anew meanwhile", now)
    else:
        values = {"state": "waiting", "worker": None, "beat_at": None, "attempts": attempts}
        _change(session, job.id, worker, values)


def _change(session: Session, job_id: int, worker: str, values: Mapping[str, Any]) -> None:
    session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.worker == worker, JobRow.state == "running")
        .values(**values)
    )


def ask_to_stop(session: Session, job_id: int, who: str, now: datetime) -> bool:
    """Have a job not begun, or ended cleanly by its worker; whether there was anything to stop."""
    waited = (
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state == "waiting")
        .values(state="stopped", stop_asked_by=who, finished_at=moment(now), outcome=_stopped(who))
        .returning(JobRow.id)
    )
    runs = (
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state == "running")
        .values(stop_asked_by=who)
        .returning(JobRow.id)
    )
    return session.scalar(waited) is not None or session.scalar(runs) is not None


def asked_to_stop(session: Session, worker: str) -> dict[int, str]:
    """The running jobs of a worker that somebody wants stopped, and who."""
    asked = select(JobRow.id, JobRow.stop_asked_by).where(
        JobRow.state == "running", JobRow.worker == worker, JobRow.stop_asked_by.is_not(None)
    )
    return {number: who or "" for number, who in session.execute(asked)}


def _stopped(who: str) -> str:
    return f"stopped by {who}"


def keep_log(session: Session, job_id: int, worker: str, log: str) -> None:
    """Keep the end of what a job of a worker has written so far."""
    _change(session, job_id, worker, {"log": log})


def latest_job(session: Session, kind: JobKind, subject: str) -> JobRow | None:
    """The job of a kind and subject that was asked for last."""
    asked = select(JobRow).where(JobRow.kind == kind, JobRow.subject == subject)
    return session.scalars(asked.order_by(JobRow.id.desc()).limit(1)).first()


def asked_since(session: Session, kind: JobKind, since: datetime) -> bool:
    """Whether a job of a kind was asked for since a moment, or there were no jobs before it."""
    at = moment(since)
    before = session.scalar(select(func.min(JobRow.asked_at)))
    latest = session.scalar(select(func.max(JobRow.asked_at)).where(JobRow.kind == kind))
    return before is None or before >= at or (latest is not None and latest >= at)


def forget_jobs(session: Session, before: datetime) -> list[int]:
    """Forget the jobs that ended before a moment; their ids."""
    ended = JobRow.finished_at < moment(before)
    return sorted(session.scalars(delete(JobRow).where(ended).returning(JobRow.id)))


def keep_result(session: Session, job_id: int, result: Mapping[str, Any]) -> None:
    """Keep what a job found out, for whoever asked for it."""
    session.execute(update(JobRow).where(JobRow.id == job_id).values(result=dict(result)))


def open_jobs(session: Session, kind: JobKind | None = None) -> Sequence[JobRow]:
    """The jobs that run or wait, of one kind or any, those that run first."""
    statement = select(JobRow).where(JobRow.state.in_(("running", "waiting")))
    if kind is not None:
        statement = statement.where(JobRow.kind == kind)
    return session.scalars(statement.order_by(JobRow.state, JobRow.due_at, JobRow.id)).all()


def is_running(session: Session, kind: JobKind, subject: str) -> bool:
    """Whether a worker is at it."""
    running = exists().where(
        JobRow.state == "running", JobRow.kind == kind, JobRow.subject == subject
    )
    return bool(session.scalar(select(running)))


def running_workers(session: Session) -> set[str]:
    """The workers that are said to be doing something."""
    workers = select(JobRow.worker).where(JobRow.state == "running").distinct()
    return {worker for worker in session.scalars(workers) if worker is not None}


def count_jobs(session: Session) -> dict[tuple[str, str], int]:
    """How many jobs there are that wait or run, by kind and state."""
    rows = session.execute(
        select(JobRow.kind, JobRow.state, func.count())
        .where(JobRow.state.in_(["waiting", "running"]))
        .group_by(JobRow.kind, JobRow.state)
    )
    return {(kind, state): count for kind, state, count in rows}


def list_jobs(session: Session, limit: int = 100) -> Sequence[JobRow]:
    """The newest jobs, the newest first."""
    return session.scalars(select(JobRow).order_by(JobRow.id.desc()).limit(limit)).all()
