"""What portals changed in items after publication, or took away: kept beside the versions.

A version counts if two captures of the page tell it from the one before. One that our own rules
made, by reading a capture otherwise, does not, nor does one that was imported: nobody could prove
it. When better rules have read the captures anew, what they tell is what counts. What two captures
were read alike in before, and otherwise only since, stands in the versions alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.catalogue.capturing import Placed
from archive.catalogue.excerpts import excerpts, searchable
from archive.catalogue.tables import (
    ArticleRow,
    ArticleVersionRow,
    LegislationRow,
    LegislationVersionRow,
    SilentChangeRow,
    core,
)
from archive.items import VERSIONED_FIELDS, VERSIONED_LEGISLATION_FIELDS, ItemType

_CHANGES = core(SilentChangeRow)
_INSERT = insert(_CHANGES)


def keep_silent_changes(
    session: Session,
    item_type: ItemType,
    known: Row[Any],
    placed: Placed,
    shown: Mapping[str, Any],
    at: str,
) -> None:
    """Let the changes of an item follow a capture of it, made `at`, once the item has its content.

    `known` is the item's row as it was before; `shown` is what readers see differently now.
    """
    if placed.kept is not None:
        rewrite_edits(session, item_type, known.id, placed.kept)
    if {"portal", "province", "department"} & shown.keys() or placed.content_changed:
        refile(session, item_type, known.id)
    if shown.get("gone_since"):
        note_gone(session, item_type, known.id, shown["gone_since"])
    elif "gone_since" in shown:
        note_return(session, item_type, known.id, at)


def rewrite_edits(session: Session, item_type: ItemType, item_id: str, kept: int) -> None:
    """Write down the edits of an item anew, whose first `kept` versions stayed as they were."""
    kind = _KINDS[item_type]
    first = max(kept, 1)
    session.execute(_of_item(delete(_CHANGES), item_type, item_id).where(_CHANGES.c.number > first))
    table = kind.versions
    versions = session.execute(
        select(table.number, table.seen_at, table.made_by, table.content)
        .where(kind.of_item == item_id, table.number >= first)
        .order_by(table.number)
    ).all()
    edits = [
        (before, version)
        for before, version in pairwise(versions)
        if version.made_by is None and before.made_by != "import"
    ]
    if not edits:
        return
    item = _item(session, item_type, item_id)
    rows = []
    for before, version in edits:
        title = version.content.get("headline") or version.content.get("title") or item.title
        texts, told = excerpts(before.content, version.content, kind.fields)
        rows.append(
            _change(
                item_type,
                item_id,
                replace(item, title=title),
                [title, *texts],
                kind="edited",
                at=version.seen_at,
                number=version.number,
                excerpts=told,
            )
        )
    session.execute(_INSERT, rows)


def note_gone(session: Session, item_type: ItemType, item_id: str, since: str) -> None:
    """Write down since when an item is gone, if that is not known."""
    known = _of_item(select(_CHANGES.c.id), item_type, item_id)
    if session.execute(known.where(_CHANGES.c.kind == "gone", _CHANGES.c.until.is_(None))).first():
        return
    item = _item(session, item_type, item_id)
    row = _change(item_type, item_id, item, item.texts, kind="gone", at=since)
    session.execute(_INSERT, [row])


def note_return(session: Session, item_type: ItemType, item_id: str, at: str) -> None:
    """Write down that an item that was gone is there again."""
    gone = _of_item(update(_CHANGES), item_type, item_id)
    gone = gone.where(_CHANGES.c.kind == "gone", _CHANGES.c.until.is_(None))
    session.execute(gone.values(until=at))


def refile(session: Session, item_type: ItemType, item_id: str) -> None:
    """Let the changes of an item have its portal, province and department as they are now."""
    places = _item(session, item_type, item_id).places
    session.execute(_of_item(update(_CHANGES), item_type, item_id).values(places))


def remove_silent_changes(session: Session, item_type: ItemType, item_id: str) -> None:
    """Forget the changes of an item that is deleted."""
    session.execute(_of_item(delete(_CHANGES), item_type, item_id))


@dataclass(frozen=True, slots=True)
class _Item:
    """An item as far as its changes tell of it: `places` are columns of theirs."""

    places: Mapping[str, str | None]
    title: str
    texts: Sequence[str | None]


def _article(row: Any) -> _Item:
    places = {"portal": row.portal, "province": row.province, "department": row.department}
    return _Item(places, row.headline, [row.headline, row.lead, *row.body])


def _entry(row: Any) -> _Item:
    places = {"portal": row.portal, "province": row.province, "department": row.issuer}
    return _Item(places, _title(row), [row.identifier, row.title, row.signer])


def _title(row: Any) -> str:
    """What an entry of a register is known by."""
    told: str = row.title or row.identifier or row.url or row.id
    return told


@dataclass(frozen=True, slots=True)
class _Kind:
    """Where items of a type are, with their versions, and what of them makes a version."""

    items: type[ArticleRow | LegislationRow]
    versions: type[ArticleVersionRow | LegislationVersionRow]
    of_item: InstrumentedAttribute[str]
    fields: Sequence[str]
    read: Callable[[Any], _Item]


_KINDS: dict[ItemType, _Kind] = {
    "NewsArticle": _Kind(
        ArticleRow, ArticleVersionRow, ArticleVersionRow.article_id, VERSIONED_FIELDS, _article
    ),
    "Legislation": _Kind(
        LegislationRow,
        LegislationVersionRow,
        LegislationVersionRow.legislation_id,
        VERSIONED_LEGISLATION_FIELDS,
        _entry,
    ),
}


def _item(session: Session, item_type: ItemType, item_id: str) -> _Item:
    kind = _KINDS[item_type]
    table = core(kind.items)
    return kind.read(session.execute(select(table).where(table.c.id == item_id)).one())


def _change(
    item_type: ItemType, item_id: str, item: _Item, texts: Iterable[str | None], **more: Any
) -> dict[str, Any]:
    return {
        "item_type": item_type,
        "item_id": item_id,
        **item.places,
        "title": item.title,
        "words": searchable([text for text in texts if text]),
        "excerpts": [],
        **more,
    }


def _of_item(statement: Any, item_type: ItemType, item_id: str) -> Any:
    return statement.where(_CHANGES.c.item_type == item_type, _CHANGES.c.item_id == item_id)
