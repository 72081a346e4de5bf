"""Looking a document up by what a person types: the candidates, or what comes near."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from archive.catalogue.tables import DocumentRow
from documents.looking_up import find_documents, near_documents
from documents.tracing import summarize
from search_ui.parameters import text, whole_number

LOOKUP_PARAMETERS = frozenset({"q", "province", "issuer", "year"})


@dataclass(frozen=True, slots=True)
class LookUp:
    """What is looked for: an identifier in any spelling, and what narrows it."""

    q: str | None
    province: str | None = None
    issuer: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that it may be; where there is none, documents that come near."""

    candidates: list[DocumentRow]
    near: list[DocumentRow]

    @property
    def has_unknown(self) -> bool:
        """Whether a candidate may be the same as another: its body or its year is not known."""
        return any(row.body is None or row.year is None for row in self.candidates)

    def to_json(self) -> dict[str, Any]:
        """The object of `/api/v1/documents`."""
        if self.candidates:
            return {"candidates": [asdict(summarize(row)) for row in self.candidates]}
        return {"near": [asdict(summarize(row)) for row in self.near]}


def lookup_request(args: MultiDict[str, str]) -> LookUp:
    """What a query string looks for; raises `InvalidParameterError`."""
    return LookUp(
        q=text(args, "q", 300),
        province=text(args, "province", 100),
        issuer=text(args, "issuer", 300),
        year=whole_number(args, "year", 0, 1900, 2999) or None,
    )


def look_up(session: Session, wanted: LookUp) -> Found:
    """The documents that `wanted` may mean."""
    q = wanted.q or ""
    candidates = find_documents(session, q, wanted.province, wanted.issuer, wanted.year)
    return Found(candidates, [] if candidates else near_documents(session, q))
