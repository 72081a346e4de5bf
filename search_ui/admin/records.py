"""What the pages of administration show of portals and runs, out of the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.jobs import open_jobs
from archive.catalogue.runs import is_interrupted
from archive.catalogue.schedules import list_schedules
from archive.catalogue.tables import JobRow, PortalHealthRow, RunRow, ScheduleRow
from archive.clock import parse_moment
from archive.health import HEALTHY, REFUSED
from search_ui import services
from search_ui.portal_health import current_healths
from search_ui.portal_records import (
    PortalSummary,
    portal_summaries,
    portal_totals,
    unknown_portal,
)
from vietnamese.folding import fold


@dataclass(frozen=True, slots=True)
class PortalState:
    """A portal at a glance. `job` is the crawl that runs or waits; `schedule` when others come."""

    summary: PortalSummary
    schedule: ScheduleRow | None
    job: JobRow | None
    health: PortalHealthRow | None

    @property
    def definition(self) -> dict[str, Any]:
        """The portal's file as JSON values; empty where only items name it."""
        return self.summary.row.definition if self.summary.row else {}

    @property
    def start(self) -> str | None:
        """The address that a crawl begins at; None where it cannot be crawled."""
        starts = self.definition.get("start") or [{}]
        address: str | None = starts[0].get("url")
        return address

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be crawled now, because its file cannot be used."""
        return self.health is not None and self.health.state == REFUSED

    @property
    def title(self) -> str:
        """What readers call it; by its name where only items name it."""
        return self.summary.row.title if self.summary.row else self.summary.name

    @property
    def troubled(self) -> bool:
        """Whether somebody should look: it is unwell, or not judged yet, and its crawl failed."""
        if self.health is not None:
            return self.health.state not in HEALTHY
        run = self.summary.last_run
        return run is not None and run.outcome not in (None, "finished", "stopped")

    def is_named(self, folded: str) -> bool:
        """Whether what was typed (folded) is in what its file says of it."""
        row = self.summary.row
        said = (row.province, row.department, row.platform) if row else ()
        return folded in fold(" ".join((self.title, self.summary.name, *filter(None, said))))

    @property
    def running(self) -> RunRow | None:
        """The crawl that goes on, by a worker or by hand."""
        run = self.summary.last_run
        return run if run and run.finished_at is None and not is_interrupted(run) else None


def portal_states(session: Session) -> list[PortalState]:
    """Every portal, by name; also one whose file was always refused."""
    totals = services.lately("admin portals", lambda: portal_totals(session))
    schedules = {row.portal: row for row in list_schedules(session)}
    summaries = portal_summaries(session, totals)
    crawls = {s.name: s.last_run for s in summaries if s.last_run}
    healths = current_healths(session, crawls)
    unheard = healths.keys() - {summary.name for summary in summaries}
    summaries += [unknown_portal(name) for name in sorted(unheard)]
    jobs: dict[str, JobRow] = {}
    for job in open_jobs(session, "crawl"):
        jobs.setdefault(job.subject, job)
    return [
        PortalState(
            summary,
            schedules.get(summary.name),
            jobs.get(summary.name),
            healths.get(summary.name),
        )
        for summary in summaries
    ]


def portal_state(session: Session, name: str) -> PortalState | None:
    """One portal; None if there is none of the name."""
    return next((state for state in portal_states(session) if state.summary.name == name), None)


def runs_of(session: Session, portal: str, limit: int) -> Sequence[RunRow]:
    """The runs of a portal of every kind, the newest first."""
    newest = select(RunRow).where(RunRow.portal == portal).order_by(RunRow.id.desc())
    return session.scalars(newest.limit(limit)).all()


def job_of_run(session: Session, run: RunRow) -> JobRow | None:
    """The job that a crawl is done for; None for one begun by hand."""
    return session.scalars(
        select(JobRow)
        .where(JobRow.kind == "crawl", JobRow.subject == run.portal)
        .where(JobRow.started_at <= run.started_at)
        .where(func.coalesce(JobRow.finished_at, run.started_at) >= run.started_at)
        .order_by(JobRow.id.desc())
        .limit(1)
    ).first()


def pages_a_minute(run: RunRow) -> float | None:
    """How fast a run fetches, on the average; None in its first seconds."""
    ended = parse_moment(run.finished_at or run.updated_at)
    seconds = (ended - parse_moment(run.started_at)).total_seconds()
    return 60 * run.counts.get("pages", 0) / seconds if seconds >= 1 else None


def seconds_of(run: RunRow) -> int:
    """How long a run has taken so far."""
    ended = parse_moment(run.finished_at) if run.finished_at else datetime.now(UTC)
    return int((ended - parse_moment(run.started_at)).total_seconds())
