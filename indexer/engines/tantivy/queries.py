"""Expressions as tantivy's queries."""

from collections.abc import Iterable

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


def ranked(expression: e.Expression, rank: Iterable[e.Weighted]) -> tantivy.Query:
    """The query that finds what the expression says and scores it by `rank`."""
    query = tantivy.Query
    found = (_MUST, query.const_score_query(to_query(expression), 0.0))
    scored = [
        (_SHOULD, query.boost_query(_scored(weighted.term), weighted.weight)) for weighted in rank
    ]
    return query.boolean_query([found, *scored])


def _scored(term: e.Term) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), term.field, term.value, "freq")
