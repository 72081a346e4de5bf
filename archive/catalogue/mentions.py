"""The document references of the current versions of articles, one row each."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, cast

from sqlalchemy import RowMapping, bindparam, delete, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue.tables import MentionRow, StaleDocumentRow, core
from archive.items import READING_ORDER, Mention, MentionField
from vietnamese import Reference

_REFERENCE_FIELDS = tuple(field.name for field in fields(Reference))
_MENTIONS = core(MentionRow)
_OF_ARTICLE = _MENTIONS.c.article_id == bindparam("of_article")
_INSERT = insert(_MENTIONS)
_DELETE = delete(_MENTIONS).where(_OF_ARTICLE)
_MARK_STALE = insert(core(StaleDocumentRow)).from_select(
    ["key", "item_type", "item_id"],
    select(_MENTIONS.c.document_key, literal("NewsArticle"), _MENTIONS.c.article_id)
    .where(_OF_ARTICLE, _MENTIONS.c.document_key.is_not(None))
    .distinct(),
)


def add_mentions(session: Session, article_id: str, mentions: Sequence[Mention]) -> None:
    """Enter the mentions of an article that has none yet; they are to be resolved."""
    if mentions:
        session.execute(_INSERT, [_values(article_id, mention) for mention in mentions])


def replace_mentions(session: Session, article_id: str, mentions: Sequence[Mention]) -> None:
    """Let an article have these mentions, to be resolved, in place of those it had."""
    remove_mentions(session, article_id)
    add_mentions(session, article_id, mentions)


def remove_mentions(session: Session, article_id: str) -> None:
    """Take the mentions of an article away; the documents they meant become stale."""
    of_article = {"of_article": article_id}
    session.execute(_MARK_STALE, of_article)
    session.execute(_DELETE, of_article)


def read_mentions(session: Session, article_ids: Iterable[str]) -> dict[str, list[Mention]]:
    """The mentions of several articles, each article's in reading order."""
    rows = session.execute(
        select(*_columns(), MentionRow.article_id).where(
            MentionRow.article_id.in_(list(article_ids))
        )
    ).mappings()
    found: dict[str, list[Mention]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(_mention(row))
    for mentions in found.values():
        mentions.sort(key=lambda mention: (READING_ORDER[mention.field], mention.reference.start))
    return found


def _columns() -> list[InstrumentedAttribute[Any]]:
    return [getattr(MentionRow, name) for name in ("id", "field", *_REFERENCE_FIELDS)]


def _mention(row: RowMapping) -> Mention:
    values = {name: row[name] for name in _REFERENCE_FIELDS}
    values["provisions"] = tuple(values["provisions"])
    return Mention(cast("MentionField", row["field"]), Reference(**values))


def _values(article_id: str, mention: Mention) -> dict[str, Any]:
    values = mention.reference.to_json()
    unresolved = {"stated_key": None, "waiting_for": None, "document_key": None}
    return {"article_id": article_id, "field": mention.field, **unresolved, **values}
