"""What is told where no document is what was asked for."""

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow
from documents.keys import parse_key
from documents.laws import Law, find_law, laws_named
from documents.looking_up import Candidates, find_documents
from documents.near import near_documents
from documents.requests import DocumentRequest
from documents.traces import DocumentSummary

#: The year in a law's number, as a look-up key: `91-2015-qh13`.
_YEAR = re.compile(r"\d+-(\d{4})-")


@dataclass(frozen=True, slots=True)
class NothingFound:
    """What is known instead.

    `laws` are those of the table that were asked for, which nothing here cites; `others` the
    documents of this number that are not of the province, body, year or day asked for; `near` those
    that come near it.
    """

    laws: tuple[Law, ...]
    others: Candidates
    near: tuple[DocumentSummary, ...]

    def to_json(self) -> dict[str, Any]:
        """`near` of `/api/v1/documents` and `congtin document --json`; the rest where there is any.

        `others` are the first of them, `more` is how many there are besides.
        """
        found: dict[str, Any] = {"near": [asdict(document) for document in self.near]}
        if self.laws:
            found["laws"] = [asdict(law) for law in self.laws]
        if self.others.documents:
            found["others"] = [asdict(document) for document in self.others.documents]
        return {**found, "more": self.others.more} if self.others.more else found


def nothing_found(session: Session, request: DocumentRequest) -> NothingFound:
    """What is known instead of the document that `request`, however narrowed, asks for."""
    laws = _laws(request)
    others = Candidates(())
    if request.kind != "key":
        others = find_documents(session, replace(request, year=None, issued_on=None))
    near = tuple(near_documents(session, request))
    return NothingFound(_not_cited(session, laws), others, near)


def _not_cited(session: Session, laws: tuple[Law, ...]) -> tuple[Law, ...]:
    """Those that there is no document of."""
    look_up, year = DocumentRow.identifier_folded, DocumentRow.year
    rows = session.execute(
        select(look_up, year).where(look_up.in_({law.look_up for law in laws})).distinct()
    )
    known = {tuple(row) for row in rows}
    return tuple(law for law in laws if (law.look_up, law.year) not in known)


def _laws(request: DocumentRequest) -> tuple[Law, ...]:
    """The laws of the table that are asked for by name, by number or by a key."""
    if not request.look_ups:
        return ()
    look_up, year = request.look_ups[0], request.year
    if request.kind == "key":
        look_up = parse_key(request.text).look_up
    elif request.kind == "number" and (stated := _YEAR.match(look_up)):
        year = int(stated[1])
    numbered = find_law(look_up, year)
    if numbered is not None:
        return (numbered,)
    named = [law for law in laws_named(look_up) if year is None or law.year == year]
    of_day = [law for law in named if request.issued_on and law.adopted == request.issued_on]
    return tuple(of_day or named)
