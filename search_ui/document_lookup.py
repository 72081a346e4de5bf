"""Looking a document up by what a person types: the candidates, or what comes near."""

import logging
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from documents.keys import UNKNOWN
from documents.looking_up import Candidates, find_documents
from documents.near import near_documents
from documents.requests import read_request
from documents.traces import DocumentSummary
from indexer.search import Hit, SearchRequest, SearchUnavailableError
from search_ui import services
from search_ui.parameters import text, whole_number

LOOKUP_PARAMETERS = frozenset({"q", "province", "issuer", "year"})

#: Articles shown where what was typed is no number.
ARTICLES = 10

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LookUp:
    """What is looked for, as it was typed, and what narrows it."""

    q: str | None
    province: str | None = None
    issuer: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that it may be; where there is none, documents that come near.

    `is_words`: what was typed is no number and names no law. `articles` are then those with these
    words; null where they are not looked for, or the search engine is away.
    """

    is_words: bool
    candidates: Candidates
    near: list[DocumentSummary]
    articles: list[Hit] | None = None

    @property
    def has_unknown(self) -> bool:
        """Whether a candidate may be the same as another: its body or its year is not known."""
        return any(
            found.year is None or found.key.startswith(f"{UNKNOWN}/")
            for found in self.candidates.documents
        )

    def to_json(self) -> dict[str, Any]:
        """The object of `/api/v1/documents`."""
        if self.candidates.documents:
            return self.candidates.to_json()
        found: dict[str, Any] = {"near": [asdict(document) for document in self.near]}
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
    request = read_request(q)
    is_words = request.kind == "words"
    found = find_documents(session, request, wanted.province, wanted.issuer, wanted.year)
    if found.documents:
        return Found(is_words, found, [])
    near = near_documents(session, request)
    return Found(is_words, found, near, _articles(q) if is_words else None)


def _articles(words: str) -> list[Hit] | None:
    try:
        answer = services.search(SearchRequest(q=words, size=ARTICLES, with_facets=False))
    except SearchUnavailableError as error:
        logger.warning("search is unavailable: %s", error)
        return None
    return list(answer.hits)
