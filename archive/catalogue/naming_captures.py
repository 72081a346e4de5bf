"""Captures that are of no item and name one that is hidden: listings, feeds, the front page.

Which these are is only known from what they show, so it is looked for when one is asked for: a
listing that is captured after the withholding is not shown either. Pages of other items that name
a hidden one beside their own text are not looked into.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import ArticleAliasRow, ArticleRow, LegislationRow, SnapshotRow
from archive.catalogue.visibility import hidden_items
from archive.catalogue.withholding import Kind
from archive.items import ItemType

#: Shorter titles (`Thông báo`) are those of many items.
_TELLING_TITLE = 20

#: A path of fewer characters is that of a site, not of an item.
_TELLING_PATH = 4

_ROWS_AT_A_TIME = 500

_TEXTUAL = re.compile(r"text/|application/(?:.*\+)?(?:json|xml)\b|application/xhtml", re.IGNORECASE)
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Named:
    """A hidden item, and what tells of it in a text."""

    item_type: ItemType
    id: str
    portal: str | None
    pattern: re.Pattern[str]


def may_name(row: SnapshotRow) -> bool:
    """Whether a capture is to be looked into: it is of no item, and text."""
    is_of_none = row.article_id is None and row.legislation_id is None
    return is_of_none and bool(_TEXTUAL.match(row.content_type or ""))


def named_items(session: Session) -> list[Named]:
    """What tells of each item that is hidden; the session is of the whole catalogue."""
    hidden = hidden_items(session)
    articles = [item_id for item_type, item_id in hidden if item_type == "NewsArticle"]
    entries = [item_id for item_type, item_id in hidden if item_type == "Legislation"]
    found: list[Named] = []
    for some in chunks(articles):
        aliases = select(ArticleAliasRow.article_id, ArticleAliasRow.url)
        others: dict[str, list[str]] = {}
        for item_id, url in session.execute(aliases.where(ArticleAliasRow.article_id.in_(some))):
            others.setdefault(item_id, []).append(url)
        for article in session.scalars(select(ArticleRow).where(ArticleRow.id.in_(some))):
            forms = _forms([article.url, *others.get(article.id, [])], article.headline)
            found += _named("NewsArticle", article, forms)
    for some in chunks(entries):
        for entry in session.scalars(select(LegislationRow).where(LegislationRow.id.in_(some))):
            found += _named("Legislation", entry, _forms([entry.url], entry.title))
    return found


def first_named(payload: bytes | None, portal: str, items: Sequence[Named]) -> Named | None:
    """The first of some items that a page, feed or answer in JSON of their portal names.

    None: it names none. What cannot be read (None) may name each. Another portal's pages may have
    the same addresses and titles.
    """
    items = [item for item in items if item.portal == portal]
    if not items or payload is None:
        return items[0] if items else None
    text = _plain(payload.decode("utf-8", "replace"))
    return next((item for item in items if item.pattern.search(text)), None)


def digests_that_name(
    session: Session, items: Sequence[Named], read: Callable[[SnapshotRow], bytes | None]
) -> set[str]:
    """The digests of the captures that name one of some items; `read` reads what a capture shows.

    Every capture of their portals that may name one is read, each content once.
    """
    of_portals = select(SnapshotRow).where(
        SnapshotRow.portal.in_({item.portal for item in items}),
        SnapshotRow.article_id.is_(None),
        SnapshotRow.legislation_id.is_(None),
        SnapshotRow.record_type == "response",
    )
    rows = session.scalars(of_portals.execution_options(yield_per=_ROWS_AT_A_TIME))
    return {
        row.payload_digest
        for row in rows
        if may_name(row) and first_named(read(row), row.portal, items)
    }


def count_may_name(session: Session, kind: Kind, item_id: str) -> int:
    """How many captures may name an item, being made since it was first seen by its portal."""
    item: ArticleRow | LegislationRow | None = None
    if kind == "article":
        item = session.get(ArticleRow, item_id)
    elif kind == "legislation":
        item = session.get(LegislationRow, item_id)
    if item is None:
        return 0
    count = select(func.count()).where(
        SnapshotRow.portal == item.portal,
        SnapshotRow.fetched_at >= item.first_seen,
        SnapshotRow.kind == "listing",
    )
    return session.scalar(count) or 0


def _named(
    item_type: ItemType, item: ArticleRow | LegislationRow, forms: Sequence[str]
) -> list[Named]:
    return [Named(item_type, item.id, item.portal, re.compile("|".join(forms)))] if forms else []


def _forms(urls: Sequence[str], title: str | None) -> list[str]:
    """What an item is told by, as patterns of a plain text."""
    forms = [f"{re.escape(path)}(?![\\w.%-])" for path in map(_path, urls) if path]
    plain = _plain(title or "")
    return [*forms, re.escape(plain)] if len(plain) >= _TELLING_TITLE else forms


def _path(url: str) -> str:
    """What a link on the same site has of an address; empty if that is no item's."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return _plain(path) if len(path) >= _TELLING_PATH else ""


def _plain(text: str) -> str:
    """Without what HTML, JSON and addresses write otherwise than it is read."""
    unescaped = _JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\\/", "/")
    return " ".join(normalize("NFC", unquote(html.unescape(unescaped))).casefold().split())
