"""What withheld captures hide beside themselves: what shows the same, and what was read from it.

A version is hidden if a withheld capture, or one of the same bytes, was made while it stood, and
every version of the item with its content is, too. Where that is the current one, the item is: of
its text, which its page, its mentions and the index have, nothing may be seen, and what earlier
versions have of it nobody has looked at. The next version that the portal publishes is shown.
"""

from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    and_,
    cast,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from archive.catalogue.tables import (
    ArticleRow,
    ArticleVersionRow,
    LegislationRow,
    LegislationVersionRow,
    SilentChangeRow,
    SnapshotRow,
    WithheldRow,
    core,
)
from archive.items import ItemKey, ItemType

_SNAPSHOTS, _WITHHELD = core(SnapshotRow), core(WithheldRow)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Items of a type: their table, their versions', and the column that has the item's id."""

    items: Table
    versions: Table
    item: str


_KINDS: dict[ItemType, _Kind] = {
    "NewsArticle": _Kind(core(ArticleRow), core(ArticleVersionRow), "article_id"),
    "Legislation": _Kind(core(LegislationRow), core(LegislationVersionRow), "legislation_id"),
}

ITEM_TYPES: tuple[ItemType, ...] = tuple(_KINDS)


def digests() -> Select[str]:
    """The digests of what withheld captures show."""
    row = _SNAPSHOTS.alias("withheld_snapshots").c
    numbers = select(cast(_WITHHELD.c.item_id, Integer)).where(
        _WITHHELD.c.kind == "snapshot", _WITHHELD.c.lifted_at.is_(None)
    )
    return select(row.payload_digest).where(row.id.in_(numbers))


def same_captures() -> Select[int]:
    """The captures that show what a withheld one shows, these too."""
    row = _SNAPSHOTS.alias("same_snapshots").c
    return select(row.id).where(row.payload_digest.in_(digests()))


def _stood(version: FromClause, capture: FromClause) -> ColumnElement[bool]:
    """Whether a version of an item stood when a capture of the item was made."""
    return and_(
        version.c.seen_at <= capture.c.fetched_at,
        or_(version.c.last_seen.is_(None), capture.c.fetched_at <= version.c.last_seen),
    )


def _contents(item_type: ItemType) -> FromClause:
    """What is hidden of items of a type: the item, and the digest of a content of its."""
    kind = _KINDS[item_type]
    version, capture = kind.versions.alias("told_versions"), _SNAPSHOTS.alias("told_by")
    return (
        select(version.c[kind.item], version.c.content_digest)
        .join_from(capture, version, version.c[kind.item] == capture.c[kind.item])
        .where(
            capture.c.payload_digest.in_(digests()),
            or_(version.c.snapshot_id == capture.c.id, _stood(version, capture)),
        )
        .distinct()
        .subquery("contents")
    )


def items_shown(item_type: ItemType) -> Select[str]:
    """The items of a type whose current version withheld captures show."""
    kind, contents = _KINDS[item_type], _contents(item_type)
    row = kind.items.alias("captured_items")
    return select(row.c.id).join_from(
        contents,
        row,
        (row.c.id == contents.c[kind.item]) & (row.c.content_digest == contents.c.content_digest),
    )


def is_version_shown(item_type: ItemType) -> ColumnElement[bool]:
    """For rows of a type's versions: whether no withheld capture shows them."""
    kind, contents = _KINDS[item_type], _contents(item_type)
    version = kind.versions.c
    return and_(
        or_(version.snapshot_id.is_(None), version.snapshot_id.not_in(same_captures())),
        tuple_(version[kind.item], version.content_digest).not_in(
            select(contents.c[kind.item], contents.c.content_digest)
        ),
    )


def hidden_versions(item_type: ItemType) -> Select[tuple[str, int]]:
    """The same, the other way round: items and numbers of the versions that are hidden."""
    version = _hidden_versions(item_type)
    return select(version.c[_KINDS[item_type].item], version.c.number)


def _hidden_versions(item_type: ItemType) -> FromClause:
    kind, contents = _KINDS[item_type], _contents(item_type)
    version = kind.versions.alias("versions_of_contents")
    return (
        select(version)
        .join_from(
            contents,
            version,
            (version.c[kind.item] == contents.c[kind.item])
            & (version.c.content_digest == contents.c.content_digest),
        )
        .subquery("hidden_versions")
    )


def captures_of_versions(item_type: ItemType) -> Select[int]:
    """The captures of an item that were made while a hidden version of it stood."""
    version, capture = _hidden_versions(item_type), _SNAPSHOTS.alias("captures_of_versions")
    item = _KINDS[item_type].item
    return select(capture.c.id).join_from(
        version, capture, (capture.c[item] == version.c[item]) & _stood(version, capture)
    )


def edits(item_type: ItemType) -> Select[int]:
    """The changes that made a hidden version, or were made of one."""
    version, change = _hidden_versions(item_type), core(SilentChangeRow).alias("hidden_changes")
    return select(change.c.id).join_from(
        version,
        change,
        and_(
            change.c.item_id == version.c[_KINDS[item_type].item],
            change.c.item_type == item_type,
            change.c.number.in_((version.c.number, version.c.number + 1)),
        ),
    )


def items_captured(session: Session, snapshot_id: int) -> list[ItemKey]:
    """The items that a capture, and those of the same bytes, are of."""
    row = _SNAPSHOTS.c
    digest = select(row.payload_digest).where(row.id == snapshot_id).scalar_subquery()
    return [
        (item_type, item_id)
        for item_type, kind in _KINDS.items()
        for item_id in session.scalars(
            select(row[kind.item])
            .where(row.payload_digest == digest, row[kind.item].is_not(None))
            .distinct()
        )
    ]


def withheld_capture_of(session: Session, item_type: ItemType, item_id: str) -> WithheldRow | None:
    """The first withholding of a capture that shows what one of this item does."""
    same = _SNAPSHOTS.alias("same").c
    of_item = select(same.payload_digest).where(same[_KINDS[item_type].item] == item_id)
    numbers = select(cast(_SNAPSHOTS.c.id, String)).where(_SNAPSHOTS.c.payload_digest.in_(of_item))
    return session.scalars(
        select(WithheldRow)
        .where(
            WithheldRow.kind == "snapshot",
            WithheldRow.lifted_at.is_(None),
            WithheldRow.item_id.in_(numbers),
        )
        .order_by(WithheldRow.id)
    ).first()
