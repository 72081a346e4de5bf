"""What pages show of portals: how much is kept of each, what is new, how its crawls went."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, load_only

from archive.catalogue.counting import PortalCounts, count_by_portal
from archive.catalogue.portals import list_portals
from archive.catalogue.runs import latest_crawls
from archive.catalogue.tables import (
    ArticleRow,
    LegislationRow,
    PortalRow,
    RunRow,
    SnapshotRow,
)

#: As many pages that could not be read are listed of a portal; the run says how many there are.
MOST_UNREAD = 20


@dataclass(frozen=True, slots=True)
class PortalSummary:
    """A portal, what is kept of it, its last run. `row` is None where only items name it."""

    name: str
    row: PortalRow | None
    articles: int
    entries: int  # of its register of documents
    gone: int
    snapshots: int
    newest: str | None
    last_run: RunRow | None
    unread: list[SnapshotRow]  # the pages of the last run that could not be read, the newest first


@dataclass(frozen=True, slots=True)
class PortalTotals:
    """How much is kept of each portal, by its name."""

    counts: dict[str, PortalCounts]
    gone: Counter[str | None]
    snapshots: dict[str | None, int]


def portal_totals(session: Session) -> PortalTotals:
    """How much is kept of every portal. It reads whole indexes: ask for it `lately`."""
    gone = Counter(_by_portal(session, ArticleRow, ArticleRow.gone_since.is_not(None)))
    gone.update(_by_portal(session, LegislationRow, LegislationRow.gone_since.is_not(None)))
    return PortalTotals(
        counts={name: found for name, found in count_by_portal(session).items() if name},
        gone=gone,
        snapshots=_by_portal(session, SnapshotRow, true()),
    )


def portal_summaries(session: Session, totals: PortalTotals) -> list[PortalSummary]:
    """Every portal known or named by an item, by name."""
    portals = {row.name: row for row in list_portals(session)}
    runs = latest_crawls(session)
    return [
        _summary(session, name, portals.get(name), totals, runs.get(name))
        for name in sorted(portals.keys() | totals.counts.keys())
    ]


def portal_summary(session: Session, name: str, totals: PortalTotals) -> PortalSummary | None:
    """One portal; None where it is not known and no item names it."""
    row = session.get(PortalRow, name)
    if row is None and name not in totals.counts:
        return None
    return _summary(session, name, row, totals, next(iter(latest_runs(session, name, 1)), None))


def unknown_portal(name: str) -> PortalSummary:
    """One of which nothing is kept but how it is: its file was always refused."""
    return PortalSummary(name, None, 0, 0, 0, 0, None, None, [])


def latest_runs(session: Session, portal: str, limit: int) -> Sequence[RunRow]:
    """The crawls of a portal that began last, the newest first."""
    return session.scalars(
        select(RunRow)
        .where(RunRow.portal == portal, RunRow.kind == "crawl")
        .order_by(RunRow.started_at.desc(), RunRow.id.desc())
        .limit(limit)
    ).all()


def newest_of_portal(session: Session, portal: str, limit: int) -> Sequence[ArticleRow]:
    """The articles of a portal that were published last; without their text."""
    shown = (ArticleRow.headline, ArticleRow.date_published, ArticleRow.section, ArticleRow.author)
    return session.scalars(
        select(ArticleRow)
        .where(ArticleRow.portal == portal, ArticleRow.date_published.is_not(None))
        .order_by(ArticleRow.date_published.desc(), ArticleRow.id)
        .limit(limit)
        .options(load_only(*shown))
    ).all()


def _summary(
    session: Session, name: str, row: PortalRow | None, totals: PortalTotals, run: RunRow | None
) -> PortalSummary:
    counts = totals.counts.get(name, PortalCounts())
    return PortalSummary(
        name=name,
        row=row,
        articles=counts.articles,
        entries=counts.entries,
        gone=totals.gone[name],
        snapshots=totals.snapshots.get(name, 0),
        newest=counts.newest,
        last_run=run,
        unread=_unread(session, run) if run else [],
    )


def _unread(session: Session, run: RunRow) -> list[SnapshotRow]:
    """The pages that a crawl archived and that could not be read, then or since."""
    if not run.counts.get("failed"):
        return []
    return list(
        session.scalars(
            select(SnapshotRow)
            # There is an index on portal and time; the run's own are all at its end.
            .where(SnapshotRow.portal == run.portal, SnapshotRow.fetched_at >= run.started_at)
            .where(SnapshotRow.run_id == run.id, SnapshotRow.failure.is_not(None))
            .order_by(SnapshotRow.id.desc())
            .limit(MOST_UNREAD)
        )
    )


def _by_portal(
    session: Session,
    table: type[ArticleRow | LegislationRow | SnapshotRow],
    condition: ColumnElement[bool],
) -> dict[str | None, int]:
    rows = session.execute(
        select(table.portal, func.count()).where(condition).group_by(table.portal)
    )
    return dict(rows.all())
