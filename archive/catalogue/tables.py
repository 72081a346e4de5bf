"""Every table of the catalogue, on SQLite and on PostgreSQL alike.

Moments are text in ISO 8601, UTC, to the second (`2026-11-23T02:00:00Z`), so that they sort as
text and read the same on both databases. Days and the pages' own dates are text as items have them.
"""

from typing import Any, cast

import sqlalchemy
from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """What all tables share: how Python types become columns."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own name for it)
        str: Text,
        # 64 bits everywhere; SQLite counts up by itself only in a column called INTEGER
        int: BigInteger().with_variant(Integer(), "sqlite"),
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def core(table: type[Table]) -> sqlalchemy.Table:
    """The table itself, for statements that are made once and run a million times, without the ORM.

    Objects that a session has loaded do not learn what such statements change.
    """
    return cast("sqlalchemy.Table", table.__table__)


class CatalogueInfo(Table):
    """One row: which catalogue this is, and which rules found its mentions.

    An index remembers `uuid`, so as to be fed from no other.
    """

    __tablename__ = "catalogue_info"
    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    created_at: Mapped[str]
    finder_version: Mapped[str]  # of the rules that found the mentions of every article
    # the version that is being brought to every article, and the last article that it has reached
    refresh_version: Mapped[str | None]
    refresh_place: Mapped[str | None]


class PortalRow(Table):
    """A portal as loaded from its file (or edited): `definition` is the whole portal file."""

    __tablename__ = "portals"
    name: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    province: Mapped[str | None]
    department: Mapped[str | None]
    platform: Mapped[str]
    definition: Mapped[dict[str, Any]]
    updated_at: Mapped[str]


class RunRow(Table):
    """One crawl or one re-extraction of one portal, with what came of it.

    `host`, `pid` and `updated_at` tell a run that still goes on from one whose process was killed.
    """

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    portal: Mapped[str]
    kind: Mapped[str]  # crawl, extract
    started_at: Mapped[str]
    finished_at: Mapped[str | None]
    outcome: Mapped[str | None]  # finished, empty, failed, interrupted; null while it runs
    counts: Mapped[dict[str, Any]]  # pages, new, changed, unchanged, failed, skipped, errors
    reason: Mapped[str | None]
    host: Mapped[str]
    pid: Mapped[int]
    updated_at: Mapped[str]  # the last sign of life
    __table_args__ = (Index("ix_runs_portal_started_at", "portal", "started_at"),)


class SnapshotRow(Table):
    """One response as archived: where its WARC record is, and what the page turned out to be."""

    __tablename__ = "snapshots"
    id: Mapped[int] = mapped_column(primary_key=True)
    portal: Mapped[str]
    run_id: Mapped[int | None]
    url: Mapped[str]
    fetched_at: Mapped[str]
    status: Mapped[int]
    content_type: Mapped[str | None]
    payload_digest: Mapped[str]  # sha256:… of the payload as it came over the wire, in base32
    record_type: Mapped[str]  # response, revisit
    record_id: Mapped[str]  # WARC-Record-ID, <urn:uuid:…>
    warc: Mapped[str]  # the file's name below the archive's URL
    offset: Mapped[int]  # bytes from the start of the file
    length: Mapped[int]  # bytes of the compressed record
    refers_to: Mapped[int | None]  # for a revisit: the snapshot that has the payload
    kind: Mapped[
        str | None
    ]  # article, listing, asset, login, error, robots, …; null: not looked at
    article_id: Mapped[str | None]  # the article extracted from it
    failure: Mapped[str | None]  # why extraction failed, in words
    __table_args__ = (
        UniqueConstraint("warc", "offset"),
        Index("ix_snapshots_url_fetched_at", "url", "fetched_at"),
        Index("ix_snapshots_payload_digest", "payload_digest"),
        Index("ix_snapshots_article_id", "article_id"),
        Index("ix_snapshots_portal_fetched_at_id", "portal", "fetched_at", "id"),
    )


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
        Index("ix_legislation_waiting_for", "waiting_for"),
        Index("ix_legislation_portal", "portal"),
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


class MentionRow(Table):
    """One reference to a document in the current version of an article.

    `stated_key` is the document's key as far as its own article tells it. Where that leaves the
    body or the year open, the mention may mean any document of the number `waiting_for`, and
    `document_key` is the one that it can only mean, if there is one, or else the stated key.
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
    stated_key: Mapped[str | None]
    waiting_for: Mapped[str | None]
    document_key: Mapped[str | None]  # what it resolves to; null: not resolved (yet)
    __table_args__ = (
        Index("ix_mentions_article_id", "article_id"),
        Index("ix_mentions_document_key_article_id", "document_key", "article_id"),
        Index(
            "ix_mentions_waiting_for_stated_key_document_key",
            *("waiting_for", "stated_key", "document_key"),
        ),
        Index("ix_mentions_identifier", "identifier"),
    )


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
        Index("ix_documents_identifier", "identifier"),
        Index("ix_documents_identifier_folded", "identifier_folded"),
    )


class DocumentRedirectRow(Table):
    """A key that turned out to be another document's."""

    __tablename__ = "document_redirects"
    old_key: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]


class StaleDocumentRow(Table):
    """A document that lost what it had of an item: what is known of it has to be gathered anew."""

    __tablename__ = "stale_documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    item_type: Mapped[str]
    item_id: Mapped[str]


class ChangeRow(Table):
    """The change log: items whose index document is no longer true, in order of `sequence`."""

    __tablename__ = "changes"
    sequence: Mapped[int] = mapped_column(primary_key=True)
    item_type: Mapped[str]  # NewsArticle, Legislation
    item_id: Mapped[str]
    kind: Mapped[str]  # recorded (content or metadata), resolved (its documents), deleted
    at: Mapped[str]
    # a number is never given twice, not even after the last row was deleted
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy's own name for it)


class ConsumerRow(Table):
    """How far a reader of the change log has come (the index keeps its own place itself)."""

    __tablename__ = "consumers"
    name: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]
