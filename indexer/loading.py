"""Articles read from the catalogue in bulk, with the documents they cite."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, ChangeRow, DocumentRow, MentionRow
from archive.items import Article
from indexer.index_documents import Citation, IndexDocument, make_index_document
from vietnamese.identifiers import identifier_key

_COLUMNS = (
    ArticleRow.id,
    ArticleRow.url,
    ArticleRow.portal,
    ArticleRow.province,
    ArticleRow.department,
    ArticleRow.section,
    ArticleRow.headline,
    ArticleRow.lead,
    ArticleRow.body,
    ArticleRow.author,
    ArticleRow.date_published,
)


def articles_of(session: Session, ids: Sequence[str]) -> dict[str, Article]:
    """The articles of these ids, by id; what is indexed of them. Ids that are none are left out."""
    rows = session.execute(select(*_COLUMNS).where(ArticleRow.id.in_(ids))).mappings()
    return {row["id"]: Article(**row) for row in rows}


def article_ids(session: Session, after: str, limit: int) -> list[str]:
    """The next ids behind `after`, in their order."""
    following = select(ArticleRow.id).where(ArticleRow.id > after)
    return list(session.scalars(following.order_by(ArticleRow.id).limit(limit)))


def count_articles(session: Session, up_to: str | None = None) -> int:
    """How many articles there are, or how many with ids up to `up_to`."""
    count = select(func.count()).select_from(ArticleRow)
    return session.scalar(count if up_to is None else count.where(ArticleRow.id <= up_to)) or 0


def count_changed(session: Session, after: int) -> int:
    """How many articles the change log has behind a sequence number."""
    changed = select(func.count(ChangeRow.item_id.distinct())).where(
        ChangeRow.sequence > after, ChangeRow.item_type == "NewsArticle"
    )
    return session.scalar(changed) or 0


def citations_of(session: Session, ids: Sequence[str]) -> dict[str, list[Citation]]:
    """The documents that these articles cite, by article."""
    rows = session.execute(
        select(
            MentionRow.article_id,
            MentionRow.identifier,
            MentionRow.document_key,
            MentionRow.type,
            DocumentRow.document_type,
        )
        .outerjoin(DocumentRow, DocumentRow.key == MentionRow.document_key)
        .where(MentionRow.article_id.in_(ids))
        .order_by(MentionRow.id)
    )
    citations: dict[str, list[Citation]] = {}
    for article_id, identifier, document, stated_type, document_type in rows:
        key = identifier_key(identifier) if identifier else None
        citation = Citation(key, document, document_type or stated_type)
        citations.setdefault(article_id, []).append(citation)
    return citations


def index_documents(session: Session, ids: Sequence[str]) -> Iterator[IndexDocument]:
    """The index documents of these articles; ids that are none are left out."""
    articles = articles_of(session, ids)
    citations = citations_of(session, ids)
    for article_id, article in articles.items():
        yield make_index_document(article, citations.get(article_id, ()))
