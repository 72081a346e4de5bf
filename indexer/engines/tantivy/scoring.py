"""What ranks, as tantivy's queries."""

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import tantivy

from indexer import expressions as e
from indexer.engines.tantivy.queries import to_query
from indexer.engines.tantivy.schema import schema

_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


def ranked(
    searcher: tantivy.Searcher, expression: e.Expression, rank: Iterable[e.Ranking]
) -> tantivy.Query:
    """The query that finds what the expression says and scores it by `rank`.

    A union of nothing but terms is what tantivy scores soonest, so each other thing that ranks is
    added to what that finds.
    """
    weighted: list[tantivy.Query] = []
    present: list[tantivy.Query] = []
    others: list[tantivy.Query] = []
    months: dict[str, float] = defaultdict(float)
    for ranking in rank:
        match ranking:
            case e.Weighted(term, weight) if searcher.doc_freq(term.field, term.value):
                weighted.append(_weighted(term, weight))
            case e.Present(term, weight) if rarity := _rarity(searcher, term):
                present.append(tantivy.Query.const_score_query(to_query(term), weight * rarity))
            case e.Bonus(e.Between("day", int(first), None), points) if first % 100 == 1:
                months[f"{first // 10_000:04}-{first // 100 % 100:02}"] += points
            case e.Bonus(holds, points):
                others.append(tantivy.Query.const_score_query(to_query(holds), points))
    query = tantivy.Query.const_score_query(to_query(expression), 0.0)
    recent = _since(_months(searcher), tuple(months.items())) if months else ()
    for scores in (weighted, present, recent, *([other] for other in others)):
        if scores:
            should = [(_SHOULD, score) for score in scores]
            query = tantivy.Query.boolean_query([(_MUST, query), *should])
    return query


def _months(searcher: tantivy.Searcher) -> tuple[str, ...]:
    return tuple(month for month, _ in searcher.terms_with_prefix("month", ""))


@lru_cache(maxsize=64)  # the same for every search of a day, until there are items of another month
def _since(
    months: Iterable[str], bonuses: Iterable[tuple[str, float]]
) -> tuple[tantivy.Query, ...]:
    """What it adds to be of one of these months or later, for each month that items are of.

    The items of a month are listed. Whether an item's day is in a range is looked up in a column,
    for each item found and each range, and takes a third of the time of ranking.
    """
    worth = {month: sum(points for first, points in bonuses if month >= first) for month in months}
    return tuple(
        tantivy.Query.const_score_query(to_query(e.Term("month", month)), points)
        for month, points in worth.items()
        if points
    )


def _weighted(term: e.Term, weight: float) -> tantivy.Query:
    frequency = tantivy.Query.term_query(schema(), term.field, term.value, "freq")
    return tantivy.Query.boost_query(frequency, weight)


def _rarity(searcher: tantivy.Searcher, term: e.Term) -> float:
    """The inverse document frequency of a term, as BM25 has it; 0 if no item has it."""
    count = searcher.doc_freq(term.field, term.value)
    if not count:
        return 0.0
    # What was deleted counts in the one and not in the other.
    without = max(searcher.num_docs - count, 0)
    return math.log(1 + (without + 0.5) / (count + 0.5))
