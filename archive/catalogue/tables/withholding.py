"""The table of what is withheld from readers, and was."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table

_IN_FORCE = text("lifted_at IS NULL")


class WithheldRow(Table):
    """That something is taken out of readers' sight: why, since when, by whom; and until when.

    Rows are only ever added and lifted: what was withheld once stays on record.
    """

    __tablename__ = "withheld"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # article, legislation, document, snapshot
    item_id: Mapped[str]  # an id, a document's key, a snapshot's number
    reason: Mapped[str]
    withheld_at: Mapped[str]
    withheld_by: Mapped[str]
    lifted_at: Mapped[str | None]
    lifted_by: Mapped[str | None]
    lift_reason: Mapped[str | None]
    __table_args__ = (
        Index(
            "ix_withheld_in_force",
            *("kind", "item_id"),
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
    )
