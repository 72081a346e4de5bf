"""Looking a document up by what a person types: the candidates, or what comes near."""

import logging
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from documents.keys import UNKNOWN
from documents.looking_up import Candidates, find_documents
from documents.narrowing import UnknownProvinceError, read_province
from documents.nothing_found import NothingFound, nothing_found
from documents.requests import Kind, read_request
from indexer.search import Hit, SearchRequest, SearchUnavailableError
from search_ui import services
from search_ui.parameters import InvalidParameterError, text, whole_number
from search_ui.translating import gettext as _

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
    """The documents that it may be; where there is none, what is known `instead`.

    `kind` is what was typed. Of words that no document is looked up by, `articles` are those with
    these words; null where they are not looked for, or the search engine is away.
    """

    kind: Kind
    candidates: Candidates
    instead: NothingFound | None = None
    articles: list[Hit] | None = None

    @property
    def is_words(self) -> bool:
        """Whether what was typed is nothing that documents are looked up by."""
        return self.kind == "words" and not (self.instead and self.instead.others.documents)

    @property
    def is_key(self) -> bool:
        """Whether a key was typed."""
        return self.kind == "key"

    @property
    def has_unknown(self) -> bool:
        """Whether a candidate may be the same as another: its body or its year is not known."""
        return any(
            found.year is None or found.key.startswith(f"{UNKNOWN}/")
            for found in self.candidates.documents
        )

    def to_json(self) -> dict[str, Any]:
        """The object of `/api/v1/documents`."""
        if self.instead is None:
            return self.candidates.to_json()
        found = self.instead.to_json()
        if self.articles is not None:
            found["articles"] = [hit.to_json() for hit in self.articles]
        return found


def lookup_request(args: MultiDict[str, str]) -> LookUp:
    """What a query string looks for; raises `InvalidParameterError`."""
    return LookUp(
        q=text(args, "q", 300),
        province=text(args, "province", 100) and _province(args),
        issuer=text(args, "issuer", 300),
        year=whole_number(args, "year", 0, 1900, 2999) or None,
    )


def look_up(session: Session, wanted: LookUp) -> Found:
    """The documents that `wanted` may mean; what is no number is searched for as words."""
    q = wanted.q or ""
    request = read_request(q)
    found = find_documents(session, request, wanted.province, wanted.issuer, wanted.year)
    if found.documents:
        return Found(request.kind, found)
    without = Found(request.kind, found, nothing_found(session, request))
    return replace(without, articles=_articles(q)) if without.is_words else without


def _province(args: MultiDict[str, str]) -> str:
    try:
        return read_province(args["province"])
    except UnknownProvinceError as error:
        expected = _("không có tỉnh, thành phố này")
        if error.near:
            near = ", ".join(error.near)
            expected = _("không có tỉnh, thành phố này; gần giống: %(near)s", near=near)
        raise InvalidParameterError("province", error.text, expected) from None


def _articles(words: str) -> list[Hit] | None:
    try:
        answer = services.search(SearchRequest(q=words, size=ARTICLES, with_facets=False))
    except SearchUnavailableError as error:
        logger.warning("search is unavailable: %s", error)
        return None
    # Where nothing is left of the words to search for, the engine gives whatever is new.
    return [hit for hit in answer.hits if hit.score]
