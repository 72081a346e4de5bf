"""Finding what a query asks for, and what it may have been meant to ask for.

The query is taken at its word first. Where nothing matches, it is read folded, then spelt as it was
probably meant, then with its phrases as words, then with fewer words, and the answer says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer import expressions as e
from indexer.engines.questions import Found, Order, Question, Reader
from indexer.names import IndexedNames
from indexer.planning import Plan, make_plan
from indexer.query import describe, parse
from indexer.query.describing_words import Remark
from indexer.query.lexing import is_read_whole
from indexer.query.nodes import Node
from indexer.readings import Reading, contradicts_itself, is_long, loose_readings, readings
from indexer.search import DidYouMean
from indexer.spelling import bold_spellings, count_lacking, has_abbreviation, other_spellings
from indexer.spelling.numbers import number_to_offer

#: Where a query finds no more than this, another spelling is offered that finds so many times more.
LITTLE = 5
MUCH_MORE = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, by which reading of which query.

    `query` is the one that was searched; `matches` is how many items it has, chosen or not, or how
    many of those chosen; `did_you_mean` is another spelling of the query typed; `is_whole` says
    whether all of that was read.
    """

    query: Node
    reading: Reading
    plan: Plan
    found: Found
    matches: int
    did_you_mean: DidYouMean | None = None
    is_whole: bool = True

    def understood(self, language: str) -> str:
        """How the query was understood, in `vi` or `en`."""
        return describe(self.query, self._remarks(), language)

    def _remarks(self) -> Iterator[Remark]:
        if self.did_you_mean and self.did_you_mean.applied:
            yield "respelt"
        if self.reading.remark:
            yield self.reading.remark
        if not self.is_whole:
            yield "cut"


def find(reader: Reader, typed: str, question: Question) -> Finding:
    """What a query as typed finds.

    A query that matches, but nothing among what was chosen, is not read less strictly.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    return replace(_find(reader, typed, question), is_whole=is_read_whole(typed))


def _find(reader: Reader, typed: str, question: Question) -> Finding:
    query = parse(typed, IndexedNames(reader))
    strict = _read(reader, query, question)
    if strict.matches or contradicts_itself(query):
        return strict
    for spelling, _ in _that_find(reader, other_spellings(reader, typed, query)):
        respelt = _read(reader, parse(spelling, IndexedNames(reader)), question)
        return replace(respelt, did_you_mean=DidYouMean(spelling, applied=True))
    loose = _findings(reader, query, question, loose_readings(query), [strict.plan.match])
    return next((finding for finding in loose if finding.matches), strict)


def with_offer(reader: Reader, typed: str, finding: Finding) -> Finding:
    """The finding, with another spelling if that finds much more of what was typed.

    A number of a document beside which the words find nothing is offered by itself. One that finds
    nothing has a like one offered, and is never taken for it; nor is an abbreviation for a like
    one.
    Of other queries it does where what was typed finds little; and where articles were found for
    the other words of a long query alone, because no article has one of them, if the spelling has
    less of such words.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    lost = not finding.matches or finding.reading.remark == "without_numbers"
    if lost and (number := number_to_offer(reader, finding.query)):
        return replace(finding, did_you_mean=DidYouMean(number, applied=False))
    if finding.did_you_mean:
        return finding
    if not finding.matches or finding.reading.is_loose:  # other spellings were tried but bold ones
        if has_abbreviation(finding.query):
            bold = bold_spellings(reader, typed, finding.query)
            for spelling, _ in _that_find(reader, bold):
                return replace(finding, did_you_mean=DidYouMean(spelling, applied=False))
        return finding
    as_typed = next(readings(finding.query))
    matches = finding.matches if finding.reading == as_typed else 0
    lacking = 0
    if matches > LITTLE:
        lacking = count_lacking(reader, finding.query) if is_long(finding.query) else 0
        if not lacking:
            return finding
    for spelling, count in _that_find(reader, bold_spellings(reader, typed, finding.query)):
        if lacking:
            is_better = count_lacking(reader, parse(spelling, IndexedNames(reader))) < lacking
        else:
            is_better = count >= MUCH_MORE * max(matches, 1)
        if is_better:
            return replace(finding, did_you_mean=DidYouMean(spelling, applied=False))
    return finding


def planned(question: Question, plan: Plan) -> Question:
    """The question with what the plan adds. Where nothing ranks, the newest come first."""
    order: Order = question.order if plan.rank or question.order != "score" else "newest"
    after = question.after
    if after and order != "score":  # only a score has a fraction
        after = replace(after, key=int(after.key))
    match = e.all_of(plan.match, question.match)
    rank = (*plan.rank, *question.rank) if plan.rank else ()
    return replace(question, match=match, rank=rank, order=order, after=after)


def _read(reader: Reader, query: Node, question: Question) -> Finding:
    """What the strictest reading finds that matches anything; else what the strictest finds."""
    findings = list(_until_one_matches(_findings(reader, query, question, readings(query))))
    return findings[-1] if findings[-1].matches else findings[0]


def _until_one_matches(findings: Iterator[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        if finding.matches:
            return


def _findings(
    reader: Reader,
    query: Node,
    question: Question,
    tried: Iterable[Reading],
    besides: Sequence[e.Expression] = (),
) -> Iterator[Finding]:
    """What the query finds by each of these readings; what asks for the same is tried once."""
    known = list(besides)
    for reading in tried:
        plan = make_plan(query, reading)
        if plan.match not in known:
            known.append(plan.match)
            found = reader.find(planned(question, plan))
            matches = found.total
            if not matches and (question.filters or question.match != e.EVERYTHING):
                matches = reader.counts([plan.match])[0]
            yield Finding(query, reading, plan, found, matches)


def _that_find(reader: Reader, spellings: Sequence[str]) -> list[tuple[str, int]]:
    """The spellings that match anything, and how much: at their word, or else folded."""
    queries = [parse(spelling, IndexedNames(reader)) for spelling in spellings]
    plans = [[make_plan(query, reading).match for reading in readings(query)] for query in queries]
    counts = iter(reader.counts([match for matches in plans for match in matches]))
    found = [[next(counts) for _ in matches] for matches in plans]
    return [
        (spelling, next(filter(None, of_one)))
        for spelling, of_one in zip(spellings, found, strict=True)
        if any(of_one)
    ]
