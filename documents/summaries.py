"""Documents as they are listed: what identifies each, without the evidence for it."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import DocumentRow
from documents.traces import DocumentSummary

#: The columns that a summary is made of, in its order.
COLUMNS = tuple(getattr(DocumentRow, field.name) for field in fields(DocumentSummary))


def select_summaries() -> Select[*tuple[Any, ...]]:
    """A statement that selects what `summaries` reads."""
    return select(*COLUMNS)


def summaries(session: Session, statement: Select[*tuple[Any, ...]]) -> list[DocumentSummary]:
    """The documents that a statement of `select_summaries` selects."""
    return [DocumentSummary(*row) for row in session.execute(statement)]


def summaries_of(session: Session, keys: Iterable[str]) -> dict[str, DocumentSummary]:
    """Those of these documents that there are, by their keys."""
    return {
        found.key: found
        for chunk in chunks(sorted(set(keys)))
        for found in summaries(session, select_summaries().where(DocumentRow.key.in_(chunk)))
    }


def summarize(row: DocumentRow) -> DocumentSummary:
    """The part of a document's row that identifies it."""
    return DocumentSummary(
        key=row.key,
        identifier=row.identifier,
        document_type=row.document_type,
        body_name=row.body_name,
        issued_on=row.issued_on,
        year=row.year,
        title=row.title,
    )
