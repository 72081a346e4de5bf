"""The tables of attachments: files that items offer, with the text that was read in them."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table


class AttachmentRow(Table):
    """A file that items offer: its newest snapshot, and what was read in that.

    `id` follows from the canonical URL as an article's does. The row is there as soon as an item
    offers the file. What was read stays until a newer file has been read.
    """

    __tablename__ = "attachments"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    portal: Mapped[str | None]
    tried_at: Mapped[str | None]  # when it was last asked for; null: never
    failures: Mapped[int]  # how often in a row there was no such file
    snapshot_id: Mapped[int | None]  # the newest one that has the file
    fetched_at: Mapped[str | None]  # when that one was made
    payload_digest: Mapped[str | None]  # that one's: files of one digest are read once
    read_at: Mapped[str | None]  # when that one was read; null: it is still to be read
    media_type: Mapped[str | None]  # what the bytes are (application/pdf), whatever was said
    size: Mapped[int | None]  # bytes
    pages: Mapped[list[Any]]  # the text, page by page (sheet by sheet)
    text_source: Mapped[str | None]  # layer, ocr, mixed, none: how the text was come by
    facts: Mapped[dict[str, Any]]  # of a directive: identifier, issued_on, signer, issuer, …
    failure: Mapped[str | None]  # why there is no file, or no (whole) text of it, in words
    __table_args__ = (
        Index("ix_attachments_portal_id", "portal", "id"),
        Index("ix_attachments_snapshot_id", "snapshot_id"),
        Index("ix_attachments_payload_digest", "payload_digest"),
        Index("ix_attachments_read_at_payload_digest", "read_at", "payload_digest"),
    )


class AttachmentUseRow(Table):
    """That an item's current version offers a file, as the `position`th, from 0."""

    __tablename__ = "attachment_uses"
    attachment_id: Mapped[str] = mapped_column(primary_key=True)
    item_type: Mapped[str] = mapped_column(primary_key=True)  # NewsArticle, Legislation
    item_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    __table_args__ = (Index("ix_attachment_uses_item_type_item_id", "item_type", "item_id"),)
