"""What a person who has begun to type may mean, and the address that each leads to."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import DocumentRow, MentionRow
from documents.summaries import summaries_of
from indexer.search import Headline, SearchRequest
from search_ui import services
from search_ui.addresses import item_address, search_address

OF_A_KIND = 4
SHORTEST = 2

#: So many documents of the numbers found are looked at: many offices have a `1/QĐ-UBND`.
_LOOKED_AT = 200


def suggestions(session: Session, typed: str) -> list[dict[str, Any]]:
    """Documents by the start of their number, offices and people by words of their names, and
    headlines; the last word may be half typed.

    Raises:
        SearchUnavailableError: if the engine cannot be reached.
    """
    if len(typed) < SHORTEST:
        return []
    found = services.suggest(typed, OF_A_KIND)
    numbers = [number for number, _ in found.identifiers]
    return [
        *_documents(session, numbers),
        *_names("department", found.departments),
        *_names("author", found.authors),
        *map(_headline, found.headlines),
    ]


def _documents(session: Session, numbers: list[str]) -> Iterator[dict[str, Any]]:
    """The documents of these numbers, those that most articles mention first."""
    if not numbers:
        return
    looked_at = (
        select(DocumentRow.key)
        .where(DocumentRow.identifier_folded.in_(numbers))
        .limit(_LOOKED_AT)
        .subquery()
    )
    articles = func.count(MentionRow.article_id.distinct())
    ranked = session.execute(
        select(looked_at.c.key, articles)
        .outerjoin(MentionRow, MentionRow.document_key == looked_at.c.key)
        .group_by(looked_at.c.key)
        .order_by(articles.desc(), looked_at.c.key)
        .limit(OF_A_KIND)
    )
    keys = [key for key, _ in ranked]
    documents = summaries_of(session, keys)
    for document in (documents[key] for key in keys):
        yield {
            "kind": "document",
            "text": document.identifier,
            "detail": ", ".join(filter(None, (document.body_name, str(document.year or "")))),
            "url": url_for("documents.document", key=document.key),
        }


def _names(facet: str, names: Iterable[tuple[str, int]]) -> Iterator[dict[str, Any]]:
    for name, _ in names:
        asked = SearchRequest(filters={facet: (name,)}, sort="newest")
        yield {"kind": facet, "text": name, "detail": None, "url": search_address(asked)}


def _headline(found: Headline) -> dict[str, Any]:
    return {
        "kind": "entry" if found.type == "Legislation" else "article",
        "text": found.headline,
        "detail": found.department,
        "url": item_address(found.type, found.id),
    }
