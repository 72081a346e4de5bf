"""A document to follow: who mentions it, and where registers list it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, LegislationRow, MentionRow
from search_ui.feeds.items import Item


def newest_traces(session: Session, key: str, most: int) -> list[Item]:
    """What the archive learned of the document last: the newest to it first, not to the portals.

    Who follows a document waits for what was not known, be it of last year.
    """
    mentioning = select(MentionRow.article_id).where(MentionRow.document_key == key)
    articles = session.execute(
        select(ArticleRow.first_seen, ArticleRow.date_published, ArticleRow.id)
        .where(ArticleRow.id.in_(mentioning))
        .order_by(ArticleRow.first_seen.desc(), ArticleRow.date_published.desc(), ArticleRow.id)
        .limit(most)
    )
    entries = session.execute(
        select(LegislationRow.first_seen, LegislationRow.issued_on, LegislationRow.id)
        .where(LegislationRow.document_key == key)
        .order_by(
            LegislationRow.first_seen.desc(), LegislationRow.issued_on.desc(), LegislationRow.id
        )
        .limit(most)
    )
    found: list[tuple[str, str, Item]] = [
        *((seen, day or "", ("NewsArticle", id_)) for seen, day, id_ in articles),
        *((seen, day or "", ("Legislation", id_)) for seen, day, id_ in entries),
    ]
    newest_first = sorted(found, key=lambda trace: trace[:2], reverse=True)
    return [item for _, _, item in newest_first][:most]
