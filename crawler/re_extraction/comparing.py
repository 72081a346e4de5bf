"""An item as read now, held against what the catalogue has of it as of the same capture."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from archive.catalogue.articles import find_article_id
from archive.catalogue.storing import content_digest, storable
from archive.catalogue.tables import (
    ArticleRow,
    ArticleVersionRow,
    LegislationRow,
    LegislationVersionRow,
    SnapshotRow,
)
from archive.catalogue.version_rows import ARTICLE_VERSIONS, LEGISLATION_VERSIONS
from archive.catalogue.versioning import Version
from archive.items import Article, Legislation, versioned_content, versioned_legislation
from archive.urls import article_id

#: The fields that are different: what the catalogue has, and what was read.
Differences = Mapping[str, tuple[Any, Any]]

#: What readers see of an item beside its content, and what is told of how it was read.
_BESIDE = ("portal", "province", "department", "language", "provenance")

_ARTICLES = select(
    *(getattr(ArticleRow, name) for name in ("id", "section", "last_seen", *_BESIDE))
).where(ArticleRow.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What the catalogue has of an article beside its content, and which versions."""

    section: str | None
    last_seen: str
    beside: Mapping[str, Any]
    versions: Sequence[Version]


def known_articles(session: Session, ids: Collection[str]) -> Mapping[str, KnownArticle]:
    """The articles of these ids, some hundred, that there are; asked for together, it is cheap."""
    if not ids:
        return {}
    rows = session.execute(_ARTICLES, {"ids": list(ids)}).all()
    versions = ARTICLE_VERSIONS.read_many(session, {row.id: row.last_seen for row in rows})
    return {
        row.id: KnownArticle(
            row.section,
            row.last_seen,
            {name: getattr(row, name) for name in _BESIDE},
            versions[row.id],
        )
        for row in rows
    }


def article_differences(
    session: Session, snapshot: SnapshotRow, article: Article, known: KnownArticle | None
) -> Differences | None:
    """The fields that the catalogue has otherwise as of this capture; None: it is not there.

    `known` is the snapshot's article, if it has one.
    """
    article = storable(article)
    known_id = snapshot.article_id
    if known is None:
        known_id = find_article_id(session, article.id or article_id(article.url))
        known = known_articles(session, [known_id]).get(known_id) if known_id else None
    if known is None:
        return None
    content = versioned_content(article)
    differences = _beside(snapshot, known.last_seen, known.beside, article)
    old = _version(known.versions, snapshot)
    if old.digest != content_digest(content):
        of_version = ArticleVersionRow.number == old.origin
        contents = select(ArticleVersionRow.content).where(
            ArticleVersionRow.article_id == known_id, of_version
        )
        differences |= _in_content(session.scalars(contents).one(), content)
    return differences


def legislation_differences(
    session: Session, snapshot: SnapshotRow, entry: Legislation
) -> Differences | None:
    """The same of an entry of a register."""
    entry = storable(entry)
    known = session.get(LegislationRow, entry.id or article_id(entry.url))
    if known is None:
        return None
    content = versioned_legislation(entry)
    beside = {name: getattr(known, name, None) for name in _BESIDE}
    differences = _beside(snapshot, known.last_seen, beside, entry)
    old = _version(LEGISLATION_VERSIONS.read(session, known.id, known.last_seen), snapshot)
    if old.digest != content_digest(content):
        of_version = LegislationVersionRow.number == old.origin
        contents = select(LegislationVersionRow.content).where(
            LegislationVersionRow.legislation_id == known.id, of_version
        )
        differences |= _in_content(session.scalars(contents).one(), content)
    return differences


def _beside(
    snapshot: SnapshotRow, last_seen: str, known: Mapping[str, Any], item: Article | Legislation
) -> dict[str, tuple[Any, Any]]:
    """What the newest capture tells otherwise beside the content."""
    if snapshot.fetched_at < last_seen:
        return {}
    pairs = {name: (known[name], getattr(item, name, None)) for name in _BESIDE}
    return {name: pair for name, pair in pairs.items() if pair[1] and pair[0] != pair[1]}


def _in_content(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    pairs = {name: (before.get(name), value) for name, value in now.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _version(versions: Sequence[Version], snapshot: SnapshotRow) -> Version:
    """The version that this snapshot gave, or else the one that was there when it was taken."""
    for version in versions:
        if version.snapshot_id == snapshot.id:
            return version
    earlier = [version for version in versions if version.first <= snapshot.fetched_at]
    return earlier[-1] if earlier else versions[0]
