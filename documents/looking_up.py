"""Finding documents by what a person types: a number in any spelling, or a law's name."""

import re

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow
from documents.keys import law_name, slug
from documents.laws import laws_like, laws_named
from documents.tracing import current_key
from vietnamese.folding import fold
from vietnamese.identifiers import identifier_key, parse_identifier

_LAW_YEAR = re.compile(r"\b(\d{4})\s*$")

#: Documents offered when nothing has the number asked for.
NEAR = 10


def find_documents(
    session: Session,
    text: str,
    province: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
) -> list[DocumentRow]:
    """The documents that `text` may mean: a key, a number in any spelling, a law's name.

    `province` (a slug), `issuer` (part of the body's name, with or without diacritics) and `year`
    narrow it. Those of which most is known come first.
    """
    by_key = session.get(DocumentRow, current_key(session, text.strip()))
    if year is None and parse_identifier(text) is None and (stated := _LAW_YEAR.search(text)):
        year = int(stated[1])
    if by_key is not None:
        found = [by_key]
    else:
        found = list(
            session.scalars(
                select(DocumentRow).where(DocumentRow.identifier_folded.in_(_look_ups(text)))
            )
        )
    return sorted(
        (
            row
            for row in found
            if (province is None or row.province == province)
            and (issuer is None or fold(issuer) in fold(row.body_name or ""))
            and (year is None or row.year == year)
        ),
        key=lambda row: (row.body is None, row.year is None, -(row.year or 0), row.key),
    )


def near_documents(session: Session, text: str) -> list[DocumentRow]:
    """Documents whose number is like the one asked for: the same number, then the same symbol."""
    look_up = _look_up(text)
    number, _, symbol = look_up.partition("-")
    like: ColumnElement[bool] | None = None
    if number.isdigit():
        like = _begins_with(f"{number}-")
    elif len(look_up) >= 4:
        numbers = [law.look_up for law in laws_like(look_up)]
        like = DocumentRow.identifier_folded.in_(numbers)
        like |= DocumentRow.identifier_folded.contains(look_up, autoescape=True)
    near: list[DocumentRow] = []
    if like is not None:
        near += session.scalars(
            select(DocumentRow)
            .where(like)
            .order_by(DocumentRow.year.desc(), DocumentRow.key)
            .limit(NEAR)
        )
    if number.isdigit() and symbol and len(near) < NEAR:
        # Misread or mistyped by one digit: 4204 for 4240, 420 or 42041.
        alike = session.scalars(
            select(DocumentRow)
            .where(
                _begins_with(number[:2]),
                DocumentRow.identifier_folded.endswith(f"-{symbol}", autoescape=True),
            )
            .order_by(DocumentRow.key)
            .limit(NEAR)
        )
        near += [row for row in alike if row not in near]
    return near[:NEAR]


def _begins_with(start: str) -> ColumnElement[bool]:
    """As a range, which an index answers: SQLite would read the whole of it for LIKE."""
    end = start[:-1] + chr(ord(start[-1]) + 1)
    return (DocumentRow.identifier_folded >= start) & (DocumentRow.identifier_folded < end)


def _look_ups(text: str) -> list[str]:
    """The look-up key of what is asked for; for a law's name those of its numbers, too."""
    look_up = _look_up(text)
    return [look_up, *(law.look_up for law in laws_named(look_up))]


def _look_up(text: str) -> str:
    identifier = parse_identifier(text)
    if identifier is not None:
        return identifier_key(identifier.canonical)
    return slug(law_name(text)) or slug(text)
