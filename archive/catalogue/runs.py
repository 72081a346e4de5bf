"""Runs: each crawl, re-extraction and back-fill of a portal, from its beginning to what came of it.

A run whose process was killed cannot say so. It is recognised by its silence, and on its own
machine at once, by its process being gone.
"""

import os
import socket
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any, Literal

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from archive.catalogue.tables import RunRow
from archive.clock import now, parse_moment

RunKind = Literal["crawl", "extract", "backfill"]
Outcome = Literal["finished", "empty", "blocked", "failed", "interrupted"]

#: A run that gave no sign of life for so long is taken for dead, whatever process has its number
#: now: a container that is started again has the same name, and its first process is 1 again.
#: Crawls give one every ten seconds. What a machine that died had begun is done by another after
#: `archive.catalogue.jobs.SILENCE`, and must not find the portal busy then.
SILENCE = {"crawl": timedelta(minutes=2)}
_LONGEST_SILENCE = timedelta(hours=1)

#: Of a portal whose crawls never reach their end, the last ones count.
_UNFINISHED_AT_MOST = 100


def begin_run(session: Session, portal: str, kind: RunKind) -> int:
    """Enter a run of this process that begins now; its id."""
    at = now()
    statement = insert(RunRow).values(
        portal=portal,
        kind=kind,
        started_at=at,
        counts={},
        host=socket.gethostname(),
        pid=os.getpid(),
        updated_at=at,
    )
    return session.scalars(statement.returning(RunRow.id)).one()


def update_run(session: Session, run_id: int, counts: Mapping[str, int]) -> None:
    """Say that a run goes on, and what came of it so far. At least every few minutes."""
    session.execute(
        update(RunRow).where(RunRow.id == run_id).values(counts=dict(counts), updated_at=now())
    )


def finish_run(
    session: Session,
    run_id: int,
    outcome: Outcome,
    counts: Mapping[str, int],
    reason: str | None = None,
) -> None:
    """Write down how a run ended; `reason` says why, where it did not simply finish."""
    at = now()
    session.execute(
        update(RunRow)
        .where(RunRow.id == run_id)
        .values(outcome=outcome, counts=dict(counts), reason=reason, finished_at=at, updated_at=at)
    )


def observe_run(session: Session, run_id: int, observed: Mapping[str, Any] | None) -> None:
    """Write down what a crawl met that tells of its portal's health (`archive.health.Observed`)."""
    values = {"observed": dict(observed) if observed is not None else None}
    session.execute(update(RunRow).where(RunRow.id == run_id).values(values))


def mark_interrupted(session: Session) -> list[int]:
    """Mark every run as interrupted that never ended and whose process is gone; their ids."""
    unfinished = session.scalars(select(RunRow).where(RunRow.finished_at.is_(None)))
    gone = [run.id for run in unfinished if is_interrupted(run)]
    session.execute(
        update(RunRow)
        .where(RunRow.id.in_(gone))
        .values(
            outcome="interrupted",
            finished_at=RunRow.updated_at,
            reason="the process ended without a word",
        )
    )
    return gone


def portals_of(session: Session, runs: Collection[int]) -> set[str]:
    """The portals of some runs."""
    return set(session.scalars(select(RunRow.portal).where(RunRow.id.in_(runs))))


def is_interrupted(run: RunRow) -> bool:
    """Whether a run was cut short: marked so, or never ended and its process gone or silent."""
    if run.finished_at is not None:
        return run.outcome == "interrupted"
    if run.host == socket.gethostname() and not process_exists(run.pid):
        return True
    silence = datetime.now(UTC) - parse_moment(run.updated_at)
    return silence > SILENCE.get(run.kind, _LONGEST_SILENCE)


def latest_run(session: Session, portal: str, kind: RunKind | None = None) -> RunRow | None:
    """The run of a portal that began last, of one kind or any."""
    statement = select(RunRow).where(RunRow.portal == portal)
    if kind is not None:
        statement = statement.where(RunRow.kind == kind)
    return session.scalars(
        statement.order_by(RunRow.started_at.desc(), RunRow.id.desc()).limit(1)
    ).first()


def interrupted_last(session: Session, portal: str) -> list[int]:
    """The crawls of a portal that were cut short since the last that was not, the newest first."""
    return _last_of(session, portal, "interrupted")


def unfinished_last(session: Session, portal: str) -> list[int]:
    """The crawls of a portal since the last that came to its end, the newest first."""
    return _last_of(session, portal, "interrupted", "failed", "blocked")


def _last_of(session: Session, portal: str, *outcomes: Outcome) -> list[int]:
    """The last crawls of a portal, the newest first, as long as they ended in one of some ways."""
    crawls = (
        select(RunRow.id, RunRow.outcome)
        .where(RunRow.portal == portal, RunRow.kind == "crawl")
        .order_by(RunRow.started_at.desc(), RunRow.id.desc())
        .limit(_UNFINISHED_AT_MOST)
    )
    unfinished = takewhile(lambda run: run.outcome in outcomes, session.execute(crawls))
    return [run.id for run in unfinished]


def latest_crawls(session: Session) -> dict[str, RunRow]:
    """For each portal that was crawled the crawl that began last."""
    newest = select(func.max(RunRow.id)).where(RunRow.kind == "crawl").group_by(RunRow.portal)
    return {run.portal: run for run in session.scalars(select(RunRow).where(RunRow.id.in_(newest)))}


def run_to_json(run: RunRow) -> dict[str, Any]:
    """What of a run concerns others than the process it ran in, as JSON values."""
    return {
        "kind": run.kind,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "outcome": run.outcome,
        "counts": run.counts,
        "reason": run.reason,
    }


def process_exists(pid: int) -> bool:
    """Whether a process of this machine has the number now."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # there is one, another user's
        return True
    return True
