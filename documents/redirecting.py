"""Keys that turned out to be another document's lead on to it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import (
    DocumentRedirectRow,
    DocumentRow,
    LegislationRow,
    MentionRow,
    StaleDocumentRow,
)
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
    for key in moves.open:
        meant = _meant_by(session, key)
        if meant == {key} or len(meant) > 1:
            session.execute(delete(DocumentRedirectRow).where(DocumentRedirectRow.old_key == key))
        elif meant:
            session.merge(DocumentRedirectRow(old_key=key, key=meant.pop()))
    for old, new in moves.away.items():
        targets = new - {old}
        if old in moves.open or len(targets) != 1:
            continue
        if session.get(DocumentRow, old) is None and not _meant_by(session, old):
            session.merge(DocumentRedirectRow(old_key=old, key=targets.pop()))


def _meant_by(session: Session, stated: str) -> set[str]:
    """The documents (two at most) that those mean who state an incomplete key."""
    look_up = parse_key(stated).look_up
    meant: set[str] = set()
    for table in (MentionRow, LegislationRow):
        keys = (
            select(table.document_key)
            .where(table.waiting_for == look_up, table.stated_key == stated)
            .where(table.document_key.is_not(None))
            .distinct()
            .limit(2)
        )
        meant.update(key for key in session.scalars(keys) if key is not None)
    return meant
