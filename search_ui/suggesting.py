"""What a person who has begun to type may mean."""

from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, DocumentRow, MentionRow
from documents.beginnings import begins_with
from documents.summaries import summaries_of
from indexer.search import SearchRequest
from search_ui import services
from search_ui.addresses import hit_address, search_address
from vietnamese import fold
from vietnamese.identifiers import identifier_key

OF_A_KIND = 4
SHORTEST = 2

#: Documents whose number begins so: those with just this number come first among them.
_LOOKED_AT = 500


def suggestions(session: Session, typed: str) -> list[dict[str, Any]]:
    """Documents by the start of their number, offices by a part of their name, headlines found.

    Raises:
        SearchUnavailableError: if the engine cannot be reached.
    """
    if len(typed) < SHORTEST:
        return []
    return [*_documents(session, typed), *_departments(session, typed), *_headlines(typed)]


def _documents(session: Session, typed: str) -> list[dict[str, Any]]:
    if typed[0] not in "0123456789":
        return []
    articles = func.count(MentionRow.article_id.distinct())
    looked_at = (
        select(DocumentRow.key)
        .where(begins_with(DocumentRow.identifier_folded, identifier_key(typed)))
        .order_by(DocumentRow.identifier_folded, DocumentRow.key)
        .limit(_LOOKED_AT)
        .subquery()
    )
    ranked = session.execute(
        select(looked_at.c.key, articles)
        .outerjoin(MentionRow, MentionRow.document_key == looked_at.c.key)
        .group_by(looked_at.c.key)
        .order_by(articles.desc(), looked_at.c.key)
        .limit(OF_A_KIND)
    )
    keys = [key for key, _ in ranked]
    documents = summaries_of(session, keys)
    return [
        {
            "kind": "document",
            "text": document.identifier,
            "detail": ", ".join(filter(None, (document.body_name, str(document.year or "")))),
            "url": url_for("documents.document", key=document.key),
        }
        for document in (documents[key] for key in keys)
    ]


def _departments(session: Session, typed: str) -> list[dict[str, Any]]:
    names = session.scalars(
        select(ArticleRow.department).where(ArticleRow.department.is_not(None)).distinct()
    )
    wanted = fold(typed)
    found = sorted(name for name in names if name and wanted in fold(name))
    return [
        {
            "kind": "department",
            "text": name,
            "detail": None,
            "url": search_address(SearchRequest(filters={"department": (name,)}, sort="newest")),
        }
        for name in found[:OF_A_KIND]
    ]


def _headlines(typed: str) -> list[dict[str, Any]]:
    answer = services.search(SearchRequest(q=typed, size=OF_A_KIND, with_facets=False))
    return [
        {
            "kind": "entry" if hit.type == "Legislation" else "article",
            "text": hit.headline,
            "detail": hit.department,
            "url": hit_address(hit),
        }
        for hit in answer.hits
    ]
