"""Finding references: the stages in order."""

from operator import attrgetter

from vietnamese.cleaning import CleanText, clean
from vietnamese.references.candidates import Candidate
from vietnamese.references.contexts import Sentences
from vietnamese.references.dating import (
    attach_date,
    date_after_issuer,
    date_stated_after,
    date_stated_before,
)
from vietnamese.references.issuers import (
    attach_issuer,
    issuer_before,
    issuer_stated_after,
    issuer_who_decides,
    issuer_who_says,
)
from vietnamese.references.kinds import kind_of
from vietnamese.references.laws import find_laws
from vietnamese.references.lists import (
    continues,
    following_members,
    have_one_issuer,
    inherit_types,
    share,
)
from vietnamese.references.model import Reference
from vietnamese.references.numbers import find_numbered
from vietnamese.references.provisions import headed_provisions, read_provisions
from vietnamese.references.relations import attach_relation
from vietnamese.references.rows import read_row
from vietnamese.references.titles import attach_closing_dates
from vietnamese.references.verbs import look_before

_START = attrgetter("start")


def find_references(text: str) -> list[Reference]:
    """The mentions of official documents in a Vietnamese text, in order, never overlapping.

    Offsets index `text` exactly as given. Takes time linear in the length.
    """
    source = clean(text)
    candidates = _in_order([*find_numbered(source), *find_laws(source)])
    if not candidates:
        return []
    candidates = _with_neighbours(source, candidates)
    inherit_types(source, candidates)
    share(source, candidates)
    sentences = Sentences(source)
    attach_closing_dates(source, sentences, candidates)
    _attach_context(source, sentences, candidates)
    return [_finish(source, candidate) for candidate in candidates]


def _in_order(candidates: list[Candidate]) -> list[Candidate]:
    """Sort by place and drop what overlaps; a mention with a number goes before a law's name."""
    candidates.sort(key=_START)  # those with a number, which come first, stay before equals
    kept: list[Candidate] = []
    for candidate in candidates:
        if kept and candidate.start < kept[-1].end:
            if kept[-1].numbering is None and candidate.numbering is not None:
                kept[-1] = candidate
            continue
        kept.append(candidate)
    return kept


def _with_neighbours(source: CleanText, candidates: list[Candidate]) -> list[Candidate]:
    """Attach what follows each mention directly, and add the list members that do."""
    complete: list[Candidate] = []
    for candidate in candidates:
        if complete and candidate.start < complete[-1].end:
            continue
        complete.append(candidate)
        _attach_tail(source, candidate)
        if candidate.own_type and candidate.numbering is not None:
            for member in following_members(source, candidate):
                _attach_tail(source, member)
                complete.append(member)
    return complete


def _attach_tail(source: CleanText, candidate: Candidate) -> None:
    if candidate.issued_on is None:
        attach_date(source, candidate)
    attach_issuer(source, candidate)
    if candidate.issued_on is None:
        date_after_issuer(source, candidate)


def _attach_context(source: CleanText, sentences: Sentences, candidates: list[Candidate]) -> None:
    previous: Candidate | None = None
    first: Candidate | None = None  # of those that the sentence says one body issued
    said: Candidate | None = None  # whose issuer goes on to the next of a list
    for index, candidate in enumerate(candidates):
        following = candidates[index + 1] if index + 1 < len(candidates) else None
        begin = sentences.start(candidate.start)
        finish = sentences.end(candidate.tail)
        stop = min(finish, following.start) if following else finish
        floor = max(begin, previous.tail) if previous else begin
        look_before(source, candidate)
        if candidate.issued_on is None:
            candidate.issued_on = date_stated_after(source, candidate, stop) or date_stated_before(
                source, candidate, floor
            )
        if first is not None and first.end <= begin:
            first = None
        if candidate.issuer is None:
            candidate.issuer = issuer_stated_after(source, candidate, stop)
            if candidate.issuer is None and (subject := issuer_before(source, candidate, floor)):
                candidate.issuer, first, said = subject, candidate, candidate
            elif candidate.issuer is None and (
                speaker := issuer_who_says(source, candidate, floor)
            ):
                candidate.issuer, said = speaker, candidate
            elif candidate.issuer is None:
                candidate.issuer = issuer_who_decides(source, candidate, floor)
        candidate.provisions = read_provisions(source, candidate.start, floor) or headed_provisions(
            source, candidate.start, floor
        )
        neighbour = previous if previous is not None and previous.end > begin else None
        is_followed = following is not None and following.start < finish
        attach_relation(source, candidate, neighbour, is_followed, begin, finish)
        if candidate.issuer is None and candidate.numbering is not None:
            if candidate.relation == "issued" and first and have_one_issuer(first, candidate):
                candidate.issuer = first.issuer
            elif said and said is previous and continues(source, said, candidate):
                candidate.issuer, said = said.issuer, candidate
        read_row(source, candidate)
        previous = candidate


def _finish(source: CleanText, candidate: Candidate) -> Reference:
    start, end = source.span(candidate.start, candidate.end)
    numbering = candidate.numbering
    return Reference(
        start=start,
        end=end,
        text=source.original[start:end],
        kind=kind_of(candidate),
        type=candidate.type.name if candidate.type else None,
        number=numbering.number if numbering else None,
        symbol=numbering.symbol if numbering else None,
        identifier=candidate.identifier,
        law_year=candidate.law_year,
        issuer=candidate.issuer,
        issued_on=candidate.issued_on,
        provisions=candidate.provisions,
        relation=candidate.relation,
        relation_role=candidate.relation_role,
    )
