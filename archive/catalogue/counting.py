"""How much there is in a catalogue, for status pages."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, DocumentRow, LegislationRow, SnapshotRow


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each there are in the catalogue."""

    articles: int
    documents: int
    snapshots: int


@dataclass(frozen=True, slots=True)
class PortalCounts:
    """How many articles a portal has, the day or time of the newest one that says its own, and how
    many entries of registers.
    """

    articles: int = 0
    newest: str | None = None
    entries: int = 0


def count_all(session: Session) -> Counts:
    """How many articles, documents and snapshots there are."""
    articles, documents, snapshots = (
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (ArticleRow, DocumentRow, SnapshotRow)
    )
    return Counts(articles, documents, snapshots)


def count_legislation(session: Session) -> int:
    """How many entries of registers there are."""
    return session.scalar(select(func.count()).select_from(LegislationRow)) or 0


def count_by_portal(session: Session) -> dict[str | None, PortalCounts]:
    """The articles and entries of each portal; under None those of no portal."""
    rows = session.execute(
        select(ArticleRow.portal, func.count(), func.max(ArticleRow.date_published)).group_by(
            ArticleRow.portal
        )
    )
    counts = {portal: PortalCounts(articles, newest) for portal, articles, newest in rows}
    entries = session.execute(
        select(LegislationRow.portal, func.count()).group_by(LegislationRow.portal)
    )
    for portal, number in entries:
        counts[portal] = replace(counts.get(portal, PortalCounts()), entries=number)
    return counts
