"""What was captured of portals in a time: the pages, and where all of it is."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import ArticleRow, LegislationRow, SnapshotRow
from archive.evidence.copying import Place
from archive.evidence.wacz import Page

_READ_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Captures of these portals (all, if none is named) from a day on, up to one and with it.

    Days are `YYYY-MM-DD`, in UTC.
    """

    portals: Sequence[str] = ()
    since: str | None = None
    until: str | None = None

    def holds(self) -> list[ColumnElement[bool]]:
        """The conditions on a snapshot."""
        conditions: list[ColumnElement[bool]] = []
        if self.portals:
            conditions.append(SnapshotRow.portal.in_(self.portals))
        if self.since:
            conditions.append(SnapshotRow.fetched_at >= self.since)
        if self.until:
            conditions.append(SnapshotRow.fetched_at < f"{self.until}~")  # behind all of that day
        return conditions


def pages(session: Session, wanted: Wanted) -> list[Page]:
    """The captures of articles and of entries' own pages, in order of time."""
    title = func.coalesce(ArticleRow.headline, LegislationRow.title, SnapshotRow.url)
    rows = session.execute(
        select(SnapshotRow.url, SnapshotRow.fetched_at, title)
        .outerjoin(ArticleRow, ArticleRow.id == SnapshotRow.article_id)
        .outerjoin(LegislationRow, LegislationRow.id == SnapshotRow.legislation_id)
        .where(
            *wanted.holds(),
            or_(SnapshotRow.article_id.is_not(None), SnapshotRow.legislation_id.is_not(None)),
        )
        .order_by(SnapshotRow.fetched_at, SnapshotRow.id)
    )
    return [Page(url, fetched_at, title) for url, fetched_at, title in rows]


def count_captures(session: Session, wanted: Wanted) -> int:
    """How many captures `places` gives."""
    return session.scalar(select(func.count()).select_from(SnapshotRow).where(_needed(wanted))) or 0


def places(session: Session, wanted: Wanted) -> Iterator[Place]:
    """Where each capture is, and each response that one of them refers to, file by file."""
    rows = session.execute(
        select(SnapshotRow.warc, SnapshotRow.offset)
        .where(_needed(wanted))
        .order_by(SnapshotRow.warc, SnapshotRow.offset),
        execution_options={"yield_per": _READ_AT_ONCE},
    )
    for warc, offset in rows:
        yield Place(warc, offset)


def places_of_digests(session: Session, digests: Collection[str]) -> Iterator[Place]:
    """Where the captures are that show what has one of these digests."""
    for some in chunks(sorted(digests)):
        rows = session.execute(
            select(SnapshotRow.warc, SnapshotRow.offset).where(SnapshotRow.payload_digest.in_(some))
        )
        for warc, offset in rows:
            yield Place(warc, offset)


def _needed(wanted: Wanted) -> ColumnElement[bool]:
    matches = and_(true(), *wanted.holds())
    originals = select(SnapshotRow.refers_to).where(matches, SnapshotRow.refers_to.is_not(None))
    return or_(matches, SnapshotRow.id.in_(originals))
