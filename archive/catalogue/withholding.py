"""Withholding: taking an article, an entry of a register, a document or a capture out of sight.

What that hides is decided in `archive.catalogue.visibility`. Nothing is deleted, and what portals
publish anew of a withheld item stays hidden with it, until the withholding is lifted.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.changes import record_changes
from archive.catalogue.tables import (
    ArticleAliasRow,
    ArticleRow,
    DocumentRedirectRow,
    DocumentRow,
    LegislationRow,
    MentionRow,
    SnapshotRow,
    WithheldRow,
)
from archive.catalogue.tables.base import Table
from archive.catalogue.withheld_captures import ITEM_TYPES, items_captured
from archive.clock import now
from archive.items import ItemKey

Kind = Literal["article", "legislation", "document", "snapshot"]
KINDS: tuple[Kind, ...] = ("article", "legislation", "document", "snapshot")

#: Of who did it so many characters are kept.
_MOST_NAME = 200


class WithholdingError(ValueError):
    """Something that cannot be withheld or lifted. Names it and says why."""


def find_kind(session: Session, name: str) -> tuple[Kind, str]:
    """What an id, an alias, a document's key or a snapshot's number names: its kind and its id.

    Raises:
        WithholdingError: nothing is named so.
    """
    for kind in KINDS:
        item_id = find_of_kind(session, kind, name)
        if item_id is not None:
            return kind, item_id
    raise WithholdingError(f"{name!r} is the id of no article, entry, document or snapshot")


def find_of_kind(session: Session, kind: Kind, name: str) -> str | None:
    """The id of the thing of a kind that a name names; None if it names none."""
    match kind:
        case "article":
            alias = session.get(ArticleAliasRow, name)
            if session.get(ArticleRow, name) is not None or alias is None:
                return _if_there(session, ArticleRow, name)
            return alias.article_id
        case "legislation":
            return _if_there(session, LegislationRow, name)
        case "document":
            redirect = session.get(DocumentRedirectRow, name)
            return _if_there(session, DocumentRow, redirect.key if redirect else name)
        case "snapshot":
            is_number = name.isdecimal() and len(name) < 16
            found = session.get(SnapshotRow, int(name)) if is_number else None
            return str(found.id) if found else None


def withhold(session: Session, kind: Kind, item_id: str, reason: str, by: str) -> WithheldRow:
    """Take something out of sight, at once and until it is lifted.

    Raises:
        WithholdingError: it is withheld already, or no reason or no name is given.
    """
    reason, by = _said("it is withheld", reason, by)
    before = in_force(session, kind, item_id)
    if before is not None:
        raise WithholdingError(
            f"the {kind} {item_id} is withheld already, since {before.withheld_at}"
        )
    row = WithheldRow(
        kind=kind,
        item_id=item_id,
        reason=reason,
        withheld_at=now(),
        withheld_by=by,
    )
    session.add(row)
    session.flush()
    _note_changed(session, kind, item_id)
    return row


def withhold_along(session: Session, row: WithheldRow, snapshot_ids: Iterable[int]) -> None:
    """Withhold captures with an article, those of its pictures, until it is lifted.

    They are on record as what they are, and may be lifted one by one.
    """
    for number in snapshot_ids:
        if in_force(session, "snapshot", str(number)) is None:
            session.add(
                WithheldRow(
                    kind="snapshot",
                    item_id=str(number),
                    reason=row.reason,
                    withheld_at=row.withheld_at,
                    withheld_by=row.withheld_by,
                )
            )
    session.flush()


def lift(session: Session, kind: Kind, item_id: str, reason: str, by: str) -> WithheldRow:
    """Let something be seen again.

    Raises:
        WithholdingError: it is not withheld, or no reason or no name is given.
    """
    reason, by = _said("it may be seen again", reason, by)
    row = in_force(session, kind, item_id)
    if row is None:
        raise WithholdingError(f"the {kind} {item_id} is not withheld")
    for lifted in (row, *_withheld_along(session, row)):
        lifted.lifted_at, lifted.lifted_by, lifted.lift_reason = now(), by, reason
    session.flush()
    _note_changed(session, kind, item_id)
    return row


def _withheld_along(session: Session, row: WithheldRow) -> Sequence[WithheldRow]:
    """The captures that were withheld with an article: in one go, by whom, and why it was."""
    if row.kind != "article":
        return ()
    return session.scalars(
        select(WithheldRow).where(
            WithheldRow.kind == "snapshot",
            WithheldRow.lifted_at.is_(None),
            WithheldRow.withheld_at == row.withheld_at,
            WithheldRow.withheld_by == row.withheld_by,
            WithheldRow.reason == row.reason,
        )
    ).all()


def _said(what: str, reason: str, by: str) -> tuple[str, str]:
    """The reason and the name as they are kept; `what` is to be said why, if one is missing."""
    if not reason.strip() or not by.strip():
        raise WithholdingError(f"say why {what}, and who says so")
    return reason.strip(), by.strip()[:_MOST_NAME]


def in_force(session: Session, kind: Kind, item_id: str) -> WithheldRow | None:
    """The withholding of exactly this that holds now."""
    return session.scalars(
        select(WithheldRow).where(
            WithheldRow.kind == kind,
            WithheldRow.item_id == item_id,
            WithheldRow.lifted_at.is_(None),
        )
    ).first()


def withholdings(
    session: Session, limit: int | None = None, before: int | None = None
) -> Sequence[WithheldRow]:
    """What is withheld or was, before the entry `before` if one is given, the newest first."""
    statement = select(WithheldRow).order_by(WithheldRow.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(WithheldRow.id < before)
    return session.scalars(statement).all()


def _if_there(session: Session, table: type[Table], name: str) -> str | None:
    return name if session.get(table, name) is not None else None


def items_of(session: Session, kind: Kind, item_id: str) -> list[ItemKey]:
    """The articles and entries that a withholding changes what is shown of, or hides."""
    match kind:
        case "article":
            return [("NewsArticle", item_id)]
        case "legislation":
            return [("Legislation", item_id)]
        case "document":
            entries = select(LegislationRow.id).where(LegislationRow.document_key == item_id)
            mentions = select(MentionRow.article_id).where(MentionRow.document_key == item_id)
            return [
                *(("Legislation", entry) for entry in session.scalars(entries)),
                *(("NewsArticle", article) for article in session.scalars(mentions.distinct())),
            ]
        case "snapshot":
            return items_captured(session, int(item_id))


def _note_changed(session: Session, kind: Kind, item_id: str) -> None:
    """Have the documents be gathered anew, and the index be brought up to date."""
    items = items_of(session, kind, item_id)
    for item_type in ITEM_TYPES:
        ids = [item_id for of_type, item_id in items if of_type == item_type]
        record_changes(session, ids, "recorded", item_type)


__all__ = [
    "KINDS",
    "Kind",
    "WithholdingError",
    "find_kind",
    "find_of_kind",
    "in_force",
    "items_of",
    "lift",
    "withhold",
    "withhold_along",
    "withholdings",
]
