"""An item as read now, held against what the catalogue has of it as of the same capture."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.articles import find_article_id, get_article
from archive.catalogue.legislation import get_legislation
from archive.catalogue.storing import content_digest, storable
from archive.catalogue.tables import ArticleVersionRow, LegislationVersionRow, SnapshotRow
from archive.items import Article, Legislation, versioned_content, versioned_legislation
from archive.urls import article_id

#: The fields that are different: what the catalogue has, and what was read.
Differences = Mapping[str, tuple[Any, Any]]

#: What readers see of an item beside its content, and what is told of how it was read.
_BESIDE = ("portal", "province", "department", "language", "provenance")


class _Version(Protocol):
    """A row of either table of versions."""

    seen_at: str
    content: Mapping[str, Any]
    content_digest: str
    snapshot_id: int | None


def article_differences(
    session: Session, snapshot: SnapshotRow, article: Article
) -> Differences | None:
    """The fields that the catalogue has otherwise as of this capture; None: it is not there."""
    article = storable(article)
    known_id = find_article_id(session, article.id or article_id(article.url))
    known_id = known_id or snapshot.article_id
    known = get_article(session, known_id) if known_id else None
    if known is None:
        return None
    of_article = ArticleVersionRow.article_id == known_id
    versions = session.scalars(
        select(ArticleVersionRow).where(of_article).order_by(ArticleVersionRow.number)
    ).all()
    content = versioned_content(article)
    return _differences(snapshot, known, article, content, cast("Sequence[_Version]", versions))


def legislation_differences(
    session: Session, snapshot: SnapshotRow, entry: Legislation
) -> Differences | None:
    """The same of an entry of a register."""
    entry = storable(entry)
    known_id = entry.id or article_id(entry.url)
    known = get_legislation(session, known_id)
    if known is None:
        return None
    of_entry = LegislationVersionRow.legislation_id == known_id
    versions = session.scalars(
        select(LegislationVersionRow).where(of_entry).order_by(LegislationVersionRow.number)
    ).all()
    content = versioned_legislation(entry)
    return _differences(snapshot, known, entry, content, cast("Sequence[_Version]", versions))


def _differences(
    snapshot: SnapshotRow,
    known: Article | Legislation,
    item: Article | Legislation,
    content: Mapping[str, Any],
    versions: Sequence[_Version],
) -> Differences:
    old = _version(versions, snapshot)
    differences: dict[str, tuple[Any, Any]] = {}
    if old.content_digest != content_digest(content):
        differences = {
            name: (old.content.get(name), value)
            for name, value in content.items()
            if old.content.get(name) != value
        }
    if snapshot.fetched_at >= (known.last_seen or ""):
        for name in _BESIDE:
            before, now = getattr(known, name, None), getattr(item, name, None)
            if now and now != before:
                differences[name] = (before, now)
    return differences


def _version(versions: Sequence[_Version], snapshot: SnapshotRow) -> _Version:
    """The version that this snapshot gave, or else the one that was there when it was taken."""
    for version in versions:
        if version.snapshot_id == snapshot.id:
            return version
    earlier = [version for version in versions if version.seen_at <= snapshot.fetched_at]
    return earlier[-1] if earlier else versions[0]
