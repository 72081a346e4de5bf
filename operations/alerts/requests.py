"""What a saved search asks: read from the query string that it is kept as."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

from indexer.search import FACETS, SearchRequest


def query_string(q: str, filters: Iterable[tuple[str, str]], first: str, last: str) -> str:
    """The query string of the search page for words, values of facets and days; each may be empty.

    In the order that the page itself has them in, so that the same search is kept as the same.
    """
    chosen = sorted(dict.fromkeys(filters), key=lambda pair: FACETS.index(pair[0]))
    pairs = [("q", q), *chosen, ("from", first), ("to", last)]
    return urlencode([(name, value) for name, value in pairs if value])


def request_of(query: str) -> SearchRequest:
    """The search that a query string asks for, without how its hits are shown.

    Raises:
        ValueError: it has a parameter that tells no search what to find.
    """
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    single: dict[str, str] = {}
    filters: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name in FACETS:
            filters[name] = (*filters.get(name, ()), value)
        elif name in ("q", "from", "to", "sort", "recency"):
            single[name] = value
        else:
            raise ValueError(f"{name!r} says nothing of what a saved search finds")
    return SearchRequest(
        q=single.get("q", ""),
        filters=filters,
        date_from=single.get("from"),
        date_to=single.get("to"),
        sort="newest",
        with_facets=False,
        with_highlights=False,
    )
