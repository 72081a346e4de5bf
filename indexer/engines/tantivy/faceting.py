"""The facets of a tantivy index, counted in threads."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import cached_property, partial
from typing import Any

import tantivy

from indexer import expressions as e
from indexer.engines.counting import Ask, Counted, FacetCounter
from indexer.engines.questions import FacetQuestion, Question
from indexer.engines.tantivy.queries import to_query
from indexer.engines.tantivy.threads import in_thread

#: How many values of a facet all segments together report, and each at least. Where one reports
#: fewer than it has, counts are in doubt, and the articles are mostly gone through once more: that
#: takes longer than reporting some ten thousand values.
REPORTED = 60_000
SEGMENT_SIZE = 1_000

#: Values with counts.
_Values = tuple[tuple[str, int], ...]


class Counts(Mapping[str, _Values]):
    """Values with counts by field. Who looks at them waits until all are counted."""

    def __init__(self, counting: Sequence[Future[dict[str, _Values]]]) -> None:
        self._counting = counting

    @cached_property
    def _counted(self) -> dict[str, _Values]:
        return {name: values for one in self._counting for name, values in one.result().items()}

    def __getitem__(self, field: str) -> _Values:
        return self._counted[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counted)

    def __len__(self) -> int:
        return len(self._counted)


def begin_counting(searcher: tantivy.Searcher, question: Question) -> Counts:
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
    return Counts(counting)


def _count(
    searcher: tantivy.Searcher, match: e.Expression, facets: Sequence[FacetQuestion]
) -> dict[str, _Values]:
    counter = FacetCounter(facets)
    depth = max(SEGMENT_SIZE, REPORTED // max(searcher.num_segments, 1))
    while counter.asks:
        answer = searcher.aggregate(
            to_query(match), {ask.facet: _terms(ask, depth) for ask in counter.asks}
        )
        counter.take([_counted(answer[ask.facet]) for ask in counter.asks])
    return counter.counts()


def _terms(ask: Ask, depth: int) -> dict[str, Any]:
    terms: dict[str, Any] = {
        "field": ask.field,
        "size": ask.size,
        "segment_size": max(ask.size, depth),
    }
    if ask.include:
        terms["include"] = list(ask.include)
    return {"terms": terms}


def _counted(answer: dict[str, Any]) -> Counted:
    counts = tuple((bucket["key"], bucket["doc_count"]) for bucket in answer["buckets"])
    return Counted(counts, answer["doc_count_error_upper_bound"] or 0)
