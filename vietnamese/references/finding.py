"""Finding references: the stages in order."""

from vietnamese.cleaning import CleanText, clean
from vietnamese.references.candidates import Candidate
from vietnamese.references.model import Reference
from vietnamese.references.numbers import find_numbered


def find_references(text: str) -> list[Reference]:
    """The mentions of official documents in a Vietnamese text, in order, never overlapping.

    Offsets index `text` exactly as given. Takes time linear in the length.
    """
    source = clean(text)
    return [_finish(source, candidate) for candidate in find_numbered(source)]


def _finish(source: CleanText, candidate: Candidate) -> Reference:
    start, end = source.span(candidate.start, candidate.end)
    return Reference(
        start=start,
        end=end,
        text=source.original[start:end],
        kind="administrative",
        type=candidate.type.name if candidate.type else None,
        number=candidate.numbering.number if candidate.numbering else None,
        symbol=candidate.symbol,
        identifier=candidate.identifier,
        law_year=candidate.law_year,
        issuer=candidate.issuer,
        issued_on=candidate.issued_on,
        provisions=candidate.provisions,
        relation=candidate.relation,
        relation_role=candidate.relation_role,
    )
