"""Items as they would have been indexed at an earlier time: of what their versions tell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Table, and_, func, select
from sqlalchemy.orm import Session

from archive.catalogue.offered_files import offered_files
from archive.catalogue.tables import (
    ArticleRow,
    ArticleVersionRow,
    DocumentRow,
    LegislationRow,
    LegislationVersionRow,
    core,
)
from archive.items import VERSIONED_LEGISLATION_FIELDS, ItemType
from archive.mentions import find_mentions
from indexer.indexed_items import AttachedText, Citation, IndexedItem, of_article, of_entry
from indexer.loading import articles_of, citations_of
from vietnamese.identifiers import identifier_key


def items_edited_since(
    session: Session, item_type: ItemType, ids: Collection[str], moment: str
) -> Iterator[IndexedItem]:
    """Those of some hundred items that stood otherwise at `moment`, as they stood then.

    What has no versions (portal, province, what was read in a file) is as it is now.
    """
    if item_type == "NewsArticle":
        yield from _articles(session, ids, moment)
    else:
        yield from _entries(session, ids, moment)


def _articles(session: Session, ids: Collection[str], moment: str) -> Iterator[IndexedItem]:
    then = _contents(session, core(ArticleVersionRow), core(ArticleRow), ids, moment)
    files = _files(session, "NewsArticle", then)
    cited = citations_of(session, list(then))
    for article_id, article in articles_of(session, list(then)).items():
        content = then[article_id]
        indexed = ("headline", "lead", "body", "author", "section", "date_published")
        stood = replace(article, **{name: content[name] for name in indexed})
        citations = _citations(content, cited.get(article_id, ()))
        yield of_article(stood, citations, files[article_id])


def _entries(session: Session, ids: Collection[str], moment: str) -> Iterator[IndexedItem]:
    item = LegislationRow
    then = _contents(session, core(LegislationVersionRow), core(item), ids, moment)
    files = _files(session, "Legislation", then)
    rows = session.execute(
        select(item, DocumentRow.document_type)
        .outerjoin(DocumentRow, DocumentRow.key == item.document_key)
        .where(item.id.in_(list(then)))
    )
    for row, document_type in rows:
        content = then[row.id]
        values = {column.key: getattr(row, column.key) for column in item.__table__.columns}
        values |= {name: content[name] for name in VERSIONED_LEGISLATION_FIELDS}
        same = content["identifier"] == row.identifier
        if not same:  # it was an entry of another document then
            values["document_key"] = None
        yield of_entry(item(**values), document_type if same else None, files[row.id])


def _contents(
    session: Session, versions: Table, items: Table, ids: Collection[str], moment: str
) -> dict[str, dict[str, Any]]:
    """What those of the items had for content at `moment` that have other content now, by id."""
    (of_item,) = (key.parent for key in versions.foreign_keys)
    last = (
        select(of_item.label("id"), func.max(versions.c.number).label("number"))
        .where(of_item.in_(ids), versions.c.seen_at <= moment)
        .group_by(of_item)
        .subquery()
    )
    rows = session.execute(
        select(of_item, versions.c.content)
        .join(last, and_(of_item == last.c.id, versions.c.number == last.c.number))
        .join(items, items.c.id == of_item)
        .where(versions.c.number < items.c.version)
    )
    contents: dict[str, dict[str, Any]] = dict(rows.all())
    return contents


def _files(
    session: Session, item_type: ItemType, then: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[AttachedText]]:
    offers = {item_id: content["attachments"] for item_id, content in then.items()}
    found = offered_files(session, item_type, offers)
    return {
        item_id: [AttachedText(file.name, file.text) for file in files]
        for item_id, files in found.items()
    }


def _citations(content: Mapping[str, Any], now: Sequence[Citation]) -> list[Citation]:
    """The documents that an article cited: those it cites now, as far as it named them then."""
    mentions = find_mentions(content["headline"], content["lead"], content["body"])
    named = {
        identifier_key(mention.reference.identifier): mention.reference.type
        for mention in mentions
        if mention.reference.identifier
    }
    by_name = any(mention.reference.kind == "law-by-name" for mention in mentions)
    kept = [c for c in now if (by_name if c.identifier is None else c.identifier in named)]
    known = {citation.identifier for citation in kept}
    others = [Citation(key, None, kind) for key, kind in named.items() if key not in known]
    return [*kept, *others]
