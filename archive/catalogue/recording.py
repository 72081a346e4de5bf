"""Recording articles, new, changed or only seen again, with versions, mentions and aliases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from archive.catalogue.article_rows import (
    SHOWN_FIELDS,
    add_aliases,
    find_known,
    insert_unless_there,
    update_article,
)
from archive.catalogue.attachment_uses import add_uses, replace_uses
from archive.catalogue.capturing import Captured, Outcome, place, shown_changes
from archive.catalogue.changes import record_change
from archive.catalogue.mentions import add_mentions, replace_mentions
from archive.catalogue.silent_changes import keep_silent_changes
from archive.catalogue.snapshots import capture_moments
from archive.catalogue.storing import content_digest, storable
from archive.catalogue.tables import ArticleRow
from archive.catalogue.telling_apart import made_by
from archive.catalogue.turns import write_beside_others
from archive.catalogue.version_rows import ARTICLE_VERSIONS
from archive.items import Article, Mention, versioned_content
from archive.mentions import find_mentions
from archive.urls import article_id as id_of_url
from archive.urls import canonicalize


@dataclass(frozen=True, slots=True)
class _Capture:
    """An article as one capture shows it, and what it may be known by."""

    article: Article
    ids: tuple[str, ...]  # the one it would get, then those it may be known by
    addresses: tuple[str, ...]  # its canonical URL, if it has one, and others it is known at
    captured: Captured


def record_article(
    session: Session,
    article: Article,
    seen_at: str,
    snapshot_id: int | None,
    *,
    other_urls: Iterable[str] = (),
) -> Outcome:
    """Record an article as it was seen at `seen_at`, in the snapshot `snapshot_id` if there is one.

    Captures may come in any order, and the same one again when it is extracted anew: see
    `archive.catalogue.versioning`. Only what the newest capture shows becomes the current article.
    An article that says itself when it was seen (it comes from an export) is taken at its word.

    `other_urls` are further addresses of the same article, as a redirect or an earlier canonical
    URL gives them: an article known under any of them is this one. An id that was given, not
    derived from the URL, is kept, whatever else is known at that address.

    Returns:
        `new`, if the article was not known; `changed`, if a version or anything else that readers
        see changed; `unchanged`, if it was only seen again.

    Raises:
        ValueError: if the article has neither an id nor an http(s) URL.
    """
    capture = _capture(article, seen_at, snapshot_id, other_urls)
    write_beside_others(session)
    known = find_known(session, capture.ids)
    if known is None:
        if _insert(session, capture):
            return "new"
        known = find_known(session, capture.ids)  # another transaction was faster
        assert known is not None
    return _update(session, known, capture)


def _capture(
    article: Article, seen_at: str, snapshot_id: int | None, other_urls: Iterable[str]
) -> _Capture:
    article = storable(article)
    addresses = [canonicalize(url) for url in (article.url, *other_urls) if url]
    ids = [id_of_url(url) for url in addresses]
    if article.id not in ("", *ids[:1]):
        ids = [article.id]  # given, not derived: it is kept, whatever else is known at the address
    if not ids:
        msg = f"an article needs an id or a URL: {article.headline!r} has neither"
        raise ValueError(msg)
    content = dict(versioned_content(article))
    at = article.last_seen or seen_at
    return _Capture(
        article=article,
        ids=tuple(dict.fromkeys(ids)),
        addresses=tuple(dict.fromkeys(addresses)),
        captured=Captured(
            first_seen=min(article.first_seen or at, at),
            at=at,
            snapshot_id=snapshot_id,
            content=content,
            digest=content_digest(content),
        ),
    )


def _insert(session: Session, capture: _Capture) -> bool:
    """Enter a new article; False if it is there already."""
    article, captured, article_id = capture.article, capture.captured, capture.ids[0]
    shown = {name: getattr(article, name) for name in SHOWN_FIELDS}
    values = {
        "id": article_id,
        "url": capture.addresses[0] if article.url else "",
        **shown,
        **captured.content,
        "first_seen": captured.first_seen,
        "last_seen": captured.at,
        "gone_since": article.gone_since,
        "views": article.views,
        "provenance": article.provenance,
        "content_digest": captured.digest,
        "version": 1,
        "snapshot_id": captured.snapshot_id,
    }
    if not insert_unless_there(session, values):
        return False
    ARTICLE_VERSIONS.write(session, article_id, [], [captured.version], captured.content)
    add_mentions(session, article_id, _mentions(article))
    add_uses(session, "NewsArticle", article_id, article.portal, captured.content["attachments"])
    add_aliases(session, capture.addresses, article_id)
    record_change(session, article_id, "added")
    return True


def _update(session: Session, known: Row[Any], capture: _Capture) -> Outcome:
    """Let a known article have a capture, be it the newest or an older one."""
    placed = place(
        session,
        ARTICLE_VERSIONS,
        known,
        capture.captured,
        lambda: capture_moments(session, known.id),
        lambda: made_by(session, ArticleRow, known, capture.captured, capture.article.provenance),
    )
    if placed.content_changed:
        replace_mentions(session, known.id, _mentions(capture.article))
        files = capture.captured.content["attachments"]
        replace_uses(session, "NewsArticle", known.id, capture.article.portal, files)
    shown = _shown_changes(known, capture) if placed.newest else {}
    counters = _counters(capture.article) if placed.newest else {}
    update_article(session, known.id, placed.values | shown | counters)
    if capture.addresses and capture.addresses != (known.url,):
        add_aliases(session, [known.url, *capture.addresses], known.id)
    keep_silent_changes(session, "NewsArticle", known, placed, shown, capture.captured.at)
    if placed.content_changed or shown:
        record_change(session, known.id, "recorded")
        return "changed"
    return "changed" if placed.versions_changed else "unchanged"


def _shown_changes(known: Row[Any], capture: _Capture) -> dict[str, Any]:
    """What readers see differently now, content apart. What the capture does not tell stays."""
    article = capture.article
    told: dict[str, Any] = {name: getattr(article, name) for name in SHOWN_FIELDS}
    told["url"] = capture.addresses[0] if article.url else None
    return shown_changes(known, told, article.gone_since, capture.captured.at)


def _counters(article: Article) -> dict[str, Any]:
    """What is kept up to date without being news."""
    values: dict[str, Any] = {}
    if article.views is not None:
        values["views"] = article.views
    if article.provenance:
        values["provenance"] = article.provenance
    return values


def _mentions(article: Article) -> list[Mention]:
    return find_mentions(article.headline, article.lead, article.body)
