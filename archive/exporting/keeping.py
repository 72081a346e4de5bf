"""Where the archive keeps an item, and what it has of it: citations say it beside the source."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, LegislationRow, SnapshotRow
from archive.items import Article, ItemType, Legislation
from archive.permalinks import item_path

_ROWS: dict[ItemType, type[ArticleRow] | type[LegislationRow]] = {
    "NewsArticle": ArticleRow,
    "Legislation": LegislationRow,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """The archive's own page of an item, and the capture that it was read from.

    `fetched_at`, a moment in UTC, and `digest`, of the payload, are null without a capture.
    """

    permalink: str
    fetched_at: str | None = None
    digest: str | None = None


def item_kept(session: Session, item: Article | Legislation, public_address: str) -> Kept:
    """Where the item is kept, in the archive that is shown at `public_address`."""
    item_type: ItemType = "Legislation" if isinstance(item, Legislation) else "NewsArticle"
    permalink = public_address + item_path(item_type, item.id)
    rows = _ROWS[item_type]
    capture = session.execute(
        select(SnapshotRow.fetched_at, SnapshotRow.payload_digest)
        .join(rows, rows.snapshot_id == SnapshotRow.id)
        .where(rows.id == item.id)
    ).first()
    return Kept(permalink, capture[0], capture[1]) if capture else Kept(permalink)
