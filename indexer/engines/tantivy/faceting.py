"""The facets of a tantivy index, counted in threads."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any

import tantivy

from indexer import expressions as e
from indexer.engines.counting import Ask, Counted, FacetCounter
from indexer.engines.questions import FacetQuestion, Question
from indexer.engines.tantivy.queries import to_query
from indexer.engines.tantivy.threads import in_thread

#: How many values of a facet each segment reports, at least.
SEGMENT_SIZE = 1_000

#: Values with counts by field.
Counts = Mapping[str, tuple[tuple[str, int], ...]]


def begin_counting(searcher: tantivy.Searcher, question: Question) -> list[Future[Counts]]:
    """Begin to count the facets of a question: all that are about the same articles in one go."""
    by_filter: dict[str, list[FacetQuestion]] = {}
    for facet in question.facets:
        own_filter = facet.field if facet.field in question.filters else ""
        by_filter.setdefault(own_filter, []).append(facet)
    counting = []
    for own_filter, facets in by_filter.items():
        filters = [f for name, f in question.filters.items() if name != own_filter]
        match = e.all_of(question.match, *filters)
        counting.append(in_thread(partial(_count, searcher, match, facets)))
    return counting


def _count(
    searcher: tantivy.Searcher, match: e.Expression, facets: Sequence[FacetQuestion]
) -> Counts:
    counter = FacetCounter(facets)
    while counter.asks:
        answer = searcher.aggregate(
            to_query(match), {ask.facet: _terms(ask) for ask in counter.asks}
        )
        counter.take([_counted(answer[ask.facet]) for ask in counter.asks])
    return counter.counts()


def _terms(ask: Ask) -> dict[str, Any]:
    depth = max(ask.size, SEGMENT_SIZE)
    terms: dict[str, Any] = {"field": ask.field, "size": ask.size, "segment_size": depth}
    if ask.include:
        terms["include"] = list(ask.include)
    return {"terms": terms}


def _counted(answer: dict[str, Any]) -> Counted:
    counts = tuple((bucket["key"], bucket["doc_count"]) for bucket in answer["buckets"])
    return Counted(counts, answer["doc_count_error_upper_bound"] or 0)
