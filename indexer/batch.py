"""Many queries in one go, for ids alone: what `congtin search --batch` runs."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from indexer.search import SearchRequest
from indexer.searching import SearchEngine

#: How many queries are asked at a time; engines search outside Python's lock.
WORKERS = 2


def search_ids(engine: SearchEngine, queries: Iterable[str], size: int = 10) -> Iterator[list[str]]:
    """The ids of the articles found for each query, best first, in the order of the queries.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """

    def ids(query: str) -> list[str]:
        request = SearchRequest(
            q=query,
            filters={"type": ("NewsArticle",)},
            size=size,
            with_facets=False,
            with_highlights=False,
        )
        return [hit.id for hit in engine.search(request).hits]

    remaining = iter(queries)
    with ThreadPoolExecutor(WORKERS) as pool:
        running: list[Future[list[str]]] = [pool.submit(ids, q) for q in islice(remaining, 100)]
        while running:
            yield running.pop(0).result()
            running += [pool.submit(ids, query) for query in islice(remaining, 1)]
