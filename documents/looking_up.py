"""Finding documents by what a person types: a number in any spelling, or a law's name."""

import re
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow
from documents.keys import law_name, look_ups_of_number, slug
from documents.laws import laws_named
from documents.tracing import current_key
from vietnamese.folding import fold
from vietnamese.identifiers import identifier_key, parse_identifier
from vietnamese.references import find_references

_LAW_YEAR = re.compile(r"\b(\d{4})\s*$")

#: What the names of laws begin with, as slugs.
_LAW_TYPE = re.compile(r"(?:bo-luat|luat|phap-lenh|hien-phap)-[a-z]{2,}")

#: What a text asks for.
Kind = Literal["number", "law", "words"]


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


def kind_of(text: str) -> Kind:
    """Whether what a person typed is a document's number, the name of a law, or just words.

    A law need not be known to be one: `Luật Trồng rau 2030` has the form of a law's name.
    """
    if parse_identifier(text) is not None:
        return "number"
    typed = text.strip()
    for reference in find_references(typed):
        if reference.start == 0 and reference.end == len(typed):
            return "law" if reference.kind == "law-by-name" else "number"
    named = slug(law_name(typed))
    return "law" if laws_named(named) or _LAW_TYPE.match(named) else "words"


def _look_ups(text: str) -> list[str]:
    """The look-up key of what is asked for; for a law's name those of its numbers, too."""
    identifier = parse_identifier(text)
    if identifier is not None:
        return look_ups_of_number(identifier.canonical)
    look_up = look_up_of_text(text)
    return [look_up, *(law.look_up for law in laws_named(look_up))]


def look_up_of_text(text: str) -> str:
    """What the document that a text asks for is looked up by."""
    identifier = parse_identifier(text)
    if identifier is not None:
        return identifier_key(identifier.canonical)
    return slug(law_name(text)) or slug(text)
