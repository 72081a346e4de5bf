"""Addresses of our own pages. Every state of a search is one."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, urlencode

from flask import request, url_for

from archive.items import ItemType
from indexer.search import FACETS, Hit, SearchRequest
from search_ui.options import options
from search_ui.parameters import DEFAULT_SIZE

_LONGEST_OF_MANY = 1_000


def search_query(asked: SearchRequest) -> list[tuple[str, str]]:
    """The parameters that lead back to `asked`, in a fixed order, defaults left out."""
    pairs = [("q", asked.q)] if asked.q else []
    pairs += [(name, value) for name in FACETS for value in asked.filters.get(name, ())]
    if asked.date_from:
        pairs.append(("from", asked.date_from))
    if asked.date_to:
        pairs.append(("to", asked.date_to))
    if asked.sort != ("relevance" if asked.q else "newest"):
        pairs.append(("sort", asked.sort))
    if asked.recency != "mild":
        pairs.append(("recency", asked.recency))
    if asked.size != DEFAULT_SIZE:
        pairs.append(("size", str(asked.size)))
    if asked.page > 1:
        pairs.append(("page", str(asked.page)))
    return pairs


def search_address(asked: SearchRequest) -> str:
    """The address of the search page in the state that `asked` describes."""
    return with_query(url_for("search.search"), search_query(asked))


def may_be_many(asked: SearchRequest) -> bool:
    """Whether links to states like this one may be as many as there are months and filters.

    Where its address is longer, a page of such links would have a hundred times its length.
    """
    return len(search_address(asked)) <= _LONGEST_OF_MANY


def values_address(asked: SearchRequest, facet: str) -> str:
    """Where all values of a facet are listed for this search."""
    first = replace(asked, page=1)
    return with_query(url_for("search.facet_values", facet=facet), search_query(first))


def spelt_otherwise(asked: SearchRequest, q: str) -> SearchRequest:
    """`asked` with other words; on the first page."""
    return replace(asked, q=q, page=1)


def api_address(asked: SearchRequest) -> str:
    """The same search in the JSON API."""
    return with_query(url_for("api.articles"), search_query(asked))


def search_feed_address(asked: SearchRequest) -> str:
    """What the same search finds, to be followed; feeds have an order of their own."""
    return with_query(url_for("feeds.search"), search_query(in_no_order(asked)))


def export_address(asked: SearchRequest, form: str) -> str:
    """All that the search finds, as a file."""
    whole = replace(first_page(asked), size=DEFAULT_SIZE)
    return with_query(url_for("exports.export", form=form), search_query(whole))


def document_feed_address(key: str) -> str:
    """What is learned of a document, to be followed."""
    return url_for("feeds.document", key=key)


def hit_address(hit: Hit) -> str:
    """The page of what was found."""
    return item_address(hit.type, hit.id)


def item_address(item_type: ItemType, item_id: str) -> str:
    """The page of an article or of a register's entry."""
    if item_type == "Legislation":
        return url_for("legislation.entry", legislation_id=item_id)
    return url_for("articles.article", article_id=item_id)


def without_value(asked: SearchRequest, facet: str, value: str) -> SearchRequest:
    """`asked` without one chosen value; back on the first page."""
    left = tuple(v for v in asked.filters.get(facet, ()) if v != value)
    return replace(asked, filters={**asked.filters, facet: left}, page=1)


def with_values(asked: SearchRequest, facet: str, values: Iterable[str]) -> SearchRequest:
    """`asked` with more values chosen of a facet; back on the first page."""
    chosen = dict.fromkeys((*asked.filters.get(facet, ()), *values))
    return replace(asked, filters={**asked.filters, facet: tuple(chosen)}, page=1)


def without_dates(asked: SearchRequest) -> SearchRequest:
    """`asked` at any time; back on the first page."""
    return replace(asked, date_from=None, date_to=None, page=1)


def without_filters(asked: SearchRequest) -> SearchRequest:
    """`asked` with its words alone; back on the first page."""
    return replace(asked, filters={}, date_from=None, date_to=None, page=1)


def first_page(asked: SearchRequest) -> SearchRequest:
    """`asked` from its first hit on."""
    return replace(asked, page=1)


def in_no_order(asked: SearchRequest) -> SearchRequest:
    """`asked` from its first hit on, in the order that goes without saying."""
    return replace(first_page(asked), sort="relevance" if asked.q else "newest")


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """`path` with the parameters behind it."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def public(path: str) -> str:
    """An address of ours as it is told elsewhere: never from what a request calls us."""
    return options().public_address + path


def language_address(language: str) -> str:
    """The page being shown, in another language."""
    return with_query(request.path, [*_asked_here(), ("lang", language)])


def page_address() -> str:
    """The page being shown, as it is told on paper: in whatever language."""
    return public(with_query(quote(request.path), _asked_here()))


def _asked_here() -> list[tuple[str, str]]:
    return [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
