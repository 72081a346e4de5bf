"""Clues and candidates as they stand in the catalogue."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, load_only

from archive.catalogue.chunks import chunks
from archive.catalogue.tables import (
    ArticleRow,
    DocumentRow,
    LegislationRow,
    MentionRow,
    PortalRow,
)
from documents.clues import Clue, clue_of_entry, clues_of_article, territory, year_of
from documents.keys import DocumentKey, parse_key

#: The province of a register's entry: as it says, or its portal's.
_PROVINCE = func.coalesce(LegislationRow.province, PortalRow.province)


def article_clues(session: Session, article_ids: Iterable[str]) -> list[Clue]:
    """The clues that these articles give, read from their mentions."""
    mentions: dict[str, list[MentionRow]] = defaultdict(list)
    articles: dict[str, ArticleRow] = {}
    for chunk in chunks(sorted(article_ids)):
        for mention, article in session.execute(
            select(MentionRow, ArticleRow)
            .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
            .where(MentionRow.article_id.in_(chunk))
            .order_by(MentionRow.id)
            .options(load_only(ArticleRow.province, ArticleRow.date_published, raiseload=True))
            .execution_options(populate_existing=True)
        ):
            mentions[article.id].append(mention)
            articles[article.id] = article
    return [
        clue
        for article_id, article in articles.items()
        for clue in clues_of_article(article, mentions[article_id])
    ]


def entry_clues(session: Session, entry_ids: Iterable[str]) -> list[Clue]:
    """The clues that these entries of registers give."""
    return [
        clue_of_entry(entry, province)
        for chunk in chunks(sorted(entry_ids))
        for entry, province in session.execute(
            select(LegislationRow, _PROVINCE)
            .outerjoin(PortalRow, PortalRow.name == LegislationRow.portal)
            .where(LegislationRow.id.in_(chunk))
            .order_by(LegislationRow.id)
            .execution_options(populate_existing=True)
        )
    ]


def waiting_clues(session: Session, look_ups: Iterable[str]) -> Iterator[Clue]:
    """The clues, as written down, that leave open which document of these numbers they mean."""
    for chunk in chunks(sorted(look_ups)):
        for row in session.execute(
            select(
                MentionRow.id,
                MentionRow.article_id,
                MentionRow.stated_key,
                MentionRow.document_key,
                ArticleRow.province,
                ArticleRow.date_published,
            )
            .join(ArticleRow, ArticleRow.id == MentionRow.article_id)
            .where(MentionRow.waiting_for.in_(chunk))
            .order_by(MentionRow.id)
        ):
            yield Clue(
                item_type="NewsArticle",
                item_id=row.article_id,
                mention_id=row.id,
                key=parse_key(row.stated_key),
                territory=territory(row.province, row.date_published),
                year=year_of(row.date_published),
                stands=row.document_key,
                stated=row.stated_key,
            )
        waiting = select(LegislationRow.id).where(LegislationRow.waiting_for.in_(chunk))
        yield from entry_clues(session, session.scalars(waiting).all())


def known_documents(session: Session, look_ups: Iterable[str]) -> dict[DocumentKey, str | None]:
    """The documents of these numbers of which body and year are known, with their provinces."""
    known: dict[DocumentKey, str | None] = {}
    for chunk in chunks(sorted(look_ups)):
        for row in session.execute(
            select(
                DocumentRow.body,
                DocumentRow.identifier_folded,
                DocumentRow.year,
                DocumentRow.province,
            ).where(
                DocumentRow.identifier_folded.in_(chunk),
                DocumentRow.body.is_not(None),
                DocumentRow.year.is_not(None),
            )
        ):
            known[DocumentKey(row.body, row.identifier_folded or "", row.year)] = row.province
    return known


def stated_keys(session: Session, keys: Iterable[str]) -> set[str]:
    """Those of these complete keys of documents that an item tells by itself."""
    stated: set[str] = set()
    for chunk in chunks(sorted(keys)):
        told = or_(
            *(
                exists().where(table.document_key == DocumentRow.key, table.waiting_for.is_(None))
                for table in (MentionRow, LegislationRow)
            )
        )
        stated.update(
            session.scalars(select(DocumentRow.key).where(DocumentRow.key.in_(chunk), told))
        )
    return stated
