"""How strictly a query is taken: at its word, and less so where nothing is found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from indexer import ranking
from indexer.query import nodes as n
from indexer.query.describing_words import Remark
from indexer.query.texts import texts_of, typed_texts, wanted
from indexer.units import Unit, units
from vietnamese.folding import has_diacritics


def _as_it_is(query: n.Node) -> n.Node:
    return query


@dataclass(frozen=True, slots=True)
class Reading:
    """How strictly a query is taken: with its diacritics or folded, and how many of its words.

    `needed` says how many of so many words must be found, `taken` what becomes of the query before.
    `remark` tells the reader of a reading less strict than asked for.
    """

    folded: bool
    needed: Callable[[int], int] = ranking.must_match
    taken: Callable[[n.Node], n.Node] = _as_it_is
    remark: Remark | None = None

    @property
    def is_loose(self) -> bool:
        """Whether it takes less than the query asks for."""
        return self.taken is not _as_it_is


def readings(query: n.Node) -> Iterator[Reading]:
    """The readings of a query that take all it asks for, the strictest first.

    Of one that excludes what it asks for there is but the strictest: folded, `đất -đất` would find
    what has another word (`đạt`), which nobody asked for.
    """
    marked = any(has_diacritics(text) for text in typed_texts(query))
    yield Reading(folded=not marked)
    if marked and not contradicts_itself(query):
        yield Reading(True, remark="folded")


def loose_readings(query: n.Node) -> Iterator[Reading]:
    """The readings of a query that take less than it asks for, the strictest first.

    Phrases as the words they are of; then not all words, wherever and however spelt; and last, of
    a long text that names documents, its words alone.
    """
    for strict in readings(query):
        yield replace(
            strict, taken=loosened, remark="phrases_folded" if strict.remark else "phrases"
        )
    yield FEWER_WORDS
    if is_long(loosened(query)):
        for strict in readings(query):
            yield replace(strict, taken=_without_numbers, remark="without_numbers")


def contradicts_itself(query: n.Node) -> bool:
    """Whether a query excludes what it asks for, so that nothing can match."""
    if not isinstance(query, n.AllOf):
        return False
    excluded = [part.part for part in query.parts if isinstance(part, n.Not)]
    asked = [part for part in query.parts if not isinstance(part, n.Not)]
    return any(
        out == part or _asks_for(part, _needed_units(out)) for out in excluded for part in asked
    )


def _asks_for(part: n.Node, out: frozenset[Unit]) -> bool:
    return bool(out) and out <= _needed_units(part)


def _needed_units(node: n.Node) -> frozenset[Unit]:
    """The units of plain words that must all be found."""
    if not isinstance(node, n.Words):
        return frozenset()
    found = frozenset(unit for run in node.runs for unit in units(run, folded=False))
    return found if len(found) <= ranking.ALL_MUST_MATCH else frozenset()


def is_long(query: n.Node) -> bool:
    """Whether some of the query's words need not be found."""
    return any(
        sum(len(units(text, folded=True)) for text in texts_of(leaf)) > ranking.ALL_MUST_MATCH
        for leaf in wanted(query)
    )


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


def _without_numbers(query: n.Node) -> n.Node:
    """The query with the numbers of documents left out that stand beside words, and what a
    citation says of them.
    """
    query = loosened(query)
    if not isinstance(query, n.AllOf):
        return query
    parts = tuple(map(_without_numbers, query.parts))
    numbers = (n.DocumentNumber, n.Issued)
    return n.AllOf(tuple(part for part in parts if not isinstance(part, numbers)))


#: Not all words.
FEWER_WORDS = Reading(
    folded=True,
    needed=ranking.fewest_match,
    taken=loosened,
    remark="fewer_words",
)
