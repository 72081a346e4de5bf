"""The change log: which items the index has to look at again, in the order of commits.

A reader remembers the last sequence number it saw and asks for what came after. So a number must
never become visible after a higher one. PostgreSQL gives numbers out before the commit, in any
order; hence changes are only noted while a transaction goes on, and written at its very end, one
transaction after the other. Being the last lock of every transaction, this one cannot take part in
a deadlock.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import event, func, insert, select, text
from sqlalchemy.orm import Session

from archive.catalogue.tables import ChangeRow
from archive.clock import now
from archive.items import ItemType

#: `added`: the item is new to the catalogue, however old it or its capture is.
ChangeKind = Literal["added", "recorded", "resolved", "deleted"]

_NOTED = "congtin_changes"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log: an item whose index document is no longer true."""

    sequence: int
    item_type: str
    item_id: str
    kind: str
    at: str


_CHANGES = select(
    ChangeRow.sequence, ChangeRow.item_type, ChangeRow.item_id, ChangeRow.kind, ChangeRow.at
)


def record_changes(
    session: Session,
    item_ids: Iterable[str],
    kind: ChangeKind,
    item_type: ItemType = "NewsArticle",
) -> None:
    """Note that these items changed; the log has it when the session's transaction commits."""
    noted: dict[tuple[ItemType, str, ChangeKind], None] = session.info.setdefault(_NOTED, {})
    noted.update(dict.fromkeys((item_type, item_id, kind) for item_id in item_ids))


def record_change(
    session: Session, item_id: str, kind: ChangeKind, item_type: ItemType = "NewsArticle"
) -> None:
    """Note that this item changed; the log has it when the session's transaction commits."""
    record_changes(session, (item_id,), kind, item_type)


def read_changes(
    session: Session, after: int = 0, limit: int = 1000, item_type: ItemType | None = None
) -> Sequence[Change]:
    """The first `limit` changes with a sequence number above `after`, in order.

    With an `item_type` only those of items of this type.
    """
    statement = _CHANGES
    if item_type is not None:
        statement = statement.where(ChangeRow.item_type == item_type)
    rows = session.execute(
        statement.where(ChangeRow.sequence > after).order_by(ChangeRow.sequence).limit(limit)
    )
    return [Change(*row) for row in rows]


def last_changes(session: Session, after: int, limit: int) -> Sequence[Change]:
    """Of the first `limit` changes above `after` the last one of each item, in order."""
    first = (
        select(ChangeRow.sequence)
        .where(ChangeRow.sequence > after)
        .order_by(ChangeRow.sequence)
        .limit(limit)
        .subquery()
    )
    end = select(func.max(first.c.sequence)).scalar_subquery()
    last = (
        select(func.max(ChangeRow.sequence))
        .where(ChangeRow.sequence > after, ChangeRow.sequence <= end)
        .group_by(ChangeRow.item_type, ChangeRow.item_id)
    )
    rows = session.execute(
        _CHANGES.where(ChangeRow.sequence.in_(last)).order_by(ChangeRow.sequence)
    )
    return [Change(*row) for row in rows]


def added_since(
    session: Session, item_type: ItemType, item_ids: Collection[str], sequence: int
) -> frozenset[str]:
    """Those of some hundred items that came into the catalogue after this change."""
    added = select(ChangeRow.item_id).where(
        ChangeRow.kind == "added",
        ChangeRow.item_type == item_type,
        ChangeRow.item_id.in_(item_ids),
        ChangeRow.sequence > sequence,
    )
    return frozenset(session.scalars(added))


def change_moment(session: Session, sequence: int) -> str:
    """When this change was logged; the beginning of time if there is no such change."""
    at = select(ChangeRow.at).where(ChangeRow.sequence == sequence)
    return session.scalar(at) or "0001-01-01T00:00:00Z"


def latest_change(session: Session) -> int:
    """The sequence number of the newest change; 0 if there is none."""
    return session.scalar(select(func.max(ChangeRow.sequence))) or 0


@event.listens_for(Session, "before_commit")
def _write_noted(session: Session) -> None:
    if not session.info.get(_NOTED) or session.in_nested_transaction():
        return
    noted = session.info.pop(_NOTED)
    if session.get_bind().dialect.name == "postgresql":
        session.flush()
        session.execute(text("SELECT pg_advisory_xact_lock('changes'::regclass::oid::bigint)"))
    at = now()
    session.execute(
        insert(ChangeRow),
        [
            {"item_type": item_type, "item_id": item_id, "kind": kind, "at": at}
            for item_type, item_id, kind in noted
        ],
    )


@event.listens_for(Session, "after_rollback")
def _forget_noted(session: Session) -> None:
    session.info.pop(_NOTED, None)
