"""The tables of attachments: files that items offer, with the text that was read in them."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table


class AttachmentRow(Table):
    """A file that items offer, as it was last fetched; where it never was, `failure` says why.

    `id` follows from the canonical URL as an article's does.
    """

    __tablename__ = "attachments"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    portal: Mapped[str | None]
    snapshot_id: Mapped[int | None]  # the newest one that has the file
    fetched_at: Mapped[str | None]
    media_type: Mapped[str | None]  # what the bytes are (application/pdf), whatever was said
    size: Mapped[int | None]  # bytes
    payload_digest: Mapped[str | None]
    pages: Mapped[list[Any]]  # the text, page by page (sheet by sheet)
    text_source: Mapped[str | None]  # layer, ocr, none: how the text was come by
    facts: Mapped[dict[str, Any]]  # of a directive: identifier, issued_on, signer, issuer
    failure: Mapped[str | None]  # why there is no file, or no text of it, in words
    __table_args__ = (
        Index("ix_attachments_portal_id", "portal", "id"),
        Index("ix_attachments_snapshot_id", "snapshot_id"),
    )


class AttachmentUseRow(Table):
    """That an item's current version offers a file."""

    __tablename__ = "attachment_uses"
    attachment_id: Mapped[str] = mapped_column(primary_key=True)
    item_type: Mapped[str] = mapped_column(primary_key=True)  # NewsArticle, Legislation
    item_id: Mapped[str] = mapped_column(primary_key=True)
    __table_args__ = (Index("ix_attachment_uses_item_type_item_id", "item_type", "item_id"),)
