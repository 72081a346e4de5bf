"""Looking a document up by what a person types: the candidates, or what comes near."""

import logging
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from archive.catalogue.tables import DocumentRow
from documents.looking_up import find_documents
from documents.near import near_documents
from documents.tracing import summarize
from indexer.search import Hit, SearchRequest, SearchUnavailableError
from search_ui import services
from search_ui.parameters import text, whole_number
from vietnamese.identifiers import parse_identifier

LOOKUP_PARAMETERS = frozenset({"q", "province", "issuer", "year"})

#: Articles shown where what was typed is no number.
ARTICLES = 10

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LookUp:
    """What is looked for: an identifier in any spelling, and what narrows it."""

    q: str | None
    province: str | None = None
    issuer: str | None = None
    year: int | None = None

    @property
    def is_number(self) -> bool:
        """Whether what was typed can be a document's number."""
        return parse_identifier(self.q or "") is not None


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that it may be; where there is none, documents that come near.

    `articles` are those with the words typed, where these are no number and name nothing that is
    known; null where they are not looked for, or the search engine is away.
    """

    candidates: list[DocumentRow]
    near: list[DocumentRow]
    articles: list[Hit] | None = None

    @property
    def has_unknown(self) -> bool:
        """Whether a candidate may be the same as another: its body or its year is not known."""
        return any(row.body is None or row.year is None for row in self.candidates)

    def to_json(self) -> dict[str, Any]:
        """The object of `/api/v1/documents`."""
        if self.candidates:
            return {"candidates": [asdict(summarize(row)) for row in self.candidates]}
        found: dict[str, Any] = {"near": [asdict(summarize(row)) for row in self.near]}
        if self.articles is not None:
            found["articles"] = [hit.to_json() for hit in self.articles]
        return found


def lookup_request(args: MultiDict[str, str]) -> LookUp:
    """What a query string looks for; raises `InvalidParameterError`."""
    return LookUp(
        q=text(args, "q", 300),
        province=text(args, "province", 100),
        issuer=text(args, "issuer", 300),
        year=whole_number(args, "year", 0, 1900, 2999) or None,
    )


def look_up(session: Session, wanted: LookUp) -> Found:
    """The documents that `wanted` may mean; what is no number is searched for as words."""
    q = wanted.q or ""
    candidates = find_documents(session, q, wanted.province, wanted.issuer, wanted.year)
    if candidates:
        return Found(candidates, [])
    near = near_documents(session, q)
    return Found([], near, None if wanted.is_number else _articles(q))


def _articles(words: str) -> list[Hit] | None:
    try:
        answer = services.search(SearchRequest(q=words, size=ARTICLES, with_facets=False))
    except SearchUnavailableError as error:
        logger.warning("search is unavailable: %s", error)
        return None
    return list(answer.hits)
