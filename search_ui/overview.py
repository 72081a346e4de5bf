"""What the front page and the list of portals show of the whole archive."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from archive.catalogue.counting import (
    PortalCounts,
    count_all,
    count_by_portal,
    count_legislation,
)
from archive.catalogue.portals import list_portals
from archive.catalogue.runs import latest_crawls
from archive.catalogue.tables import (
    ArticleRow,
    DocumentRow,
    LegislationRow,
    MentionRow,
    PortalRow,
    RunRow,
    SnapshotRow,
)

#: As many pages that could not be read are listed of a portal; the run says how many there are.
MOST_UNREAD = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """How much there is. `first` and `last`: the earliest and latest day of publication.

    `entries` are those of registers.
    """

    articles: int
    entries: int
    documents: int
    snapshots: int
    portals: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A document and how many articles mention it."""

    document: DocumentRow
    articles: int


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


def kept(session: Session) -> Kept:
    """How much the archive holds."""
    counts = count_all(session)
    day = ArticleRow.date_published
    portals, first, last = session.execute(
        select(func.count(ArticleRow.portal.distinct()), func.min(day), func.max(day))
    ).one()
    return Kept(
        articles=counts.articles,
        entries=count_legislation(session),
        documents=counts.documents,
        snapshots=counts.snapshots,
        portals=portals,
        first=first,
        last=last,
    )


def newest_articles(session: Session, limit: int) -> list[ArticleRow]:
    """The articles published last, of those that are still there and have a date."""
    return list(
        session.scalars(
            select(ArticleRow)
            .where(ArticleRow.date_published.is_not(None))
            .order_by(ArticleRow.date_published.desc(), ArticleRow.id)
            .limit(limit)
        )
    )


def most_cited(session: Session, limit: int) -> list[Cited]:
    """The documents that most articles mention."""
    articles = func.count(MentionRow.article_id.distinct())
    rows = session.execute(
        select(DocumentRow, articles)
        .join(MentionRow, MentionRow.document_key == DocumentRow.key)
        .group_by(DocumentRow.key)
        .order_by(articles.desc(), DocumentRow.key)
        .limit(limit)
    )
    return [Cited(document, count) for document, count in rows]


def portal_summaries(session: Session) -> list[PortalSummary]:
    """Every portal known or named by an item, by name."""
    counts = {name: found for name, found in count_by_portal(session).items() if name}
    gone = Counter(_by_portal(session, ArticleRow, ArticleRow.gone_since.is_not(None)))
    gone.update(_by_portal(session, LegislationRow, LegislationRow.gone_since.is_not(None)))
    snapshots = _by_portal(session, SnapshotRow, true())
    portals = {row.name: row for row in list_portals(session)}
    runs = latest_crawls(session)
    none = PortalCounts()
    return [
        PortalSummary(
            name=name,
            row=portals.get(name),
            articles=counts.get(name, none).articles,
            entries=counts.get(name, none).entries,
            gone=gone[name],
            snapshots=snapshots.get(name, 0),
            newest=counts.get(name, none).newest,
            last_run=runs.get(name),
            unread=_unread(session, runs[name]) if name in runs else [],
        )
        for name in sorted(portals.keys() | counts.keys())
    ]


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
