"""What ranks, as tantivy's queries."""

import math
from collections.abc import Iterable

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
    bonuses: list[e.Bonus] = []
    for ranking in rank:
        match ranking:
            case e.Weighted(term, weight) if searcher.doc_freq(term.field, term.value):
                weighted.append(_weighted(term, weight))
            case e.Present(term, weight) if rarity := _rarity(searcher, term):
                present.append(tantivy.Query.const_score_query(to_query(term), weight * rarity))
            case e.Bonus():
                bonuses.append(ranking)
    query = tantivy.Query.const_score_query(to_query(expression), 0.0)
    for scores in (weighted, present, *([bonus] for bonus in _nested(bonuses))):
        query = _with(query, scores)
    return query


def _with(query: tantivy.Query, scores: Iterable[tantivy.Query]) -> tantivy.Query:
    """What the query finds, these added to its score."""
    should = [(_SHOULD, score) for score in scores]
    return tantivy.Query.boolean_query([(_MUST, query), *should]) if should else query


def _nested(bonuses: Iterable[e.Bonus]) -> list[tantivy.Query]:
    """What the bonuses add. One that holds only where another does is asked only there."""
    nests: list[tuple[e.Expression, tantivy.Query]] = []
    for bonus in bonuses:
        query = tantivy.Query.const_score_query(to_query(bonus.holds), bonus.points)
        inside = [score for holds, score in nests if _is_within(holds, bonus.holds)]
        nests = [nest for nest in nests if not _is_within(nest[0], bonus.holds)]
        nests.append((bonus.holds, _with(query, inside)))
    return [query for _, query in nests]


def _is_within(expression: e.Expression, other: e.Expression) -> bool:
    """Whether what is from some number on is from a lower one on, too; told of nothing else."""
    match expression, other:
        case e.Between(field, int(low), None), e.Between(other_field, int(other_low), None):
            return field == other_field and low >= other_low
        case _:
            return False


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
