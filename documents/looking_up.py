"""Finding documents by what a person types: a number in any spelling, or a law's name."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow
from documents.keys import law_name, slug
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
                select(DocumentRow).where(DocumentRow.identifier_folded == _look_up(text))
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
    if not number.isdigit():
        pattern = f"%{look_up}%" if len(look_up) >= 4 else None
    else:
        pattern = f"{number}-%"
    near: list[DocumentRow] = []
    if pattern is not None:
        near += session.scalars(
            select(DocumentRow)
            .where(DocumentRow.identifier_folded.like(pattern))
            .order_by(DocumentRow.year.desc(), DocumentRow.key)
            .limit(NEAR)
        )
    if number.isdigit() and symbol and len(near) < NEAR:
        # Misread or mistyped by one digit: 4204 for 4240, 420 or 42041.
        alike = session.scalars(
            select(DocumentRow)
            .where(DocumentRow.identifier_folded.like(f"{number[:2]}%-{symbol}"))
            .order_by(DocumentRow.key)
            .limit(NEAR)
        )
        near += [row for row in alike if row not in near]
    return near[:NEAR]


def _look_up(text: str) -> str:
    identifier = parse_identifier(text)
    if identifier is not None:
        return identifier_key(identifier.canonical)
    return slug(law_name(text)) or slug(text)
