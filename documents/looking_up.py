"""Finding the documents that a person asks for."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow
from documents.narrowing import is_issuer
from documents.requests import DocumentRequest
from documents.summaries import select_summaries, summaries
from documents.traces import DocumentSummary
from documents.tracing import current_key

#: Documents named where more have the same number: `1/QĐ-UBND` has one of every committee and year.
MOST = 200


@dataclass(frozen=True, slots=True)
class Candidates:
    """The documents that a request may mean, those of which most is known first.

    Of very many only the first are here; `more` is how many others there are.
    """

    documents: tuple[DocumentSummary, ...]
    more: int = 0

    def to_json(self) -> dict[str, Any]:
        """The candidates of `/api/v1/documents` and `congtin document --json`."""
        found: dict[str, Any] = {"candidates": [asdict(document) for document in self.documents]}
        return {**found, "more": self.more} if self.more else found


def find_documents(
    session: Session,
    request: DocumentRequest,
    province: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
    most: int = MOST,
) -> Candidates:
    """The documents that `request` may mean, `most` of them at most.

    `province` (a slug), `issuer` (part of the body's name in any spelling) and `year` narrow it; a
    year so given is taken for the one that the request states. Where it states a day, documents of
    that day go before all others of the year.
    """
    wanted = _wanted(session, request, province, issuer, year)
    if request.issued_on is not None:
        of_day = _found(session, and_(wanted, DocumentRow.issued_on == request.issued_on), most)
        if of_day.documents:
            return of_day
    return _found(session, wanted, most)


def find_keys(session: Session, request: DocumentRequest) -> list[str]:
    """The keys of all documents that `request` may mean."""
    wanted = _wanted(session, request, None, None, None)
    return list(session.scalars(select(DocumentRow.key).where(wanted).order_by(DocumentRow.key)))


def _wanted(
    session: Session,
    request: DocumentRequest,
    province: str | None,
    issuer: str | None,
    year: int | None,
) -> ColumnElement[bool]:
    """What holds of the documents that `request` may mean."""
    if request.kind == "key":
        # The key may lead on to one of another year: that was a mistake in a text.
        asked = DocumentRow.key == current_key(session, request.text)
    else:
        asked = DocumentRow.identifier_folded.in_(request.look_ups)
        year = request.year if year is None else year
    if province is not None:
        asked &= DocumentRow.province == province
    if year is not None:
        asked &= DocumentRow.year == year
    if issuer is not None:
        column = DocumentRow.body_name
        bodies = session.execute(select(column, DocumentRow.body).where(asked).distinct())
        asked &= column.in_({name for name, key in bodies if name and is_issuer(issuer, name, key)})
    return asked


def _found(session: Session, wanted: ColumnElement[bool], most: int) -> Candidates:
    statement = (
        select_summaries()
        .where(wanted)
        .order_by(DocumentRow.body.is_(None), DocumentRow.year.desc().nulls_last(), DocumentRow.key)
        .limit(most + 1)
    )
    found = summaries(session, statement)
    if len(found) <= most:
        return Candidates(tuple(found))
    count = session.scalar(select(func.count()).select_from(DocumentRow).where(wanted)) or 0
    return Candidates(tuple(found[:most]), count - most)
