"""What the catalogue keeps about one article, gathered for its pages and its JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.histories import ItemVersion, article_versions
from archive.catalogue.offered_files import OfferedFile, offered_files
from archive.catalogue.tables import ArticleRow, DocumentRow, MentionRow, PortalRow, SnapshotRow
from archive.items import READING_ORDER

#: So many captures of an article are named on its page; the JSON API has them all.
MOST_CAPTURES = 30


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article with its mentions, the documents they resolve to, its captures and its files."""

    row: ArticleRow
    mentions: list[MentionRow]
    documents: dict[str, DocumentRow]
    snapshot: SnapshotRow | None
    versions: list[ItemVersion]  # the newest first
    portal: PortalRow | None
    files: list[OfferedFile]
    captures: list[SnapshotRow]  # the newest first, as many as a page shows

    def mentions_in(self, field: str) -> list[MentionRow]:
        """The mentions in one field of the article."""
        return [mention for mention in self.mentions if mention.field == field]

    def document_of(self, mention: MentionRow) -> DocumentRow | None:
        """The document that a mention resolves to, if it does."""
        return self.documents.get(mention.document_key or "")

    def cited(self) -> list[tuple[DocumentRow, list[MentionRow]]]:
        """The documents mentioned, in the order of their first mention, each with its mentions."""
        found: dict[str, list[MentionRow]] = {}
        for mention in self.mentions:
            if mention.document_key in self.documents:
                found.setdefault(mention.document_key, []).append(mention)
        return [(self.documents[key], mentions) for key, mentions in found.items()]


def article_record(session: Session, article_id: str) -> ArticleRecord | None:
    """Everything about the article with exactly this id."""
    row = session.get(ArticleRow, article_id)
    if row is None:
        return None
    mentions = sorted(
        session.scalars(select(MentionRow).where(MentionRow.article_id == article_id)),
        key=lambda mention: (READING_ORDER[mention.field], mention.start),
    )
    keys = {mention.document_key for mention in mentions if mention.document_key}
    documents = session.scalars(select(DocumentRow).where(DocumentRow.key.in_(keys)))
    return ArticleRecord(
        row=row,
        mentions=mentions,
        documents={document.key: document for document in documents},
        snapshot=session.get(SnapshotRow, row.snapshot_id) if row.snapshot_id else None,
        versions=article_versions(session, article_id)[::-1],
        portal=session.get(PortalRow, row.portal) if row.portal else None,
        files=offered_files(session, "NewsArticle", {row.id: row.attachments})[row.id],
        captures=list(
            session.scalars(
                select(SnapshotRow)
                .where(SnapshotRow.article_id == article_id)
                .order_by(SnapshotRow.fetched_at.desc(), SnapshotRow.id.desc())
                .limit(MOST_CAPTURES)
            )
        ),
    )


def versions_json(versions: Iterable[ItemVersion]) -> dict[str, Any]:
    """The object of `/api/v1/articles/{id}/versions`, and of a register entry's."""
    return {
        "versions": [
            {
                "number": version.number,
                "seen_at": version.seen_at,
                "last_seen": version.last_seen,
                "content_digest": version.content_digest,
                "snapshot": version.snapshot_id,
                "content": version.content,
            }
            for version in versions
        ]
    }


def snapshots_json(rows: Iterable[SnapshotRow]) -> dict[str, Any]:
    """The object of `/api/v1/articles/{id}/snapshots`, and of a register entry's."""
    return {"snapshots": [snapshot_json(row) for row in rows]}


def snapshot_json(row: SnapshotRow) -> dict[str, Any]:
    """One capture as the JSON API gives it."""
    return {
        "id": row.id,
        "url": row.url,
        "fetched_at": row.fetched_at,
        "status": row.status,
        "content_type": row.content_type,
        "payload_digest": row.payload_digest,
        "record_type": row.record_type,
        "record_id": row.record_id,
        "warc": row.warc,
        "offset": row.offset,
        "length": row.length,
        "refers_to": row.refers_to,
    }
