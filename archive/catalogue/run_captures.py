"""The captures of one run, and what they showed then: later ones may show otherwise."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from archive.catalogue.tables import ArticleVersionRow, RunRow, SnapshotRow


def is_capture_of(run: RunRow) -> ColumnElement[bool]:
    """The condition for the captures of a run.

    There is an index on portal and time, and what a crawl captures is captured after it began; what
    a back-fill takes in is older.
    """
    since = run.started_at if run.kind == "crawl" else ""
    return and_(
        SnapshotRow.portal == run.portal,
        SnapshotRow.fetched_at >= since,
        SnapshotRow.run_id == run.id,
    )


def articles_as_captured(run: RunRow, *columns: Any) -> Select[Any]:
    """A query for the articles of a run's captures, each in the version that stood at that time.

    `columns` are of `SnapshotRow` and `ArticleVersionRow`.
    """
    stood = aliased(ArticleVersionRow)
    since = select(func.max(stood.seen_at)).where(
        stood.article_id == SnapshotRow.article_id, stood.seen_at <= SnapshotRow.fetched_at
    )
    return (
        select(*columns)
        .join(SnapshotRow, SnapshotRow.article_id == ArticleVersionRow.article_id)
        .where(is_capture_of(run))
        .where(ArticleVersionRow.seen_at == since.correlate(SnapshotRow).scalar_subquery())
    )


def failed_pages(
    session: Session, run: RunRow, limit: int, after: int = 0
) -> Sequence[SnapshotRow]:
    """The first pages of a run, from behind the snapshot `after` on, that could not be read."""
    return session.scalars(
        select(SnapshotRow)
        .where(is_capture_of(run), SnapshotRow.failure.is_not(None), SnapshotRow.id > after)
        .order_by(SnapshotRow.id)
        .limit(limit)
    ).all()
