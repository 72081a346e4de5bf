"""How strictly a query is taken: at its word, and less so where nothing is found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from indexer import ranking
from indexer.query import nodes as n
from indexer.query.texts import texts_of, typed_texts
from vietnamese.folding import has_diacritics


@dataclass(frozen=True, slots=True)
class Reading:
    """How strictly a query is taken: with its diacritics or folded, and how many of its words.

    `needed` says how many of so many words must be found, `taken` what becomes of the query before.
    `remark` tells the reader, in Vietnamese, of a reading less strict than asked for.
    """

    folded: bool
    needed: Callable[[int], int] = ranking.must_match
    taken: Callable[[n.Node], n.Node] = lambda query: query
    remark: str = ""


def readings(query: n.Node) -> Iterator[Reading]:
    """The readings of a query that take all it asks for, the strictest first."""
    marked = any(has_diacritics(text) for text in typed_texts(query))
    yield Reading(folded=not marked)
    if marked:
        yield Reading(True, remark="không có bài nào đúng từng dấu, nên tìm không phân biệt dấu")


def loose_readings(query: n.Node) -> Iterator[Reading]:
    """The readings of a query that take less than it asks for, the strictest first.

    Phrases as the words they are of; then not all words, wherever and however spelt.
    """
    for strict in readings(query):
        remark = "không có bài nào có nguyên văn cụm từ, nên tìm các từ của nó"
        if strict.remark:
            remark += ", không phân biệt dấu"
        yield replace(strict, taken=loosened, remark=remark)
    yield FEWER_WORDS


def loosened(query: n.Node) -> n.Node:
    """The query with phrases that are to be found taken as words."""
    match query:
        case n.Phrase(text):
            return n.Words((text,))
        case n.Title(n.Phrase(text)):
            return n.Title(n.Words((text,)))
        case n.AnyOf(parts):
            return n.AnyOf(tuple(map(loosened, parts)))
        case n.AllOf(parts):
            loose = tuple(map(loosened, parts))
            runs = tuple(run for p in loose if isinstance(p, n.Words) for run in texts_of(p))
            others = tuple(part for part in loose if not isinstance(part, n.Words))
            return n.AllOf((n.Words(runs), *others) if runs else others)
        case _:
            return query


#: The last that is tried.
FEWER_WORDS = Reading(
    folded=True,
    needed=ranking.fewest_match,
    taken=loosened,
    remark=f"không có bài nào đủ các từ, nên tìm bài có ít nhất {ranking.FEWEST} trong các từ",
)
