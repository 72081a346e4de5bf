"""Expressions written so that tantivy answers them sooner: by how many items have which term."""

from itertools import combinations
from math import comb

import tantivy

from indexer import expressions as e

#: `AtLeast` is spelt out in no more combinations than this.
MOST_COMBINATIONS = 15


def rewritten(searcher: tantivy.Searcher, expression: e.Expression) -> e.Expression:
    """An expression that finds the same; `NOTHING` if a term shows that nothing is found.

    Alternatives that no item has are left out: a union looks for each in every segment. At least
    most of some terms is spelt out as each of these combinations where that is less to read: the
    rarest term of a combination leads tantivy through it, while a count goes through every item
    that has any.
    """
    match expression:
        case e.Term():
            return expression if at_most(searcher, expression) else e.NOTHING
        case e.AllOf(parts):
            all_parts = tuple(rewritten(searcher, part) for part in parts)
            return e.NOTHING if e.NOTHING in all_parts else e.AllOf(all_parts)
        case e.AtLeast(count, parts):
            found = (rewritten(searcher, part) for part in parts)
            return _at_least(searcher, count, tuple(part for part in found if part != e.NOTHING))
        case _:
            return expression


def at_most(searcher: tantivy.Searcher, expression: e.Expression) -> int:
    """So many items at most has what is looked for; 0 if there is none for sure."""
    match expression:
        case e.Term(field, value):
            return searcher.doc_freq(field, value)
        case e.AnyTerm(field, values):
            return sum(searcher.doc_freq(field, value) for value in values)
        case e.Sequence(field, tokens):
            return min(searcher.doc_freq(field, token) for token in tokens)
        case e.AllOf(parts) if parts:
            return min(at_most(searcher, part) for part in parts)
        case e.AtLeast(count, parts):
            return sum(at_most(searcher, part) for part in parts) // max(count, 1)
        case _:
            return searcher.num_docs


def _at_least(
    searcher: tantivy.Searcher, count: int, parts: tuple[e.Expression, ...]
) -> e.Expression:
    if count > len(parts):
        return e.NOTHING
    if count == len(parts):
        return e.all_of(*parts)
    if count == 1 or comb(len(parts), count) > MOST_COMBINATIONS:
        return e.AtLeast(count, parts)
    sizes = sorted(at_most(searcher, part) for part in parts)
    # Each part is the rarest of so many combinations. A step in one costs what a count's does.
    led = sum(size * comb(len(parts) - 1 - i, count - 1) for i, size in enumerate(sizes))
    if led > sum(sizes):
        return e.AtLeast(count, parts)
    return e.AtLeast(1, tuple(e.AllOf(some) for some in combinations(parts, count)))
