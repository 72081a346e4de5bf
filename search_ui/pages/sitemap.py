"""Everything that has a page, for search engines (sitemaps.org), from the catalogue as it is."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, url_for
from sqlalchemy import Select, func, select

from archive.catalogue import Catalogue
from archive.catalogue.tables import (
    ArticleRow,
    ArticleVersionRow,
    DocumentRow,
    LegislationRow,
    LegislationVersionRow,
)
from archive.permalinks import document_path, item_path
from search_ui import services
from search_ui.addresses import public
from search_ui.options import options

#: What the protocol allows in one file.
PART = 50_000

#: What the protocol allows an index: a larger number is no part, and no offset for a database.
MOST_PARTS = 50_000

#: Rows read at once.
_CHUNK = 1_000

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_TYPE = "application/xml; charset=utf-8"

#: Pages that are no item's.
_PAGES = (
    *("front.front", "documents.documents", "documents.document_browse", "changes.changes"),
    *("portals.portals", "about.about", "api_guide.guide"),
)

blueprint = Blueprint("sitemap", __name__)

#: Of each kind its rows: what they are ordered by, when they last changed, when they vanished.
_ROWS: dict[str, Select[*tuple[Any, ...]]] = {
    "articles": select(ArticleRow.id, ArticleVersionRow.seen_at, ArticleRow.gone_since)
    .join(
        ArticleVersionRow,
        (ArticleVersionRow.article_id == ArticleRow.id)
        & (ArticleVersionRow.number == ArticleRow.version),
    )
    .order_by(ArticleRow.id),
    "legislation": select(
        LegislationRow.id, LegislationVersionRow.seen_at, LegislationRow.gone_since
    )
    .join(
        LegislationVersionRow,
        (LegislationVersionRow.legislation_id == LegislationRow.id)
        & (LegislationVersionRow.number == LegislationRow.version),
    )
    .order_by(LegislationRow.id),
    "documents": select(DocumentRow.key).order_by(DocumentRow.key),
}
_KEYS: dict[str, Any] = {
    "articles": ArticleRow.id,
    "legislation": LegislationRow.id,
    "documents": DocumentRow.key,
}


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """The parts that there are."""
    addresses = [public(url_for(".pages"))]
    with services.catalogue().session() as session:
        for kind, key in _KEYS.items():
            count = session.scalar(select(func.count(key))) or 0
            parts = range(1, -(-count // PART) + 1)
            addresses += [public(url_for(".part", kind=kind, number=n)) for n in parts]
    parts_told = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in addresses)
    return Response(_file("sitemapindex", parts_told), content_type=_TYPE)


@blueprint.get("/sitemap/pages.xml")
def pages() -> Response:
    """Pages that are no item's."""
    urls = "".join(_url(public(url_for(endpoint)), None) for endpoint in _PAGES)
    return Response(_file("urlset", urls), content_type=_TYPE)


@blueprint.get(
    "/sitemap/<any(articles, legislation, documents):kind>-"
    f"<int(min=1, max={MOST_PARTS}):number>.xml"
)
def part(kind: str, number: int) -> Response:
    """Fifty thousand pages, sent as they are read."""
    catalogue = services.catalogue()
    with catalogue.session() as session:
        key = _KEYS[kind]
        first = session.scalar(select(key).order_by(key).offset((number - 1) * PART).limit(1))
    if first is None:
        abort(404)
    address = _addresses(kind)
    return Response(_urls(catalogue, kind, first, address), content_type=_TYPE)


def _addresses(kind: str) -> Callable[[str], str]:
    """Where the page of a row is: known before the request is over."""
    home = options().public_address
    if kind == "articles":
        return lambda key: home + item_path("NewsArticle", key)
    if kind == "legislation":
        return lambda key: home + item_path("Legislation", key)
    return lambda key: home + document_path(key)


def _urls(
    catalogue: Catalogue, kind: str, first: str, address: Callable[[str], str]
) -> Iterator[str]:
    """Some rows at a time: no session is kept while the reader takes its time."""
    key, beginning, left = _KEYS[kind], _KEYS[kind] >= first, PART
    yield _HEAD.format("urlset")
    while left > 0:
        with catalogue.session() as session:
            rows = session.execute(_ROWS[kind].where(beginning).limit(min(_CHUNK, left))).all()
        if not rows:
            break
        yield "".join(
            _url(address(row[0]), max(filter(None, row[1:]), default=None)) for row in rows
        )
        beginning, left = key > rows[-1][0], left - len(rows)
    yield "</urlset>\n"


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="' + _NAMESPACE + '">\n'


def _file(root: str, content: str) -> str:
    return f"{_HEAD.format(root)}{content}</{root}>\n"


def _url(address: str, changed: str | None) -> str:
    last = f"<lastmod>{escape(changed)}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{last}</url>\n"
