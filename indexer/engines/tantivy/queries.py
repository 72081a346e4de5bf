"""Expressions as tantivy's queries."""

import tantivy

from indexer import expressions as e
from indexer.engines.tantivy.schema import schema

#: Where more values than this may hold, they are looked for as a set: making one takes as long as
#: looking through several, and tantivy goes through every value of the field then.
FEW_VALUES = 16

_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


def to_query(expression: e.Expression) -> tantivy.Query:
    """The query that finds what the expression says."""
    query = tantivy.Query
    match expression:
        case e.Term(field, value):
            return query.term_query(schema(), field, value, "basic")
        case e.AnyTerm(field, values):
            if len(values) > FEW_VALUES:
                return query.term_set_query(schema(), field, list(values))
            return to_query(e.AtLeast(1, tuple(e.Term(field, value) for value in values)))
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
        case e.AtLeast(1, (part,)):
            return to_query(part)
        case e.AtLeast(count, parts):
            return query.boolean_query([(_SHOULD, to_query(part)) for part in parts], count)
        case e.Not():
            return to_query(e.AllOf((expression,)))
