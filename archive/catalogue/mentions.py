"""The document references of the current versions of articles, one row each."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from typing import Any, cast

from sqlalchemy import RowMapping, bindparam, delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue.stale import mark_stale
from archive.catalogue.tables import MentionRow, core
from archive.items import READING_ORDER, Mention, MentionField, Relating
from vietnamese import Reference

_REFERENCE_FIELDS = tuple(field.name for field in fields(Reference))
_MENTIONS = core(MentionRow)
_INSERT = insert(_MENTIONS)
# What is returned is what stands in a row when it goes, also where the resolver wrote it meanwhile.
_DELETE = (
    delete(_MENTIONS)
    .where(_MENTIONS.c.article_id == bindparam("of_article"))
    .returning(_MENTIONS.c.document_key, _MENTIONS.c.stated_key)
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
    removed = session.execute(_DELETE, {"of_article": article_id})
    mark_stale(session, "NewsArticle", article_id, {(key, stated) for key, stated in removed})


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
    return [getattr(MentionRow, name) for name in ("id", "field", "relating", *_REFERENCE_FIELDS)]


def _mention(row: RowMapping) -> Mention:
    values = {name: row[name] for name in _REFERENCE_FIELDS}
    values["provisions"] = tuple(values["provisions"])
    relating = tuple(Relating(*each) for each in row["relating"] or ())
    return Mention(cast("MentionField", row["field"]), Reference(**values), relating)


def _values(article_id: str, mention: Mention) -> dict[str, Any]:
    values = mention.reference.to_json()
    unresolved = {"stated_key": None, "waiting_for": None, "document_key": None}
    values["relating"] = [astuple(each) for each in mention.relating] or None
    return {"article_id": article_id, "field": mention.field, **unresolved, **values}
