"""Articles read from the catalogue: one, many, their versions; and marked gone or deleted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from sqlalchemy import bindparam, delete, select, union_all, update
from sqlalchemy.orm import Session

from archive.catalogue.attachment_uses import remove_uses
from archive.catalogue.capturing import Outcome
from archive.catalogue.changes import record_change
from archive.catalogue.histories import article_versions
from archive.catalogue.mentions import read_mentions, remove_mentions
from archive.catalogue.paging import pages_by_id
from archive.catalogue.recording import record_article
from archive.catalogue.silent_changes import note_gone, remove_silent_changes
from archive.catalogue.tables import (
    ArticleAliasRow,
    ArticleRow,
    ArticleVersionRow,
    SnapshotRow,
)
from archive.catalogue.turns import write_beside_others
from archive.items import Article, Attachment, Mention

__all__ = [
    "Outcome",
    "article_versions",
    "delete_article",
    "find_article_id",
    "get_article",
    "get_articles",
    "iter_articles",
    "mark_gone",
    "record_article",
]

_PLAIN_FIELDS = tuple(
    field.name for field in fields(Article) if field.name not in ("attachments", "references")
)

_KNOWN_BY = union_all(
    select(ArticleRow.id).where(ArticleRow.id == bindparam("id")),
    select(ArticleAliasRow.article_id).where(ArticleAliasRow.alias_id == bindparam("id")),
)


def find_article_id(session: Session, article_id: str) -> str | None:
    """The id of the article known by this id, its own or an alias; None if there is none."""
    found = session.scalars(_KNOWN_BY, {"id": article_id}).all()
    return article_id if article_id in found else next(iter(found), None)


def get_article(session: Session, article_id: str) -> Article | None:
    """The article of this id, its own or an alias, with its references; None if there is none."""
    found = find_article_id(session, article_id)
    return None if found is None else get_articles(session, [found]).get(found)


def get_articles(session: Session, article_ids: Sequence[str]) -> dict[str, Article]:
    """The articles of these ids (no aliases) that exist, with their references."""
    rows = session.scalars(
        select(ArticleRow)
        .where(ArticleRow.id.in_(article_ids))
        .execution_options(populate_existing=True)
    ).all()
    return {article.id: article for article in _with_mentions(session, rows)}


def iter_articles(
    session: Session, *, portal: str | None = None, province: str | None = None, batch: int = 500
) -> Iterator[Article]:
    """Every article, or those of a portal or a province, with their references, by id.

    Reads `batch` at a time: memory does not grow with the catalogue.
    """
    for rows in pages_by_id(session, ArticleRow, portal, province, batch):
        yield from _with_mentions(session, rows)


def mark_gone(session: Session, article_id: str, at: str) -> bool:
    """Note that an article's page was not there any more at `at`; whether that is news.

    It is none if the page was seen later, or known to be gone before.
    """
    write_beside_others(session)
    marked = session.scalar(
        update(ArticleRow)
        .where(
            ArticleRow.id == article_id, ArticleRow.gone_since.is_(None), ArticleRow.last_seen <= at
        )
        .values(gone_since=at)
        .returning(ArticleRow.id)
    )
    if marked is None:
        return False
    note_gone(session, "NewsArticle", article_id, at)
    record_change(session, article_id, "recorded")
    return True


def delete_article(session: Session, article_id: str) -> bool:
    """Take an article with exactly this id out of the catalogue; whether there was one.

    Its snapshots stay. For what was never an article, or must not be kept; a page that vanished is
    marked gone instead.
    """
    write_beside_others(session)
    remove_mentions(session, article_id)
    remove_uses(session, "NewsArticle", article_id)
    remove_silent_changes(session, "NewsArticle", article_id)
    for table in (ArticleAliasRow, ArticleVersionRow):
        session.execute(delete(table).where(table.article_id == article_id))
    session.execute(
        update(SnapshotRow).where(SnapshotRow.article_id == article_id).values(article_id=None)
    )
    deleted = session.scalar(
        delete(ArticleRow).where(ArticleRow.id == article_id).returning(ArticleRow.id)
    )
    if deleted is None:
        return False
    record_change(session, article_id, "deleted")
    return True


def _with_mentions(session: Session, rows: Sequence[ArticleRow]) -> list[Article]:
    mentions = read_mentions(session, [row.id for row in rows])
    articles = [_article(row, mentions.get(row.id, [])) for row in rows]
    for row in rows:
        session.expunge(row)  # or a session that reads them all would keep them all
    return articles


def _article(row: ArticleRow, mentions: Iterable[Mention]) -> Article:
    return Article(
        **{name: getattr(row, name) for name in _PLAIN_FIELDS},
        attachments=[Attachment(**attachment) for attachment in row.attachments],
        references=list(mentions),
    )
