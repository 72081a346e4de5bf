"""What a person who has begun to type may mean."""

from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, DocumentRow, MentionRow
from indexer.search import SearchRequest
from search_ui import services
from search_ui.addresses import search_address
from vietnamese import fold
from vietnamese.identifiers import identifier_key

OF_A_KIND = 4
SHORTEST = 2


def suggestions(session: Session, typed: str) -> list[dict[str, Any]]:
    """Documents by the start of their number, offices by a part of their name, headlines found.

    Raises:
        SearchUnavailableError: if the engine cannot be reached.
    """
    if len(typed) < SHORTEST:
        return []
    return [*_documents(session, typed), *_departments(session, typed), *_headlines(typed)]


def _documents(session: Session, typed: str) -> list[dict[str, Any]]:
    if not typed[0].isdigit():
        return []
    articles = func.count(MentionRow.article_id.distinct())
    rows = session.execute(
        select(DocumentRow, articles)
        .outerjoin(MentionRow, MentionRow.document_key == DocumentRow.key)
        .where(DocumentRow.identifier_folded.startswith(identifier_key(typed), autoescape=True))
        .group_by(DocumentRow.key)
        .order_by(articles.desc(), DocumentRow.key)
        .limit(OF_A_KIND)
    )
    return [
        {
            "kind": "document",
            "text": row.identifier,
            "detail": ", ".join(filter(None, (row.body_name, str(row.year or "")))),
            "url": url_for("documents.document", key=row.key),
        }
        for row, _ in rows
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
            "kind": "article",
            "text": hit.headline,
            "detail": hit.department,
            "url": url_for("articles.article", article_id=hit.id),
        }
        for hit in answer.hits
    ]
