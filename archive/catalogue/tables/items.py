"""The tables of items: articles with their mentions, and the entries of registers."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table


class ArticleRow(Table):
    """An article as it stands now."""

    __tablename__ = "articles"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    portal: Mapped[str | None]
    province: Mapped[str | None]
    department: Mapped[str | None]
    section: Mapped[str | None]
    headline: Mapped[str]
    lead: Mapped[str | None]
    body: Mapped[list[Any]]
    author: Mapped[str | None]
    source: Mapped[str | None]
    date_published: Mapped[str | None]
    date_modified: Mapped[str | None]
    first_seen: Mapped[str]
    last_seen: Mapped[str]
    gone_since: Mapped[str | None]
    views: Mapped[int | None]
    attachments: Mapped[list[Any]]
    language: Mapped[str | None]
    provenance: Mapped[dict[str, Any]]
    content_digest: Mapped[str]  # of archive.items.versioned_content
    version: Mapped[int]  # the number of the current version, from 1
    snapshot_id: Mapped[int | None]  # the snapshot that the current version was read from
    __table_args__ = (
        Index("ix_articles_portal_date_published", "portal", "date_published"),
        Index("ix_articles_date_published", "date_published"),
        Index("ix_articles_url", "url"),
        Index("ix_articles_department", "department"),
    )


class ArticleVersionRow(Table):
    """An article as it stood once. The current version has a row here too, the last one.

    `number` counts from 1 in order of time: an older capture that comes late moves later ones up.
    """

    __tablename__ = "article_versions"
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[str]  # when it was first seen so
    last_seen: Mapped[str | None]  # when it was last seen so; null: the article's last_seen tells
    content_digest: Mapped[str]
    content: Mapped[dict[str, Any]]  # archive.items.versioned_content
    snapshot_id: Mapped[int | None]  # the snapshot it was read from, if there is one
    made_by: Mapped[str | None]  # what made it differ: rules, import; null: the portal


class ArticleAliasRow(Table):
    """Another address under which an article is known, and the id that it would give."""

    __tablename__ = "article_aliases"
    alias_id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    __table_args__ = (Index("ix_article_aliases_article_id", "article_id"),)


class LegislationRow(Table):
    """An entry of a portal's register of documents, as it stands now."""

    __tablename__ = "legislation"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    portal: Mapped[str | None]
    province: Mapped[str | None]
    identifier: Mapped[str | None]
    document_type: Mapped[str | None]
    issuer: Mapped[str | None]
    signer: Mapped[str | None]
    issued_on: Mapped[str | None]
    effective_on: Mapped[str | None]
    status: Mapped[str | None]
    title: Mapped[str | None]
    attachments: Mapped[list[Any]]
    first_seen: Mapped[str]
    last_seen: Mapped[str]
    gone_since: Mapped[str | None]
    provenance: Mapped[dict[str, Any]]
    content_digest: Mapped[str]  # of archive.items.versioned_legislation
    version: Mapped[int]  # the number of the current version, from 1
    snapshot_id: Mapped[int | None]  # the snapshot that the current version was read from
    stated_key: Mapped[str | None]  # these three as in mentions
    waiting_for: Mapped[str | None]
    document_key: Mapped[str | None]
    __table_args__ = (
        Index("ix_legislation_document_key", "document_key"),
        Index(
            "ix_legislation_waiting_for_stated_key_document_key",
            *("waiting_for", "stated_key", "document_key"),
        ),
        Index("ix_legislation_portal_id", "portal", "id"),
    )


class LegislationVersionRow(Table):
    """An entry of a register as it stood once: as an article's versions are kept."""

    __tablename__ = "legislation_versions"
    legislation_id: Mapped[str] = mapped_column(ForeignKey("legislation.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[str]
    last_seen: Mapped[str | None]
    content_digest: Mapped[str]
    content: Mapped[dict[str, Any]]  # archive.items.versioned_legislation
    snapshot_id: Mapped[int | None]
    made_by: Mapped[str | None]


class MentionRow(Table):
    """One reference to a document in the current version of an article.

    `stated_key` is the document's key as far as its own article tells it. Where that leaves the
    body or the year open, the mention may mean any document of the number `waiting_for`, and
    `document_key` is the one that it can only mean, if there is one, or else the stated key.
    `relating` is how the text says that this document stands to others it names, each the fields of
    an `archive.items.Relating`; null if it says nothing.
    """

    __tablename__ = "mentions"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"))
    field: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    kind: Mapped[str]
    type: Mapped[str | None]
    number: Mapped[str | None]
    symbol: Mapped[str | None]
    identifier: Mapped[str | None]
    law_year: Mapped[int | None]
    issuer: Mapped[str | None]
    issued_on: Mapped[str | None]
    provisions: Mapped[list[Any]]
    relation: Mapped[str]
    relation_role: Mapped[str | None]
    relating: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    stated_key: Mapped[str | None]
    waiting_for: Mapped[str | None]
    document_key: Mapped[str | None]  # what it resolves to; null: not resolved (yet)
    __table_args__ = (
        Index("ix_mentions_article_id", "article_id"),
        Index("ix_mentions_document_key_article_id", "document_key", "article_id"),
        # what a document's mentions tell is counted from this alone
        Index(
            "ix_mentions_document_key_relation_issued_on_type",
            *("document_key", "relation", "issued_on", "type"),
        ),
        Index(
            "ix_mentions_waiting_for_stated_key_document_key",
            *("waiting_for", "stated_key", "document_key"),
        ),
    )
