"""From the tree of a query to what an engine does: what must match, what ranks, what to mark."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer import expressions as e
from indexer import ranking
from indexer.names import name_expression
from indexer.query import nodes as n
from indexer.query.texts import texts_of, wanted
from indexer.readings import Reading, readings
from indexer.schema import ATTACHED, RUNNING_TEXT, text_field
from indexer.units import Unit, phrase, units
from vietnamese.analysis import analyze_query

#: Where words are looked for that are not said to stand in some field.
ANYWHERE: tuple[str, ...] = ("text", ATTACHED)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to find, what ranks it, and the units to mark in what is found.

    The tokens of `marked` are syllables, or folded ones where `folded`.
    """

    match: e.Expression
    rank: tuple[e.Ranking, ...]
    marked: frozenset[Unit]
    folded: bool


def make_plan(query: n.Node, reading: Reading) -> Plan:
    """What an engine is to do for the query so read."""
    as_typed = next(readings(query))
    query = reading.taken(query)
    leaves = list(wanted(query))
    return Plan(
        match=_match(query, reading, as_typed),
        rank=_once(term for leaf in leaves for term in _rank(leaf, reading)),
        marked=frozenset(unit for leaf in leaves for unit in _marked(leaf, reading)),
        folded=reading.folded,
    )


def _match(node: n.Node, reading: Reading, as_typed: Reading) -> e.Expression:
    """What must match; what must not is never read less strictly than it was typed."""
    match node:
        case n.Words(runs):
            return _words(ANYWHERE, runs, reading)
        case n.Quotation() | n.Issued():
            return e.EVERYTHING
        case n.Phrase(text):
            return _phrase(ANYWHERE, text, reading)
        case n.DocumentNumber(_, key):
            unit = _number(node)
            in_text = (e.sequence(text_field(area, "folded"), unit) for area in ANYWHERE)
            return e.AtLeast(1, (e.Term("identifier", key), *in_text))
        case n.Cites(number):
            return e.Term("identifier", number.key)
        case n.Title(content):
            if isinstance(content, n.Words):
                return _words(("headline",), content.runs, reading)
            return _phrase(("headline",), content.text, reading)
        case n.Name(field, text):
            return name_expression(field, text, folded=reading.folded)
        case n.Province(slug):
            return e.Term("province", slug)
        case n.DocumentTypeIs(name):
            return e.Term("document_type", name)
        case n.Published(first, before):
            return e.Between("day", _day(first), _day(before, earlier=1))
        case n.Not(part):
            return e.Not(_match(part, as_typed, as_typed))
        case n.AllOf(parts):
            return e.all_of(*(_match(part, reading, as_typed) for part in parts))
        case n.AnyOf(parts):
            return e.AtLeast(1, tuple(_match(part, reading, as_typed) for part in parts))


def _words(areas: Sequence[str], runs: Iterable[str], reading: Reading) -> e.Expression:
    wanted = dict.fromkeys(u for run in runs for u in units(run, folded=reading.folded))
    parts = tuple(_anywhere(areas, unit, reading) for unit in wanted)
    if not parts:  # nothing that could be a word, as a thousand letters are none
        return e.NOTHING
    needed = reading.needed(len(parts))
    return e.all_of(*parts) if needed >= len(parts) else e.AtLeast(needed, parts)


def _phrase(areas: Sequence[str], text: str, reading: Reading) -> e.Expression:
    unit = phrase(text, folded=reading.folded)
    return _anywhere(areas, unit, reading) if unit else e.NOTHING


def _anywhere(areas: Sequence[str], unit: Unit, reading: Reading) -> e.Expression:
    """The unit in one of the areas."""
    found = tuple(e.sequence(text_field(area, _stream(reading)), unit) for area in areas)
    return found[0] if len(found) == 1 else e.AtLeast(1, found)


def _number(number: n.DocumentNumber, stream: str = "folded") -> Unit:
    """The number in running text: its first token, which is all of it; or where its form alone does
    not tell the analyzer that it is one, its parts.
    """
    tokens: Unit = getattr(_analyze(number.canonical), stream)
    return tokens if tokens[0].isdigit() else tokens[:1]


def _rank(leaf: n.Leaf, reading: Reading) -> Iterator[e.Ranking]:
    if isinstance(leaf, n.Quotation):
        unit = phrase(leaf.text, folded=reading.folded)
        yield e.Bonus(e.sequence(text_field("text", _stream(reading)), unit), ranking.QUOTED)
        return
    if isinstance(leaf, n.Cites):
        yield _own_number(leaf.number)
        return
    if isinstance(leaf, n.DocumentNumber):
        yield _own_number(leaf)
        unit = _number(leaf)
        if len(unit) == 1:
            fields = (text_field(area, "folded") for area in RUNNING_TEXT)
            yield from (e.Weighted(e.Term(field, *unit), 1.0) for field in fields)
        return
    if isinstance(leaf, n.Issued):
        yield from _rank_issued(leaf)
        return
    areas = ("headline",) if isinstance(leaf, n.Title) else (*RUNNING_TEXT, ATTACHED)
    for text in texts_of(leaf):
        yield from ranking.ranking_terms(_analyze(text), areas, folded=reading.folded)


def _rank_issued(issued: n.Issued) -> Iterator[e.Ranking]:
    """The document itself that is cited, and after it what names its day, too."""
    own = e.Term("own_identifier", issued.number.key)
    if issued.day:
        day = _day(issued.day)
        yield e.Bonus(e.all_of(own, e.Between("day", day, day)), ranking.ISSUED)
        yield e.Weighted(e.Term(text_field("text", "folded"), issued.day), 1.0)
    if issued.issuer:
        by = name_expression("department", issued.issuer)
        yield e.Bonus(e.all_of(own, by), ranking.ISSUED)


def _once(rank: Iterable[e.Ranking]) -> tuple[e.Ranking, ...]:
    """What ranks, each once of a kind: what several leaves look for counts no more for it."""
    return tuple(
        {(type(r), r.holds if isinstance(r, e.Bonus) else r.term): r for r in rank}.values()
    )


def _own_number(number: n.DocumentNumber) -> e.Weighted:
    return e.Weighted(e.Term("own_identifier", number.key), ranking.OWN_NUMBER)


def _marked(leaf: n.Leaf, reading: Reading) -> Iterator[Unit]:
    match leaf:
        case n.DocumentNumber():
            yield _number(leaf, _stream(reading))
        case n.Phrase(text) | n.Title(n.Phrase(text)):
            yield phrase(text, folded=reading.folded)
        case n.Words(runs) | n.Title(n.Words(runs)):
            for run in runs:
                yield from units(run, folded=reading.folded)
        case _:
            return


def _stream(reading: Reading) -> str:
    return "folded" if reading.folded else "syllables"


def _day(day: str | None, earlier: int = 0) -> int | None:
    return int(day.replace("-", "")) - earlier if day else None


#: The same text is planned for every reading; segmenting it once is enough.
_analyze = lru_cache(maxsize=1024)(analyze_query)
