"""Items read from the catalogue in bulk, with the documents they cite and the files they offer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.kept_tokens import kept_tokens
from archive.catalogue.offered_files import offered_files
from archive.catalogue.tables import (
    ArticleRow,
    ChangeRow,
    DocumentRow,
    LegislationRow,
    MentionRow,
)
from archive.items import Article, ItemType
from indexer.analysing import TOKENS_VERSION
from indexer.indexed_items import AttachedText, Citation, IndexedItem, of_article, of_entry
from indexer.schema import MAX_ATTACHED_CHARACTERS
from vietnamese.identifiers import identifier_key

#: The types of items that are indexed, in the order in which an index is filled with them.
TYPES: tuple[ItemType, ...] = ("NewsArticle", "Legislation")

_TABLES: Mapping[ItemType, type[ArticleRow | LegislationRow]] = {
    "NewsArticle": ArticleRow,
    "Legislation": LegislationRow,
}

#: Of so many items the files are read at a time: a file has up to some megabytes of text.
FILES_OF = 10

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


def next_ids(session: Session, item_type: ItemType, after: str, limit: int) -> list[str]:
    """The next ids of items of a type behind `after`, in their order."""
    ids = _TABLES[item_type].id
    return list(session.scalars(select(ids).where(ids > after).order_by(ids).limit(limit)))


def count_items(session: Session, item_type: ItemType, up_to: str | None = None) -> int:
    """How many items of a type there are, or how many with ids up to `up_to`."""
    table = _TABLES[item_type]
    count = select(func.count()).select_from(table)
    return session.scalar(count if up_to is None else count.where(table.id <= up_to)) or 0


def count_changed(session: Session, after: int) -> int:
    """How many items the change log has behind a sequence number."""
    changed = (
        select(ChangeRow.item_type, ChangeRow.item_id).where(ChangeRow.sequence > after).distinct()
    )
    return session.scalar(select(func.count()).select_from(changed.subquery())) or 0


def citations_of(session: Session, ids: Sequence[str]) -> dict[str, list[Citation]]:
    """The documents that these articles cite, by article."""
    rows = session.execute(
        select(
            MentionRow.article_id,
            MentionRow.identifier,
            DocumentRow.key,  # not the mention's: of what is withheld there is none
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


def attached_texts(
    session: Session, item_type: ItemType, ids: Sequence[str]
) -> dict[str, list[AttachedText]]:
    """The files that these items offer, by item: all their names, and the text of those read.

    Of each file as much as may be indexed of an item.
    """
    table = _TABLES[item_type]
    rows = session.execute(select(table.id, table.attachments).where(table.id.in_(ids)))
    offers: dict[str, list[dict[str, str]]] = dict(rows.all())
    offering = [item_id for item_id, files in offers.items() if files]
    texts: dict[str, list[AttachedText]] = {}
    for together in chunks(offering, FILES_OF):
        some = {item_id: offers[item_id] for item_id in together}
        for item_id, files in offered_files(session, item_type, some).items():
            texts[item_id] = [
                AttachedText(file.name, file.text[:MAX_ATTACHED_CHARACTERS]) for file in files
            ]
    return texts


@dataclass(frozen=True, slots=True)
class Loaded:
    """An item, the digest of its texts, and the tokens kept of these, packed, if any are."""

    item: IndexedItem
    digest: str
    kept: bytes | None


def load(session: Session, item_type: ItemType, ids: Sequence[str]) -> list[Loaded]:
    """Read these items; ids that are none are left out."""
    kept = kept_tokens(session, item_type, ids, TOKENS_VERSION)
    loaded = []
    items = _articles if item_type == "NewsArticle" else _entries
    for item in items(session, ids):
        digest = item.texts.digest
        before = kept.get(item.id)
        is_same = before is not None and before.text_digest == digest
        loaded.append(Loaded(item, digest, before.tokens if before and is_same else None))
    return loaded


def _articles(session: Session, ids: Sequence[str]) -> Iterator[IndexedItem]:
    citations = citations_of(session, ids)
    attached = attached_texts(session, "NewsArticle", ids)
    for article_id, article in articles_of(session, ids).items():
        yield of_article(article, citations.get(article_id, ()), attached.get(article_id, ()))


def _entries(session: Session, ids: Sequence[str]) -> Iterator[IndexedItem]:
    attached = attached_texts(session, "Legislation", ids)
    entries = session.execute(
        select(LegislationRow, DocumentRow.document_type)
        .outerjoin(DocumentRow, DocumentRow.key == LegislationRow.document_key)
        .where(LegislationRow.id.in_(ids))
    )
    for entry, document_type in entries:
        yield of_entry(entry, document_type, attached.get(entry.id, ()))
