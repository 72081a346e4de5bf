"""Items as they stood once: their versions, in order of time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue.tables import (
    ArticleRow,
    ArticleVersionRow,
    LegislationRow,
    LegislationVersionRow,
)
from archive.items import ItemType


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """An item as it stood from `seen_at` on; `content` is its versioned content.

    That is `archive.items.versioned_content` or `versioned_legislation`. `last_seen` is when it was
    last seen so.
    """

    number: int
    seen_at: str
    last_seen: str
    content: dict[str, Any]
    content_digest: str
    snapshot_id: int | None


def article_versions(session: Session, article_id: str) -> list[ItemVersion]:
    """The versions of the article with exactly this id, in order of time, the current one last."""
    rows = session.execute(
        select(ArticleVersionRow, ArticleRow.last_seen)
        .join(ArticleRow, ArticleRow.id == ArticleVersionRow.article_id)
        .where(ArticleVersionRow.article_id == article_id)
        .order_by(ArticleVersionRow.number)
        .execution_options(populate_existing=True)
    )
    return [_version(row, last_seen) for row, last_seen in rows]


def legislation_versions(session: Session, legislation_id: str) -> list[ItemVersion]:
    """The same of a register's entry."""
    rows = session.execute(
        select(LegislationVersionRow, LegislationRow.last_seen)
        .join(LegislationRow, LegislationRow.id == LegislationVersionRow.legislation_id)
        .where(LegislationVersionRow.legislation_id == legislation_id)
        .order_by(LegislationVersionRow.number)
        .execution_options(populate_existing=True)
    )
    return [_version(row, last_seen) for row, last_seen in rows]


def with_versions_since(
    session: Session, item_type: ItemType, ids: Collection[str], moment: str
) -> frozenset[str]:
    """Those of some hundred items of which a version was first seen after `moment`."""
    table, of_item = _VERSIONS[item_type]
    statement = select(of_item).where(of_item.in_(ids), table.seen_at > moment)
    return frozenset(session.scalars(statement))


#: The versions of the items of a type, and whose each is.
_VERSIONS: Mapping[
    ItemType,
    tuple[type[ArticleVersionRow] | type[LegislationVersionRow], InstrumentedAttribute[str]],
] = {
    "NewsArticle": (ArticleVersionRow, ArticleVersionRow.article_id),
    "Legislation": (LegislationVersionRow, LegislationVersionRow.legislation_id),
}


def _version(row: ArticleVersionRow | LegislationVersionRow, item_last_seen: str) -> ItemVersion:
    return ItemVersion(
        number=row.number,
        seen_at=row.seen_at,
        last_seen=row.last_seen or item_last_seen,
        content=row.content,
        content_digest=row.content_digest,
        snapshot_id=row.snapshot_id,
    )
