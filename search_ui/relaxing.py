"""What would be found with one condition less, where a search finds nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.search import SearchRequest
from search_ui import services
from search_ui.addresses import without_dates, without_filters

#: Each is a search more; who chose more than this is better served by beginning again.
MOST_TRIED = 6


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A search with less conditions, and how much it finds.

    `without` is the name of the condition left out: a facet, `date`, or `all` of them.
    """

    without: str
    request: SearchRequest
    total: int


def relaxed(asked: SearchRequest) -> list[Relaxed]:
    """The searches that leave one condition out and find something, what finds most first.

    Raises:
        SearchUnavailableError: the engine cannot be reached.
    """
    tried = list(_with_less(asked))[:MOST_TRIED]
    counted = [Relaxed(name, request, _count(request)) for name, request in tried]
    found = [one for one in counted if one.total]
    return sorted(found, key=lambda one: -one.total)


def _with_less(asked: SearchRequest) -> Iterator[tuple[str, SearchRequest]]:
    chosen = [name for name, values in asked.filters.items() if values]
    dated = bool(asked.date_from or asked.date_to)
    if len(chosen) + dated > 1:
        yield "all", without_filters(asked)
    for name in chosen:
        yield name, replace(asked, filters={**asked.filters, name: ()}, page=1)
    if dated:
        yield "date", without_dates(asked)


def _count(request: SearchRequest) -> int:
    bare = replace(request, size=0, with_facets=False, with_highlights=False, recency="off")
    return services.search(bare).total
