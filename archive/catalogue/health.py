"""The health of portals as it was last judged, and what it is judged by."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue.run_captures import articles_as_captured, is_capture_of
from archive.catalogue.runs import observe_run
from archive.catalogue.tables import (
    ArticleRow,
    ArticleVersionRow,
    PortalHealthRow,
    RunRow,
    SnapshotRow,
)
from archive.clock import now
from archive.health import HEALTH_FIELDS, HEALTHY, Judgement, Observed, State, stored

#: So many crawls of a portal are looked at.
CRAWLS = 60

Channel = Literal["mail", "webhook"]

#: The kinds of snapshots that items are read from.
_ITEMS = ("article", "legislation")

#: What `runs.judged` says of a crawl that is no habit any more: somebody has accepted a new one.
SUPERSEDED = "superseded"

#: What is said of a crawl that was well, so far as it itself goes.
_WELL = frozenset((None, "ok", "stale", "interrupted"))


def concluded_crawls(session: Session, portal: str) -> Sequence[RunRow]:
    """The last crawls of a portal that have ended, the newest first."""
    return session.scalars(
        select(RunRow)
        .where(RunRow.portal == portal, RunRow.kind == "crawl", RunRow.finished_at.is_not(None))
        .order_by(RunRow.started_at.desc(), RunRow.id.desc())
        .limit(CRAWLS)
    ).all()


def articles_by_day(session: Session, portal: str, first: str) -> dict[str, int]:
    """How many articles of a portal are dated on each day from `first` (ISO 8601) on."""
    day = func.substr(ArticleRow.date_published, 1, 10)
    rows = session.execute(
        select(day, func.count())
        .where(ArticleRow.portal == portal, ArticleRow.date_published >= first)
        .group_by(day)
    )
    return dict(rows.all())


def observe_again(session: Session, portal: str, crawls: Sequence[RunRow]) -> None:
    """Count again what crawls met, where extraction has read their pages anew since."""
    ended = session.scalar(
        select(func.max(RunRow.finished_at)).where(
            RunRow.portal == portal, RunRow.kind == "extract", RunRow.outcome == "finished"
        )
    )
    for run in crawls:
        if ended is None or run.finished_at is None or run.observed is None:
            continue
        if run.finished_at <= ended:
            run.observed = {**run.observed, **_counted_again(session, run)}
            observe_run(session, run.id, run.observed)


def _counted_again(session: Session, run: RunRow) -> Mapping[str, object]:
    """What a crawl met, as its own captures are read now: later ones may read otherwise."""
    articles = session.scalars(articles_as_captured(run, ArticleVersionRow.content)).all()
    counts = {
        name: session.scalar(
            select(func.count()).select_from(SnapshotRow).where(is_capture_of(run), condition)
        )
        for name, condition in (
            ("items", SnapshotRow.kind.in_(_ITEMS)),
            ("failed", SnapshotRow.failure.is_not(None)),
        )
    }
    having = {name: sum(bool(one.get(name)) for one in articles) for name in HEALTH_FIELDS}
    return {"articles": len(articles), **counts, "having": having}


def record_judgement(
    session: Session,
    portal: str,
    run_id: int | None,
    judgement: Judgement,
    of_crawl: State | None = None,
) -> None:
    """Write down how a portal is, and of its last crawl what was said of it.

    `of_crawl` is that where it is not the portal's state: a crawl that was well may be long ago.
    """
    row = session.get(PortalHealthRow, portal)
    at = now()
    if row is None:
        row = PortalHealthRow(portal=portal, since=at, state=judgement.state)
        session.add(row)
    elif (row.state in HEALTHY) != judgement.healthy:
        row.since = at
    row.state, row.reasons = judgement.state, stored(judgement.reasons)
    row.proposal, row.judged_at = judgement.proposal, at
    if run_id is not None:
        said = RunRow.judged.is_(None) | (RunRow.judged != SUPERSEDED)
        session.execute(
            update(RunRow)
            .where(RunRow.id == run_id, said)
            .values(judged=of_crawl or judgement.state)
        )
    session.flush()


def accept(session: Session, portal: str) -> int:
    """Take what the last crawls were like for the habit from now on; how many these are.

    Those since the portal was last healthy, or the last one.
    """
    crawls = concluded_crawls(session, portal)
    bad = [run for run in crawls if run.judged is not None and run.judged not in HEALTHY]
    new = {run.id for run in bad} or {run.id for run in crawls[:1]}
    for run in crawls:
        run.judged = "ok" if run.id in new else SUPERSEDED
    session.flush()
    return len(new)


def is_habit(run: RunRow) -> bool:
    """Whether a crawl that has ended was well, so far as is known: what others are held against."""
    return run.outcome == "finished" and run.judged in _WELL


def portal_healths(session: Session) -> dict[str, PortalHealthRow]:
    """How each portal was when it was last judged, by name."""
    return {row.portal: row for row in session.scalars(select(PortalHealthRow))}


def healths_in_state(session: Session, state: State) -> Sequence[PortalHealthRow]:
    """The portals that were in a state when they were last judged, by name."""
    rows = select(PortalHealthRow).where(PortalHealthRow.state == state)
    return session.scalars(rows.order_by(PortalHealthRow.portal)).all()


def forget_health(session: Session, portal: str) -> None:
    """Say nothing any more of a portal that is known no more."""
    session.execute(delete(PortalHealthRow).where(PortalHealthRow.portal == portal))


def to_tell(session: Session, channel: Channel) -> Sequence[PortalHealthRow]:
    """The portals whose health turned since it was last told by a channel, by name.

    That a portal is healthy which was never told to be otherwise is no news.
    """
    told = _told(channel)
    healthy = PortalHealthRow.state.in_(HEALTHY)
    return session.scalars(
        select(PortalHealthRow)
        .where(
            (healthy & (told == "unhealthy"))
            | (~healthy & (func.coalesce(told, "healthy") == "healthy"))
        )
        .order_by(PortalHealthRow.portal)
    ).all()


def note_told(session: Session, channel: Channel, told: Collection[tuple[str, bool]]) -> None:
    """Note what of each portal was told by a channel: whether it is healthy."""
    for portal, healthy in told:
        session.execute(
            update(PortalHealthRow)
            .where(PortalHealthRow.portal == portal)
            .values({_told(channel): "healthy" if healthy else "unhealthy"})
        )


def observed_of(run: RunRow) -> Observed | None:
    """What a crawl met; None of one that did not say."""
    return Observed(**run.observed) if run.observed is not None else None


def _told(channel: Channel) -> InstrumentedAttribute[str | None]:
    return PortalHealthRow.told_mail if channel == "mail" else PortalHealthRow.told_webhook
