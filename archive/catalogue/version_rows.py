"""The rows of an article's versions, read and rewritten."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleVersionRow, core
from archive.catalogue.versioning import Version

_TABLE = core(ArticleVersionRow)
_OF_ARTICLE = _TABLE.c.article_id == bindparam("of_article")
_LATER = _OF_ARTICLE & (_TABLE.c.number > bindparam("above"))
_VERSIONS = (
    select(
        _TABLE.c.seen_at,
        _TABLE.c.last_seen,
        _TABLE.c.content_digest,
        _TABLE.c.snapshot_id,
        _TABLE.c.number,
    )
    .where(_OF_ARTICLE)
    .order_by(_TABLE.c.number)
)
_CONTENTS = select(_TABLE.c.number, _TABLE.c.content).where(_LATER)
_DELETE = delete(_TABLE).where(_LATER)
_INSERT = insert(_TABLE)


def read_versions(session: Session, article_id: str, last_seen: str) -> list[Version]:
    """The versions of an article in order of time; the current one was last seen at `last_seen`."""
    rows = session.execute(_VERSIONS, {"of_article": article_id})
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
    contents: dict[int, Mapping[str, Any]] = {}
    if len(old) > kept:
        later = {"of_article": article_id, "above": kept}
        contents = {row.number: row.content for row in session.execute(_CONTENTS, later)}
        session.execute(_DELETE, later)
    rows = [
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
    ]
    session.execute(_INSERT, rows)
