"""Articles and register entries as entries of a feed, as the catalogue has them now."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import (
    ArticleRow,
    ArticleVersionRow,
    LegislationRow,
    LegislationVersionRow,
)
from archive.items import ItemType
from search_ui.addresses import item_address, public
from search_ui.feeds.atom import Category, Entry, Link, moment_of, tag_uri
from search_ui.formatting import moment
from search_ui.options import options
from search_ui.translating import gettext as _

#: So much of an article's text tells what it is about, in characters.
SUMMARY = 500

Item = tuple[ItemType, str]


def item_entries(session: Session, items: Sequence[Item]) -> list[Entry]:
    """An entry for each of these items, in their order; what is no longer kept is left out."""
    found = {
        **dict(_articles(session, [id_ for kind, id_ in items if kind == "NewsArticle"])),
        **dict(_legislation(session, [id_ for kind, id_ in items if kind == "Legislation"])),
    }
    return [found[item] for item in items if item in found]


def _articles(session: Session, ids: Iterable[str]) -> Iterator[tuple[Item, Entry]]:
    """An entry is as new as the version that is told of, or as the article's disappearance."""
    rows = session.execute(
        select(ArticleRow, ArticleVersionRow.seen_at)
        .join(
            ArticleVersionRow,
            (ArticleVersionRow.article_id == ArticleRow.id)
            & (ArticleVersionRow.number == ArticleRow.version),
        )
        .where(ArticleRow.id.in_(ids))
    )
    for row, seen_at in rows:
        text = row.lead or " ".join(row.body)
        authors = [row.author or row.department or row.portal]
        item: Item = ("NewsArticle", row.id)
        yield item, _entry(item, row, seen_at, row.headline, text, row.date_published, authors)


def _legislation(session: Session, ids: Iterable[str]) -> Iterator[tuple[Item, Entry]]:
    rows = session.execute(
        select(LegislationRow, LegislationVersionRow.seen_at)
        .join(
            LegislationVersionRow,
            (LegislationVersionRow.legislation_id == LegislationRow.id)
            & (LegislationVersionRow.number == LegislationRow.version),
        )
        .where(LegislationRow.id.in_(ids))
    )
    for row, seen_at in rows:
        name = " ".join(filter(None, (row.document_type, row.identifier)))
        title = name or row.title or row.url or row.id
        authors = [row.issuer or row.portal]
        item: Item = ("Legislation", row.id)
        yield item, _entry(item, row, seen_at, title, row.title or "", row.issued_on, authors)


def _entry(
    item: Item,
    row: ArticleRow | LegislationRow,
    seen_at: str,
    title: str,
    text: str,
    published: str | None,
    authors: Sequence[str | None],
) -> Entry:
    folder = "legislation" if item[0] == "Legislation" else "articles"
    links = [Link(public(item_address(*item)), type="text/html")]
    if row.url.startswith(("http://", "https://")):
        links.append(Link(_plain(row.url), rel="via"))
    return Entry(
        id=tag_uri(options().public_host, f"{folder}/{quote(item[1])}"),
        title=title,
        updated=max(seen_at, row.gone_since or ""),
        links=links,
        published=_moment(published),
        authors=[author for author in authors if author],
        categories=[Category(name) for name in (row.portal, row.province) if name],
        summary=_summary(text, row.gone_since),
    )


def _summary(text: str, gone_since: str | None) -> str | None:
    short = text if len(text) <= SUMMARY else f"{text[:SUMMARY].rpartition(' ')[0]} …"
    gone = (
        _("Trang gốc không còn từ %(moment)s.", moment=moment(gone_since)) if gone_since else None
    )
    return " ".join(filter(None, (gone, short))) or None


def _moment(text: str | None) -> str | None:
    """The day or moment, if it is one: portals write much."""
    with suppress(ValueError):
        if text and moment_of(text):
            return text
    return None


def _plain(url: str) -> str:
    """An address as found, as an IRI that is a URI: letters beyond ASCII and blanks are escaped."""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~-._")
