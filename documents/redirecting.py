"""Keys that turned out to be another document's lead on to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import (
    DocumentRedirectRow,
    DocumentRow,
    LegislationRow,
    MentionRow,
    StaleDocumentRow,
)
from documents.chunks import chunks
from documents.clues import Clue
from documents.keys import parse_key

#: Of each document that lost something, the items that it lost it of.
Stale = Mapping[str, set[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Moves:
    """Where clues went.

    `away` has for each key that clues left those that they went to; `open` are the incomplete keys
    that clues state, which may lead on.
    """

    away: Mapping[str, set[str]]
    open: set[str]

    @classmethod
    def of(cls, moved: Mapping[Clue, str], chosen: Mapping[Clue, str], stale: Stale) -> "Moves":
        """The moves of clues from where they stood to the keys chosen for them.

        The clues of an item that was read anew follow those it gave before for the same number.
        """
        away: dict[str, set[str]] = defaultdict(set)
        for clue, key in moved.items():
            if clue.stands is not None:
                away[clue.stands].add(key)
        by_item: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for clue, key in chosen.items():
            by_item[clue.item_type, clue.item_id, clue.key.look_up].add(key)
        for old, items in stale.items():
            for item_type, item_id in items:
                away[old] |= by_item.get((item_type, item_id, parse_key(old).look_up), set())
        return cls(away, {str(clue.key) for clue in chosen if not clue.key.complete})


def take_stale(session: Session) -> Stale:
    """The documents that lost something since somebody last looked."""
    removed = delete(StaleDocumentRow).returning(
        StaleDocumentRow.key, StaleDocumentRow.item_type, StaleDocumentRow.item_id
    )
    stale: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for key, item_type, item_id in session.execute(removed):
        stale[key].add((item_type, item_id))
    return stale


def redirect(session: Session, moves: Moves) -> None:
    """Let keys that are in use no more lead to the one document that they turned out to be.

    A key in use does not lead on, and an incomplete one not as long as those who state it mean
    different documents.
    """
    meant = _meant_by(session, moves.open | moves.away.keys())
    in_use = _in_use(session, moves.away.keys())
    ambiguous: list[str] = []
    leading: dict[str, str] = {}
    for key in moves.open:
        targets = meant[key] - {key}
        if len(meant[key]) == len(targets) == 1:
            leading[key] = targets.pop()
        else:
            ambiguous.append(key)
    for old, new in moves.away.items():
        targets = new - {old}
        if len(targets) == 1 and not meant[old] and old not in in_use:
            leading[old] = targets.pop()
    for chunk in chunks(sorted([*ambiguous, *leading])):
        session.execute(delete(DocumentRedirectRow).where(DocumentRedirectRow.old_key.in_(chunk)))
    if leading:
        rows = [{"old_key": old, "key": key} for old, key in leading.items()]
        session.execute(insert(DocumentRedirectRow), rows)


def _meant_by(session: Session, stated: Iterable[str]) -> Mapping[str, set[str]]:
    """For each of these incomplete keys the documents that those mean who state it."""
    meant: dict[str, set[str]] = defaultdict(set)
    for chunk in chunks(sorted(stated)):
        look_ups = {parse_key(key).look_up for key in chunk}
        for table in (MentionRow, LegislationRow):
            for key, document in session.execute(
                select(table.stated_key, table.document_key)
                .where(table.waiting_for.in_(look_ups), table.stated_key.in_(chunk))
                .where(table.document_key.is_not(None))
                .distinct()
            ):
                meant[key or ""].add(document or "")
    return meant


def _in_use(session: Session, keys: Iterable[str]) -> set[str]:
    return {
        key
        for chunk in chunks(sorted(keys))
        for key in session.scalars(select(DocumentRow.key).where(DocumentRow.key.in_(chunk)))
    }
