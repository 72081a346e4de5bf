"""Documents that come near what was asked for, when nothing has that number or name."""

import re
from collections.abc import Set
from difflib import SequenceMatcher

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import DocumentRow
from documents.beginnings import begins_with
from documents.laws import laws_like
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

#: A number, its year if it is of a legal document, and its symbol: `30-2020-nd-cp`.
_PARTS = re.compile(r"(?P<number>\d+)(?:-(?P<year>(?:19|20)\d\d))?(?:-(?P<symbol>.+))?")

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
    parts = _PARTS.fullmatch(look_up)
    if parts is None:
        return _named_like(session, look_up, request.year, most)
    stated = int(parts["year"]) if parts["year"] else request.year
    slips = _slips(parts["number"])
    found = dict([*_of_number(session, parts, most), *_of_like_number(session, parts, slips)])
    distances = {known: _distance(parts, known, slips) for known in set(found.values())}
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
    nearest = sorted(filter(None, known), key=lambda look_up: _distance(parts, look_up, set()))
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


def _slips(number: str) -> set[str]:
    """The numbers that one slip of the finger away: a digit wrong, more, less, or two exchanged."""
    digits = "0123456789"
    cuts = [(number[:i], number[i:]) for i in range(len(number) + 1)]
    slips = {a + b[1:] for a, b in cuts if b}
    slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    slips |= {a + digit + b[1:] for a, b in cuts if b for digit in digits}
    slips |= {a + digit + b for a, b in cuts for digit in digits}
    return {slip for slip in slips if slip and not slip.startswith("0")} - {number}


def _distance(mine: re.Match[str], known: str, slips: Set[str]) -> float:
    """How far a look-up key is from the one asked for, in its parts; `slips` are near its number.

    A slip in the number counts one, more than that two, another year in it one; another symbol from
    a quarter, where nearly all of it is the same, to two and a quarter.
    """
    other = _PARTS.fullmatch(known)
    if other is None:
        return 4.0
    distance = 0.0
    if mine["number"] != other["number"]:
        distance += 1.0 if other["number"] in slips else 2.0
    distance += 0.0 if mine["year"] == other["year"] else 1.0
    symbols = mine["symbol"] or "", other["symbol"] or ""
    if symbols[0] != symbols[1]:
        distance += 2.25 - 2 * SequenceMatcher(None, *symbols).ratio()
    return distance


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
