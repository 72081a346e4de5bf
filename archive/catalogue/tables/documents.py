"""The tables of documents, and of what has changed since these were gathered."""

from typing import Any

from sqlalchemy import Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table


class DocumentRow(Table):
    """A document that mentions resolve to (DESIGN.md, section 2)."""

    __tablename__ = "documents"
    key: Mapped[str] = mapped_column(primary_key=True)
    identifier: Mapped[str | None]
    # for look-up in any spelling; compared byte by byte, so that what begins alike is a range
    identifier_folded: Mapped[str | None] = mapped_column(
        Text().with_variant(Text(collation="C"), "postgresql")
    )
    document_type: Mapped[str | None]
    body: Mapped[str | None]  # the issuing body's key
    body_name: Mapped[str | None]
    province: Mapped[str | None]
    year: Mapped[int | None]
    issued_on: Mapped[str | None]
    title: Mapped[str | None]
    evidence: Mapped[list[Any]]
    __table_args__ = (
        Index("ix_documents_identifier_folded", "identifier_folded"),
        # documents are browsed by these three, the newest first, and counted from the first alone
        Index("ix_documents_body_document_type_year", "body", "document_type", "year"),
        Index("ix_documents_document_type_year_issued_on", "document_type", "year", "issued_on"),
        Index("ix_documents_year_issued_on", "year", "issued_on"),
    )


class DocumentRedirectRow(Table):
    """A key that turned out to be another document's."""

    __tablename__ = "document_redirects"
    old_key: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]


class DocumentDepartureRow(Table):
    """An item told `old_key` of a document once, and tells `key` of it now.

    These rows are only ever added, so that it does not matter in which order items are resolved.
    """

    __tablename__ = "document_departures"
    old_key: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)


class StaleDocumentRow(Table):
    """A document that lost what it had of an item: what is known of it has to be gathered anew.

    `stated_key` is what the item told by itself of the document.
    """

    __tablename__ = "stale_documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    stated_key: Mapped[str]
    item_type: Mapped[str]
    item_id: Mapped[str]
    __table_args__ = (Index("ix_stale_documents_item_type_item_id", "item_type", "item_id"),)


class PostponedDocumentRow(Table):
    """A document that very many articles mention: written anew once they are all resolved."""

    __tablename__ = "postponed_documents"
    key: Mapped[str] = mapped_column(primary_key=True)


class ChangeRow(Table):
    """The change log: items whose index document is no longer true, in order of `sequence`."""

    __tablename__ = "changes"
    sequence: Mapped[int] = mapped_column(primary_key=True)
    item_type: Mapped[str]  # NewsArticle, Legislation
    item_id: Mapped[str]
    kind: Mapped[str]  # added, recorded (content or metadata), resolved (its documents), deleted
    at: Mapped[str]
    __table_args__ = (
        # whether an item is new is asked of the one row that says so
        Index(
            "ix_changes_added",
            *("item_type", "item_id"),
            sqlite_where=text("kind = 'added'"),
            postgresql_where=text("kind = 'added'"),
        ),
        # a number is never given twice, not even after the last row was deleted
        {"sqlite_autoincrement": True},
    )


class ConsumerRow(Table):
    """How far a reader of the change log has come (the index keeps its own place itself).

    `rules` are digests of the rules that it has read the log by, the newest last.
    """

    __tablename__ = "consumers"
    name: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    rules: Mapped[list[Any]] = mapped_column(default=list)


class KeptTokensRow(Table):
    """What the analyzer made of an item's texts, so that an index is built anew without it.

    True only of texts of this digest, and of this version of the analyzer.
    """

    __tablename__ = "kept_tokens"
    item_type: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)
    text_digest: Mapped[str]
    analyzer_version: Mapped[str]
    tokens: Mapped[bytes]  # packed by whoever indexes
