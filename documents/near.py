"""Documents that come near what was asked for, when nothing has that number or name."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow
from documents.chunks import chunks
from documents.laws import laws_like
from documents.looking_up import look_up_of_text
from vietnamese.identifiers import parse_identifier

#: Documents offered.
NEAR = 10

#: Documents of the same number that are looked at for those of a like symbol.
_LOOKED_AT = 500

#: Characters that the name of a law is searched by at least.
_SHORTEST_NAME = 4

#: A number, its year if it is of a legal document, and its symbol: `30-2020-nd-cp`.
_PARTS = re.compile(r"(?P<number>\d+)(?:-(?P<year>(?:19|20)\d\d))?(?:-(?P<symbol>.+))?")


def near_documents(session: Session, text: str) -> list[DocumentRow]:
    """Documents whose number may be the one meant, the nearest first.

    For a number: the same one in another year or by another body; one mistyped in a digit (4204 for
    4240, 420 or 42041) or in the symbol (`4204/QĐ-UBND`); then those that begin alike. For the name
    of a law: names it is part of.
    """
    look_up = look_up_of_text(text)
    parts = _PARTS.fullmatch(look_up)
    if parts is None or parse_identifier(text) is None:
        return _named_like(session, look_up)
    found: dict[str, DocumentRow] = {}
    for row in _of_number(session, parts["number"]):
        found[row.key] = row
    rest = look_up[len(parts["number"]) :]
    if rest:
        for row in (
            *_mistyped(session, parts["number"], rest),
            *_beginning_alike(session, parts["number"], rest),
        ):
            found[row.key] = row
    stated = int(parts["year"]) if parts["year"] else None
    ranked = sorted(
        found.values(),
        key=lambda row: (
            _distance(look_up, row.identifier_folded or ""),
            abs((row.year or 0) - stated) if stated else -(row.year or 0),
            row.key,
        ),
    )
    return ranked[:NEAR]


def _of_number(session: Session, number: str) -> Iterable[DocumentRow]:
    return session.scalars(
        select(DocumentRow)
        .where(_begins_with(f"{number}-"))
        .order_by(DocumentRow.year.desc(), DocumentRow.key)
        .limit(_LOOKED_AT)
    )


def _mistyped(session: Session, number: str, rest: str) -> Iterable[DocumentRow]:
    for chunk in chunks(sorted(f"{slip}{rest}" for slip in _slips(number))):
        yield from session.scalars(
            select(DocumentRow)
            .where(DocumentRow.identifier_folded.in_(chunk))
            .order_by(DocumentRow.key)
            .limit(_LOOKED_AT)
        )


def _beginning_alike(session: Session, number: str, rest: str) -> Iterable[DocumentRow]:
    return session.scalars(
        select(DocumentRow)
        .where(
            _begins_with(number[:2]),
            DocumentRow.identifier_folded.endswith(rest, autoescape=True),
        )
        .order_by(DocumentRow.key)
        .limit(NEAR)
    )


def _slips(number: str) -> set[str]:
    """The numbers that one slip of the finger away: a digit wrong, more, less, or two exchanged."""
    digits = "0123456789"
    cuts = [(number[:i], number[i:]) for i in range(len(number) + 1)]
    slips = {a + b[1:] for a, b in cuts if b}
    slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    slips |= {a + digit + b[1:] for a, b in cuts if b for digit in digits}
    slips |= {a + digit + b for a, b in cuts for digit in digits}
    return {slip for slip in slips if slip and not slip.startswith("0")} - {number}


def _distance(asked: str, known: str) -> float:
    """How far two look-up keys are from one another.

    A slip in the number counts one, more than that two, another year in it one; another symbol from
    a quarter, where nearly all of it is the same, to two and a quarter.
    """
    mine, other = _PARTS.fullmatch(asked), _PARTS.fullmatch(known)
    if mine is None or other is None:
        return 4.0
    distance = 0.0
    if mine["number"] != other["number"]:
        distance += 1.0 if other["number"] in _slips(mine["number"]) else 2.0
    distance += 0.0 if mine["year"] == other["year"] else 1.0
    symbols = mine["symbol"] or "", other["symbol"] or ""
    if symbols[0] != symbols[1]:
        distance += 2.25 - 2 * SequenceMatcher(None, *symbols).ratio()
    return distance


def _named_like(session: Session, look_up: str) -> list[DocumentRow]:
    if len(look_up) < _SHORTEST_NAME:
        return []
    numbers = [law.look_up for law in laws_like(look_up)]
    like: ColumnElement[bool] = DocumentRow.identifier_folded.in_(numbers)
    like |= DocumentRow.identifier_folded.contains(look_up, autoescape=True)
    return list(
        session.scalars(
            select(DocumentRow)
            .where(like)
            .order_by(DocumentRow.year.desc(), DocumentRow.key)
            .limit(NEAR)
        )
    )


def _begins_with(start: str) -> ColumnElement[bool]:
    """As a range, which an index answers: SQLite would read the whole of it for LIKE."""
    end = start[:-1] + chr(ord(start[-1]) + 1)
    return (DocumentRow.identifier_folded >= start) & (DocumentRow.identifier_folded < end)
