"""Expressions as tantivy's queries."""

import math
from collections.abc import Iterable
from dataclasses import replace

import tantivy

from indexer import expressions as e
from indexer.engines.tantivy.schema import schema

_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


def to_query(expression: e.Expression) -> tantivy.Query:
    """The query that finds what the expression says."""
    query = tantivy.Query
    match expression:
        case e.Term(field, value):
            return query.term_query(schema(), field, value, "basic")
        case e.AnyTerm(field, values):
            return query.term_set_query(schema(), field, list(values))
        case e.Prefix(field, beginning):
            return query.fuzzy_term_query(schema(), field, beginning, 0, prefix=True)
        case e.Sequence(field, tokens):
            return query.phrase_query(schema(), field, list(tokens))
        case e.Between(_, None, None) | e.AllOf(()):
            return query.all_query()
        case e.Between(field, low, high):
            return query.range_query(schema(), field, tantivy.FieldType.Integer, low, high)
        case e.AllOf(parts):
            # What must not hold takes away from what else must: tantivy finds nothing by it alone.
            without = [
                (_MUST_NOT, to_query(part.part)) for part in parts if isinstance(part, e.Not)
            ]
            must = [(_MUST, to_query(part)) for part in parts if not isinstance(part, e.Not)]
            return query.boolean_query([*(must or [(_MUST, query.all_query())]), *without])
        case e.AtLeast(_, ()):
            return query.empty_query()
        case e.AtLeast(count, parts):
            return query.boolean_query([(_SHOULD, to_query(part)) for part in parts], count)
        case e.Not():
            return to_query(e.AllOf((expression,)))


def without_absent(searcher: tantivy.Searcher, expression: e.Expression) -> e.Expression:
    """The expression without the alternatives that no item has; it finds the same.

    A union is what takes longest, and a word that is in no file is looked for there as well.
    """
    match expression:
        case e.AllOf(parts):
            return e.AllOf(tuple(without_absent(searcher, part) for part in parts))
        case e.AtLeast(1, parts):
            some = tuple(without_absent(searcher, p) for p in parts if not _absent(searcher, p))
            return some[0] if len(some) == 1 else replace(expression, parts=some or parts[:1])
        case e.AtLeast(_, parts):
            return replace(
                expression, parts=tuple(without_absent(searcher, part) for part in parts)
            )
        case _:
            return expression


def _absent(searcher: tantivy.Searcher, expression: e.Expression) -> bool:
    return isinstance(expression, e.Term) and not searcher.doc_freq(
        expression.field, expression.value
    )


def ranked(
    searcher: tantivy.Searcher, expression: e.Expression, rank: Iterable[e.Ranking]
) -> tantivy.Query:
    """The query that finds what the expression says and scores it by `rank`."""
    query = tantivy.Query
    found = (_MUST, query.const_score_query(to_query(expression), 0.0))
    scored = [(_SHOULD, _scored(searcher, ranking)) for ranking in rank]
    return query.boolean_query([found, *scored])


def _scored(searcher: tantivy.Searcher, ranking: e.Ranking) -> tantivy.Query:
    query = tantivy.Query
    match ranking:
        case e.Weighted(term, weight):
            frequency = query.term_query(schema(), term.field, term.value, "freq")
            return query.boost_query(frequency, weight)
        case e.Present(term, weight):
            points = weight * _rarity(searcher, term)
            return query.const_score_query(to_query(term), points)
        case e.Bonus(holds, points):
            return query.const_score_query(to_query(holds), points)


def _rarity(searcher: tantivy.Searcher, term: e.Term) -> float:
    """The inverse document frequency of a term, as BM25 has it."""
    count = searcher.doc_freq(term.field, term.value)
    # What was deleted counts in the one and not in the other.
    without = max(searcher.num_docs - count, 0)
    return math.log(1 + (without + 0.5) / (count + 0.5))
