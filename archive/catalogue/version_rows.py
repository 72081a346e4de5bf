"""The rows of an article's versions, read and rewritten."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleVersionRow
from archive.catalogue.versioning import Version


def read_versions(session: Session, article_id: str, last_seen: str) -> list[Version]:
    """The versions of an article in order of time; the current one was last seen at `last_seen`."""
    rows = session.execute(
        select(
            ArticleVersionRow.seen_at,
            ArticleVersionRow.last_seen,
            ArticleVersionRow.content_digest,
            ArticleVersionRow.snapshot_id,
            ArticleVersionRow.number,
        )
        .where(ArticleVersionRow.article_id == article_id)
        .order_by(ArticleVersionRow.number)
    )
    return [
        Version(first, last or last_seen, digest, snapshot_id, number)
        for first, last, digest, snapshot_id, number in rows
    ]


def write_versions(
    session: Session,
    article_id: str,
    old: Sequence[Version],
    new: Sequence[Version],
    extracted: Mapping[str, Any],
) -> None:
    """Let an article have the versions `new` in place of `old`.

    `extracted` is the content of those that have no origin.
    """
    kept = 0
    while kept < min(len(old), len(new)) - 1 and old[kept] == new[kept]:
        kept += 1
    later = (
        ArticleVersionRow.article_id == article_id,
        ArticleVersionRow.number > kept,
    )
    contents: dict[int, dict[str, Any]] = {}
    if len(old) > kept:
        columns = select(ArticleVersionRow.number, ArticleVersionRow.content)
        contents = dict(session.execute(columns.where(*later)).all())
        session.execute(
            delete(ArticleVersionRow).where(*later),
            execution_options={"synchronize_session": False},
        )
    session.execute(
        insert(ArticleVersionRow),
        [
            {
                "article_id": article_id,
                "number": number,
                "seen_at": version.first,
                "last_seen": version.last if number < len(new) else None,
                "content_digest": version.digest,
                "content": extracted if version.origin is None else contents[version.origin],
                "snapshot_id": version.snapshot_id,
            }
            for number, version in enumerate(new[kept:], kept + 1)
        ],
    )
