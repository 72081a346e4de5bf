"""Where the archive keeps an article, and what it has of it: citations say it beside the source."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, SnapshotRow
from archive.permalinks import item_path


@dataclass(frozen=True, slots=True)
class Kept:
    """The archive's own page of an article, and the capture that it was read from.

    `fetched_at`, a moment in UTC, and `digest`, of the payload, are null without a capture.
    """

    permalink: str
    fetched_at: str | None = None
    digest: str | None = None


def article_kept(session: Session, article_id: str, public_address: str) -> Kept:
    """Where the article of this id is kept, in the archive that is shown at `public_address`."""
    permalink = public_address + item_path("NewsArticle", article_id)
    capture = session.execute(
        select(SnapshotRow.fetched_at, SnapshotRow.payload_digest)
        .join(ArticleRow, ArticleRow.snapshot_id == SnapshotRow.id)
        .where(ArticleRow.id == article_id)
    ).first()
    return Kept(permalink, capture[0], capture[1]) if capture else Kept(permalink)
