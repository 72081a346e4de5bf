"""Every table, as the catalogue began."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: 64 bits; SQLite counts up by itself only in a column called INTEGER.
INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

#: Compared byte by byte, as SQLite always does.
BYTEWISE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("portal", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("date_published", sa.Text(), nullable=True),
        sa.Column("date_modified", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=False),
        sa.Column("gone_since", sa.Text(), nullable=True),
        sa.Column("views", INTEGER, nullable=True),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("provenance", sa.JSON(), nullable=False),
        sa.Column("content_digest", sa.Text(), nullable=False),
        sa.Column("version", INTEGER, nullable=False),
        sa.Column("snapshot_id", INTEGER, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_articles_date_published", "articles", ["date_published"], unique=False)
    op.create_index(
        "ix_articles_portal_date_published", "articles", ["portal", "date_published"], unique=False
    )
    op.create_index("ix_articles_department", "articles", ["department"], unique=False)
    op.create_index("ix_articles_url", "articles", ["url"], unique=False)
    op.create_table(
        "catalogue_info",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("finder_version", INTEGER, nullable=False),
        sa.Column("refresh_version", INTEGER, nullable=True),
        sa.Column("refresh_place", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "changes",
        sa.Column("sequence", INTEGER, nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_changes_added",
        "changes",
        ["item_type", "item_id"],
        unique=False,
        sqlite_where=sa.text("kind = 'added'"),
        postgresql_where=sa.text("kind = 'added'"),
    )
    op.create_table(
        "consumers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sequence", INTEGER, nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "document_departures",
        sa.Column("old_key", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("old_key", "key"),
    )
    op.create_table(
        "document_redirects",
        sa.Column("old_key", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("old_key"),
    )
    op.create_table(
        "postponed_documents",
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "silent_changes",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("number", INTEGER, nullable=True),
        sa.Column("portal", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("excerpts", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("portal", "province", "department", "kind"):
        op.create_index(
            f"ix_silent_changes_{name}_at_id", "silent_changes", [name, "at", "id"], unique=False
        )
    op.create_index("ix_silent_changes_at_id", "silent_changes", ["at", "id"], unique=False)
    op.create_index(
        "ix_silent_changes_item_type_item_id",
        "silent_changes",
        ["item_type", "item_id"],
        unique=False,
    )
    op.create_table(
        "stale_documents",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("stated_key", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_stale_documents_item_type_item_id",
        "stale_documents",
        ["item_type", "item_id"],
        unique=False,
    )
    op.create_table(
        "documents",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=True),
        sa.Column("identifier_folded", BYTEWISE, nullable=True),
        sa.Column("document_type", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("body_name", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("year", INTEGER, nullable=True),
        sa.Column("issued_on", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(
        "ix_documents_identifier_folded", "documents", ["identifier_folded"], unique=False
    )
    op.create_index(
        "ix_documents_body_document_type_year",
        "documents",
        ["body", "document_type", "year"],
        unique=False,
    )
    op.create_index(
        "ix_documents_document_type_year_issued_on",
        "documents",
        ["document_type", "year", "issued_on"],
        unique=False,
    )
    op.create_index("ix_documents_year_issued_on", "documents", ["year", "issued_on"], unique=False)
    op.create_table(
        "portals",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("verified_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("portal", sa.Text(), nullable=True),
        sa.Column("tried_at", sa.Text(), nullable=True),
        sa.Column("failures", INTEGER, nullable=False),
        sa.Column("snapshot_id", INTEGER, nullable=True),
        sa.Column("fetched_at", sa.Text(), nullable=True),
        sa.Column("payload_digest", sa.Text(), nullable=True),
        sa.Column("read_at", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("size", INTEGER, nullable=True),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("text_source", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_attachments_portal_id", "attachments", ["portal", "id"], unique=False)
    op.create_index("ix_attachments_snapshot_id", "attachments", ["snapshot_id"], unique=False)
    op.create_index(
        "ix_attachments_payload_digest", "attachments", ["payload_digest"], unique=False
    )
    op.create_index(
        "ix_attachments_read_at_payload_digest",
        "attachments",
        ["read_at", "payload_digest"],
        unique=False,
    )
    op.create_table(
        "attachment_uses",
        sa.Column("attachment_id", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("position", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("attachment_id", "item_type", "item_id"),
    )
    op.create_index(
        "ix_attachment_uses_item_type_item_id",
        "attachment_uses",
        ["item_type", "item_id"],
        unique=False,
    )
    op.create_table(
        "runs",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("observed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("judged", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", INTEGER, nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_runs_portal_started_at", "runs", ["portal", "started_at"], unique=False)
    op.create_index(
        "ix_runs_unfinished",
        "runs",
        ["id"],
        unique=False,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "withheld",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withheld_at", sa.Text(), nullable=False),
        sa.Column("withheld_by", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.Text(), nullable=True),
        sa.Column("lifted_by", sa.Text(), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_withheld_in_force",
        "withheld",
        ["kind", "item_id"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "portal_health",
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("judged_at", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("told_mail", sa.Text(), nullable=True),
        sa.Column("told_webhook", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("portal"),
    )
    op.create_table(
        "snapshots",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("run_id", INTEGER, nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.Text(), nullable=False),
        sa.Column("status", INTEGER, nullable=False),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("payload_digest", sa.Text(), nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("warc", sa.Text(), nullable=False),
        sa.Column("offset", INTEGER, nullable=False),
        sa.Column("length", INTEGER, nullable=False),
        sa.Column("refers_to", INTEGER, nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("legislation_id", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("warc", "offset"),
    )
    op.create_index("ix_snapshots_article_id", "snapshots", ["article_id"], unique=False)
    op.create_index("ix_snapshots_legislation_id", "snapshots", ["legislation_id"], unique=False)
    op.create_index("ix_snapshots_payload_digest", "snapshots", ["payload_digest"], unique=False)
    op.create_index(
        "ix_snapshots_portal_fetched_at_id",
        "snapshots",
        ["portal", "fetched_at", "id"],
        unique=False,
    )
    op.create_index("ix_snapshots_url_fetched_at", "snapshots", ["url", "fetched_at"], unique=False)
    op.create_table(
        "article_aliases",
        sa.Column("alias_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("alias_id"),
    )
    op.create_index(
        "ix_article_aliases_article_id", "article_aliases", ["article_id"], unique=False
    )
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("number", INTEGER, nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=True),
        sa.Column("content_digest", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("snapshot_id", INTEGER, nullable=True),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("article_id", "number"),
    )
    op.create_table(
        "kept_tokens",
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("text_digest", sa.Text(), nullable=False),
        sa.Column("analyzer_version", sa.Text(), nullable=False),
        sa.Column("tokens", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("item_type", "item_id"),
    )
    op.create_table(
        "legislation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("portal", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("identifier", sa.Text(), nullable=True),
        sa.Column("document_type", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Text(), nullable=True),
        sa.Column("effective_on", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=False),
        sa.Column("gone_since", sa.Text(), nullable=True),
        sa.Column("provenance", sa.JSON(), nullable=False),
        sa.Column("content_digest", sa.Text(), nullable=False),
        sa.Column("version", INTEGER, nullable=False),
        sa.Column("snapshot_id", INTEGER, nullable=True),
        sa.Column("stated_key", sa.Text(), nullable=True),
        sa.Column("waiting_for", sa.Text(), nullable=True),
        sa.Column("document_key", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_legislation_document_key", "legislation", ["document_key"], unique=False)
    op.create_index("ix_legislation_portal_id", "legislation", ["portal", "id"], unique=False)
    op.create_index(
        "ix_legislation_waiting_for_stated_key_document_key",
        "legislation",
        ["waiting_for", "stated_key", "document_key"],
        unique=False,
    )
    op.create_table(
        "legislation_versions",
        sa.Column("legislation_id", sa.Text(), nullable=False),
        sa.Column("number", INTEGER, nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=True),
        sa.Column("content_digest", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("snapshot_id", INTEGER, nullable=True),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["legislation_id"],
            ["legislation.id"],
        ),
        sa.PrimaryKeyConstraint("legislation_id", "number"),
    )
    op.create_table(
        "mentions",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("start", INTEGER, nullable=False),
        sa.Column("end", INTEGER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("symbol", sa.Text(), nullable=True),
        sa.Column("identifier", sa.Text(), nullable=True),
        sa.Column("law_year", INTEGER, nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Text(), nullable=True),
        sa.Column("provisions", sa.JSON(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("relation_role", sa.Text(), nullable=True),
        sa.Column("relating", sa.JSON(), nullable=True),
        sa.Column("stated_key", sa.Text(), nullable=True),
        sa.Column("waiting_for", sa.Text(), nullable=True),
        sa.Column("document_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_mentions_article_id", "mentions", ["article_id"], unique=False)
    op.create_index(
        "ix_mentions_document_key_article_id",
        "mentions",
        ["document_key", "article_id"],
        unique=False,
    )
    op.create_index(
        "ix_mentions_waiting_for_stated_key_document_key",
        "mentions",
        ["waiting_for", "stated_key", "document_key"],
        unique=False,
    )
    op.create_index(
        "ix_mentions_document_key_relation_issued_on_type",
        "mentions",
        ["document_key", "relation", "issued_on", "type"],
        unique=False,
    )
    op.create_table(
        "saved_searches",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.Text(), nullable=True),
        sa.Column("paused_at", sa.Text(), nullable=True),
        sa.Column("pause_reason", sa.Text(), nullable=True),
        sa.Column("start_sequence", INTEGER, nullable=True),
        sa.Column("start_moment", sa.Text(), nullable=True),
        sa.Column("looked_to", INTEGER, nullable=True),
        sa.Column("looked_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    op.create_index("ix_saved_searches_address", "saved_searches", ["address"], unique=False)
    op.create_table(
        "alerts",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("saved_search_id", INTEGER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("attempts", INTEGER, nullable=False),
        sa.Column("next_attempt_at", sa.Text(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["saved_search_id"], ["saved_searches.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(
        "ix_alerts_state_next_attempt_at", "alerts", ["state", "next_attempt_at"], unique=False
    )
    op.create_index(
        "ix_alerts_saved_search_id_state", "alerts", ["saved_search_id", "state"], unique=False
    )
    op.create_table(
        "alert_matches",
        sa.Column("saved_search_id", INTEGER, nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("alert_id", INTEGER, nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"]),
        sa.ForeignKeyConstraint(["saved_search_id"], ["saved_searches.id"]),
        sa.PrimaryKeyConstraint("saved_search_id", "item_type", "item_id"),
    )
    op.create_index("ix_alert_matches_alert_id", "alert_matches", ["alert_id"], unique=False)
    op.create_table(
        "schedules",
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("timetable", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=True),
        sa.Column("paused_at", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("portal"),
    )
    op.create_index("ix_schedules_due_at", "schedules", ["due_at"], unique=False)
    op.create_table(
        "group_schedules",
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("timetable", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("field", "value"),
    )
    op.create_table(
        "jobs",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=False),
        sa.Column("attempts", INTEGER, nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("beat_at", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.Column("stop_asked_by", sa.Text(), nullable=True),
        sa.Column("log", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_jobs_state_due_at", "jobs", ["state", "due_at"], unique=False)
    for name, columns, where in (
        ("ix_jobs_waiting", ["kind", "subject"], "state = 'waiting'"),
        ("ix_jobs_running", ["lane"], "state = 'running'"),
    ):
        op.create_index(
            name,
            "jobs",
            columns,
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    op.create_table(
        "users",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("locked_at", sa.Text(), nullable=True),
        sa.Column("signed_in_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("user_id", INTEGER, nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("used_at", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("token_digest"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"], unique=False)
    op.create_table(
        "portal_files",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("name_digest", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sign_in_attempts_at", "sign_in_attempts", ["at"], unique=False)
    op.create_table(
        "audit_log",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_log_subject", "audit_log", ["subject"], unique=False)
