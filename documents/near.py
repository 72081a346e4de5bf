"""Documents that come near what was asked for, when nothing has that number or name."""

import re
from collections.abc import Set

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import DocumentRow
from documents.beginnings import begins_with
from documents.laws import laws_like
from documents.like_numbers import PARTS, distance, slips_of
from documents.requests import DocumentRequest
from documents.summaries import select_summaries, summaries
from documents.traces import DocumentSummary

#: Documents offered.
NEAR = 10

#: Symbols of the same number that are looked at for like ones.
_SYMBOLS = 500

#: Documents of like numbers that are looked at, the newest.
_LOOKED_AT = 100

#: Characters that the name of a law is searched by at least.
_SHORTEST_NAME = 4

#: What the names of laws begin with, as slugs: the name is often given without.
_LAW_TYPES = ("", "luat-", "bo-luat-", "phap-lenh-", "hien-phap-")

#: The newest come first, those of an unknown year last.
_NEWEST = (DocumentRow.year.desc().nulls_last(), DocumentRow.key)


def near_documents(
    session: Session, request: DocumentRequest, most: int = NEAR
) -> list[DocumentSummary]:
    """Documents whose number may be the one meant, the nearest first.

    For a number: the same one in another year or by another body; one mistyped in a digit (4204 for
    4240, 420 or 42041) or in the symbol (`4204/QĐ-UBND`); then those that differ in their last two
    digits. For the name of a law, or a part of one: laws of such a name,
    those of nearly that year first.
    """
    if not request.look_ups:
        return []
    look_up = request.look_ups[0]
    parts = PARTS.fullmatch(look_up)
    if parts is None:
        return _named_like(session, look_up, request.year, most)
    stated = int(parts["year"]) if parts["year"] else request.year
    slips = slips_of(parts["number"])
    found = dict([*_of_number(session, parts, most), *_of_like_number(session, parts, slips)])
    distances = {known: distance(parts, known, slips) for known in set(found.values())}
    ranked = sorted(
        found,
        key=lambda near: (
            distances[found[near]],
            abs((near.year or 0) - stated) if stated else -(near.year or 0),
            near.key,
        ),
    )
    return ranked[:most]


#: A document and what it is looked up by.
_Found = tuple[DocumentSummary, str]


def _found(session: Session, wanted: ColumnElement[bool]) -> list[_Found]:
    statement = (
        select_summaries()
        .add_columns(DocumentRow.identifier_folded)
        .where(wanted)
        .order_by(*_NEWEST)
        .limit(_LOOKED_AT)
    )
    return [(DocumentSummary(*row), look_up) for *row, look_up in session.execute(statement)]


def _of_number(session: Session, parts: re.Match[str], most: int) -> list[_Found]:
    """Documents of this number, with the symbols that are nearest to the one asked for."""
    column, number = DocumentRow.identifier_folded, parts["number"]
    same = or_(column == number, begins_with(column, f"{number}-"))
    known = session.scalars(select(column).where(same).distinct().order_by(column).limit(_SYMBOLS))
    nearest = sorted(filter(None, known), key=lambda look_up: distance(parts, look_up, set()))
    return _found(session, column.in_(nearest[:most]))


def _of_like_number(session: Session, parts: re.Match[str], slips: Set[str]) -> list[_Found]:
    number = parts["number"]
    rest = parts.string[len(number) :]
    if not rest:
        return []
    like = sorted(f"{other}{rest}" for other in slips | _beginning_alike(number))
    return [
        found
        for chunk in chunks(like)
        for found in _found(session, DocumentRow.identifier_folded.in_(chunk))
    ]


def _beginning_alike(number: str) -> set[str]:
    """The numbers that are the same but for the last two digits; the first one stays."""
    free = min(2, len(number) - 1)
    return {f"{number[: len(number) - free]}{last:0{free}}" for last in range(10**free) if free}


def _named_like(
    session: Session, look_up: str, year: int | None, most: int
) -> list[DocumentSummary]:
    """Laws in whose name this is, and what is kept of a law whose name begins so."""
    if len(look_up) < _SHORTEST_NAME:
        return []
    column = DocumentRow.identifier_folded
    numbers = [law.look_up for law in laws_like(look_up)]
    named = [begins_with(column, f"{kind}{look_up}") for kind in _LAW_TYPES]
    like = select_summaries().where(or_(column.in_(numbers), *named))
    found = summaries(session, like.order_by(*_NEWEST).limit(_LOOKED_AT))
    if year is not None:
        found.sort(key=lambda near: abs((near.year or 0) - year))
    return found[:most]
