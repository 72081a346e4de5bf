"""The table of what portals changed in items after publication, or took away."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table


class SilentChangeRow(Table):
    """A version of an item that its portal made of the one before, or that the item was gone.

    Kept beside the versions (`archive.catalogue.silent_changes`), so that the newest of a portal,
    of a province or of a department are read without looking at versions at all.
    """

    __tablename__ = "silent_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_type: Mapped[str]  # NewsArticle, Legislation
    item_id: Mapped[str]
    kind: Mapped[str]  # edited, gone
    at: Mapped[str]  # when the version was first seen, or since when the item was gone
    until: Mapped[str | None]  # when what was gone was there again
    number: Mapped[int | None]  # of the version; null: gone
    portal: Mapped[str | None]
    province: Mapped[str | None]
    department: Mapped[str | None]  # of a register's entry, its issuer
    title: Mapped[str]  # the item's at that time
    excerpts: Mapped[list[Any]]  # archive.catalogue.excerpts, as JSON
    words: Mapped[str]  # archive.catalogue.excerpts.searchable
    __table_args__ = (
        Index("ix_silent_changes_at_id", "at", "id"),
        Index("ix_silent_changes_portal_at_id", "portal", "at", "id"),
        Index("ix_silent_changes_province_at_id", "province", "at", "id"),
        Index("ix_silent_changes_department_at_id", "department", "at", "id"),
        Index("ix_silent_changes_kind_at_id", "kind", "at", "id"),
        Index("ix_silent_changes_item_type_item_id", "item_type", "item_id"),
    )
