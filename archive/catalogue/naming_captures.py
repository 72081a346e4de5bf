"""Captures that name an item which is hidden: listings, feeds, pages of others that link it.

Which these are is only known from what they show, so it is looked for when one is asked for: a
listing that is captured after the withholding is not shown either. Pages of other items name it by
its address, as their lists of related news do; its title may be theirs, too.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from sqlalchemy import func, or_, select
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

#: A pattern that is in no text.
_NOTHING = r"(?!)"

_TEXTUAL = re.compile(r"text/|application/(?:.*\+)?(?:json|xml)\b|application/xhtml", re.IGNORECASE)
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Named:
    """A hidden item, and what tells of it in a text."""

    item_type: ItemType
    id: str
    portal: str | None
    addresses: re.Pattern[str]
    addresses_or_title: re.Pattern[str]

    def is_named(self, row: SnapshotRow, text: str) -> bool:
        """Whether a capture that shows this text names it."""
        is_of_item = row.article_id is not None or row.legislation_id is not None
        pattern = self.addresses if is_of_item else self.addresses_or_title
        return pattern.search(text) is not None


def may_name(row: SnapshotRow) -> bool:
    """Whether a capture is to be looked into: it is text."""
    return _TEXTUAL.match(row.content_type or "") is not None


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
            urls = [article.url, *others.get(article.id, [])]
            found.append(_named("NewsArticle", article, urls, article.headline))
    for some in chunks(entries):
        of_these = select(LegislationRow).where(LegislationRow.id.in_(some))
        found += [
            _named("Legislation", entry, [entry.url], entry.title)
            for entry in session.scalars(of_these)
        ]
    return found


def first_named(row: SnapshotRow, payload: bytes | None, items: Sequence[Named]) -> Named | None:
    """The first of some items that a capture of a page, feed or answer in JSON names.

    None: it names none. What cannot be read (None) may name each. Another portal's pages may have
    the same addresses and titles.
    """
    items = [item for item in items if item.portal == row.portal]
    if not items or payload is None:
        return items[0] if items else None
    text = _plain(payload.decode("utf-8", "replace"))
    return next((item for item in items if item.is_named(row, text)), None)


def digests_that_name(
    session: Session, items: Sequence[Named], read: Callable[[SnapshotRow], bytes | None]
) -> set[str]:
    """The digests of the captures that name one of some items; `read` reads what a capture shows.

    Every capture of their portals that may name one is read, each content once.
    """
    of_portals = select(SnapshotRow).where(
        SnapshotRow.portal.in_({item.portal for item in items}),
        SnapshotRow.record_type == "response",
    )
    rows = session.scalars(of_portals.execution_options(yield_per=_ROWS_AT_A_TIME))
    return {
        row.payload_digest for row in rows if may_name(row) and first_named(row, read(row), items)
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
        SnapshotRow.content_type.startswith("text/"),
        or_(SnapshotRow.article_id.is_(None), SnapshotRow.article_id != item_id),
        or_(SnapshotRow.legislation_id.is_(None), SnapshotRow.legislation_id != item_id),
    )
    return session.scalar(count) or 0


def _named(
    item_type: ItemType, item: ArticleRow | LegislationRow, urls: Sequence[str], title: str | None
) -> Named:
    addresses = [f"{re.escape(path)}(?![\\w.%-])" for path in map(_path, urls) if path]
    plain = _plain(title or "")
    titles = [re.escape(plain)] if len(plain) >= _TELLING_TITLE else []
    patterns = _any_of(addresses), _any_of([*addresses, *titles])
    return Named(item_type, item.id, item.portal, *patterns)


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or _NOTHING)


def _path(url: str) -> str:
    """What a link on the same site has of an address; empty if that is no item's."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return _plain(path) if len(path) >= _TELLING_PATH else ""


def _plain(text: str) -> str:
    """Without what HTML, JSON and addresses write otherwise than it is read."""
    unescaped = _JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\\/", "/")
    return " ".join(normalize("NFC", unquote(html.unescape(unescaped))).casefold().split())
