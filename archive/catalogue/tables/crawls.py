"""The tables of the catalogue itself, of portals, their runs and their snapshots."""

from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table

_UNFINISHED = text("finished_at IS NULL")


class CatalogueInfo(Table):
    """One row: which catalogue this is, and which rules found its mentions.

    An index remembers `uuid`, so as to be fed from no other.
    """

    __tablename__ = "catalogue_info"
    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    created_at: Mapped[str]
    finder_version: Mapped[int]  # of the rules that found the mentions of every article
    # the version that is being brought to every article, and the last article that it has reached
    refresh_version: Mapped[int | None]
    refresh_place: Mapped[str | None]


class PortalRow(Table):
    """A portal as loaded from its file (or edited): `definition` is the whole portal file.

    `verified_at` is when a page of the real portal was last read well (`congtin portals check`).
    """

    __tablename__ = "portals"
    name: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    province: Mapped[str | None]
    department: Mapped[str | None]
    platform: Mapped[str]
    definition: Mapped[dict[str, Any]]
    updated_at: Mapped[str]
    verified_at: Mapped[str | None]


class RunRow(Table):
    """One crawl, re-extraction or back-fill of one portal, with what came of it.

    `host`, `pid` and `updated_at` tell a run that still goes on from one whose process was killed.
    """

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    portal: Mapped[str]
    kind: Mapped[str]  # crawl, extract, backfill
    started_at: Mapped[str]
    finished_at: Mapped[str | None]
    outcome: Mapped[str | None]  # finished, empty, blocked, failed, interrupted; null: it runs
    counts: Mapped[dict[str, Any]]  # pages, new, changed, unchanged, failed, skipped, errors
    # what a crawl met, for its health: archive.health.Observed; null: it did not say
    observed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    judged: Mapped[str | None]  # what was said of its health, see archive.catalogue.health
    reason: Mapped[str | None]
    host: Mapped[str]
    pid: Mapped[int]
    updated_at: Mapped[str]  # the last sign of life
    __table_args__ = (
        Index("ix_runs_portal_started_at", "portal", "started_at"),
        # each crawl that begins looks for those that were cut short, among a year's million
        Index("ix_runs_unfinished", "id", sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED),
    )


class PortalHealthRow(Table):
    """How healthy a portal was when it was last looked at.

    `told_mail` and `told_webhook` are what those who are to know were last told by each.
    """

    __tablename__ = "portal_health"
    portal: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]  # archive.health.STATES
    reasons: Mapped[list[Any]]  # archive.health.Reason, the gravest first
    proposal: Mapped[str | None]  # the change to make to the portal file
    judged_at: Mapped[str]
    since: Mapped[str]  # since when it is healthy, or is not
    told_mail: Mapped[str | None]  # healthy, unhealthy; null: nothing yet
    told_webhook: Mapped[str | None]


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
    etag: Mapped[str | None]  # the validators it came with, to ask again by (RFC 9110, section 8.8)
    last_modified: Mapped[str | None]
    source: Mapped[str | None]  # the file or web archive that a capture by others came from
    # article, legislation, listing, attachment, asset, login, error, …; null: not looked at
    kind: Mapped[str | None]
    article_id: Mapped[str | None]  # the article extracted from it
    legislation_id: Mapped[str | None]  # the entry whose own page it is
    failure: Mapped[str | None]  # why extraction failed, in words
    __table_args__ = (
        UniqueConstraint("warc", "offset"),
        Index("ix_snapshots_url_fetched_at", "url", "fetched_at"),
        Index("ix_snapshots_payload_digest", "payload_digest"),
        Index("ix_snapshots_article_id", "article_id"),
        Index("ix_snapshots_legislation_id", "legislation_id"),
        Index("ix_snapshots_portal_fetched_at_id", "portal", "fetched_at", "id"),
    )
