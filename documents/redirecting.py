"""Keys that turned out to be another document's lead on to it.

A complete key, which some item told of a document by itself, leads on where all items that told it
once and tell another now tell the same other. One that leaves body or year open leads on where all
that state it can only mean one document.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.tables import (
    DocumentDepartureRow,
    DocumentRedirectRow,
    DocumentRow,
    LegislationRow,
    MentionRow,
    StaleDocumentRow,
    core,
)
from archive.items import ItemKey
from documents.clues import Clue
from documents.keys import parse_key

_ADD_DEPARTURES = inserts_unless_there(core(DocumentDepartureRow))


@dataclass(frozen=True, slots=True)
class Lost:
    """What an item told of a document no longer: the document's key, and the one it stated."""

    key: str
    stated_key: str
    item: ItemKey


def take_stale(session: Session, items: Iterable[ItemKey]) -> list[Lost]:
    """What these items told of documents before they changed; it is handed out once."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for item_type, item_id in sorted(items):
        by_type[item_type].append(item_id)
    stale = core(StaleDocumentRow)
    return [
        Lost(key, stated_key, (item_type, item_id))
        for item_type, ids in by_type.items()
        for chunk in chunks(ids)
        for key, stated_key, item_id in session.execute(
            delete(stale)
            .where(stale.c.item_type == item_type, stale.c.item_id.in_(chunk))
            .returning(stale.c.key, stale.c.stated_key, stale.c.item_id)
        )
    ]


def note_departures(session: Session, fresh: Sequence[Clue], lost: Iterable[Lost]) -> set[str]:
    """Note which keys items told and which they tell instead; returns the keys told no longer."""
    pairs = {(c.stated, str(c.key)) for c in fresh if c.stated and c.stated != str(c.key)}
    told: dict[tuple[ItemKey, str], set[str]] = defaultdict(set)
    for clue in fresh:
        told[(clue.item_type, clue.item_id), clue.key.look_up].add(str(clue.key))
    before: dict[tuple[ItemKey, str], set[str]] = defaultdict(set)
    for loss in lost:
        before[loss.item, parse_key(loss.stated_key).look_up].add(loss.stated_key)
    for place, old_keys in before.items():
        new_keys = told[place]
        instead = (new_keys - old_keys) or new_keys
        pairs |= {(old, new) for old in old_keys - new_keys for new in instead}
    if pairs:
        rows = [{"old_key": old, "key": new} for old, new in sorted(pairs)]
        session.execute(in_dialect(session, _ADD_DEPARTURES), rows)
    return {old for old, _ in pairs} | {old for olds in before.values() for old in olds}


def redirect(session: Session, keys: Iterable[str]) -> None:
    """Let each of these keys lead to the one document that it turned out to be, if there is one.

    To be called with all keys that have come into use or gone out of it, that items tell no longer,
    and that those who state them may mean otherwise now. A key in use does not lead on.
    """
    for chunk in chunks(sorted(set(keys))):
        in_use = set(session.scalars(select(DocumentRow.key).where(DocumentRow.key.in_(chunk))))
        unused = [key for key in chunk if key not in in_use]
        meant = _meant_by(session, [key for key in unused if not parse_key(key).complete])
        departed = _departed(session, unused)
        redirects = core(DocumentRedirectRow)
        rows = session.execute(
            select(redirects.c.old_key, redirects.c.key).where(redirects.c.old_key.in_(chunk))
        )
        leading: dict[str, str] = {row.old_key: row.key for row in rows}
        wanted: dict[str, str] = {}
        for key in unused:
            targets = meant.get(key) or departed.get(key)
            if targets is None:
                # nothing tells more of it than when it was last in use
                wanted |= {key: leading[key]} if key in leading else {}
            elif len(targets) == 1:
                wanted[key] = next(iter(targets))
        changed = [key for key in leading if wanted.get(key) != leading[key]]
        if changed:
            session.execute(delete(redirects).where(redirects.c.old_key.in_(changed)))
        new = [
            {"old_key": old, "key": key} for old, key in wanted.items() if leading.get(old) != key
        ]
        if new:
            session.execute(insert(redirects), new)


def _meant_by(session: Session, stated: Sequence[str]) -> Mapping[str, set[str]]:
    """For each of these incomplete keys the documents that those mean who state it."""
    meant: dict[str, set[str]] = defaultdict(set)
    if not stated:
        return meant
    look_ups = {parse_key(key).look_up for key in stated}
    for table in (MentionRow, LegislationRow):
        for key, document in session.execute(
            select(table.stated_key, table.document_key)
            .where(table.waiting_for.in_(look_ups), table.stated_key.in_(stated))
            .where(table.document_key.is_not(None))
            .distinct()
        ):
            meant[key or ""].add(document or "")
    return meant


def _departed(session: Session, keys: Sequence[str]) -> Mapping[str, set[str]]:
    """For each of these keys those that are told instead of it by items that told it once."""
    departed: dict[str, set[str]] = defaultdict(set)
    departures = core(DocumentDepartureRow)
    for old, key in session.execute(
        select(departures.c.old_key, departures.c.key).where(departures.c.old_key.in_(keys))
    ):
        departed[old].add(key)
    return departed
