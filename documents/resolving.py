"""Mentions and register entries become documents: each gets the key of the document it means.

Reads the catalogue's change log and resolves only what changed items touch: what they say
themselves, and what elsewhere could not be told before and now can, or cannot be told any more.

What comes out does not depend on the order in which items come. A document exists where an item
tells by itself which it is, with body and year; what leaves one of these open means that document
if there is only one that it can mean.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.changes import latest_change, read_changes, record_changes
from archive.catalogue.tables import ConsumerRow, LegislationRow, MentionRow, core
from archive.catalogue.turns import write_alone
from archive.items import ItemKey
from documents.clues import Clue
from documents.document_rows import refresh
from documents.keys import DocumentKey, parse_key
from documents.postponing import postpone, take_postponed
from documents.reading import (
    article_clues,
    entry_clues,
    known_documents,
    stated_keys,
    waiting_clues,
)
from documents.redirecting import note_departures, redirect, take_stale
from documents.rules import digest_of_rules

CONSUMER = "documents"
BATCH = 500

_Candidates = Mapping[str, Mapping[DocumentKey, str | None]]

_UPDATE = {
    "NewsArticle": update(core(MentionRow)).where(core(MentionRow).c.id == bindparam("row")),
    "Legislation": update(core(LegislationRow)).where(
        core(LegislationRow).c.id == bindparam("row")
    ),
}


def resolve_changes(
    catalogue: Catalogue, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Resolve what the change log names since the last call; returns how many items that were.

    Where other rules than today's (`documents.rules`) resolved the rest, all of it, from the log's
    beginning; but rules that others have taken the place of already resolve only what is new.
    `on_progress` is told how many changes of how many are done. Interrupted, it goes on where the
    last finished batch ended. Where several processes resolve at once, they take turns.
    """
    items = 0
    with catalogue.session() as session:
        start, end = _read_place(session).sequence, latest_change(session)
    while True:
        with catalogue.begin() as session:
            write_alone(session)
            place = _read_place(session)
            changes = read_changes(session, after=place.sequence, limit=BATCH)
            if not changes:
                if not (postponed := take_postponed(session)):
                    return items
                note_resolved(session, refresh(session, postponed, {}))
                continue
            changed = {(c.item_type, c.item_id) for c in changes if c.kind != "resolved"}
            resolve_items(session, changed)
            session.merge(
                ConsumerRow(name=CONSUMER, sequence=changes[-1].sequence, rules=place.rules)
            )
        items += len(changed)
        on_progress(min(changes[-1].sequence, end) - start, end - start)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the change log to go on, and the rules that resolved up to there, the last last."""

    sequence: int
    rules: list[str]


def _read_place(session: Session) -> _Place:
    row = session.get(ConsumerRow, CONSUMER)
    rules = digest_of_rules()
    if row is None or rules not in row.rules:
        return _Place(0, [*(row.rules if row else ()), rules])
    return _Place(row.sequence, row.rules)


def resolve_items(session: Session, items: Iterable[ItemKey]) -> None:
    """Resolve what these articles and register entries say, and what becomes clear by them."""
    changed = set(items)
    fresh = [
        *article_clues(session, {key for kind, key in changed if kind == "NewsArticle"}),
        *entry_clues(session, {key for kind, key in changed if kind == "Legislation"}),
    ]
    _write_stated(session, fresh)
    lost = take_stale(session, changed)
    departed = note_departures(session, fresh, lost)
    gone = {c.stands for c in fresh if c.stands and c.stands != str(c.key)}
    gone |= {loss.key for loss in lost}
    look_ups = {c.key.look_up for c in fresh} | {parse_key(key).look_up for key in gone}
    documents = known_documents(session, look_ups)
    stated = {c.key: c.body.province if c.body else None for c in fresh if c.key.complete}
    begun = stated.keys() - documents.keys()
    perhaps = {str(key): key for key in documents.keys() - stated.keys() if str(key) in gone}
    ended = {perhaps[key] for key in perhaps.keys() - stated_keys(session, perhaps)}
    candidates: dict[str, dict[DocumentKey, str | None]] = defaultdict(dict)
    for key, province in (documents | stated).items():
        if key not in ended:
            candidates[key.look_up][key] = province
    open_clues = [clue for clue in fresh if not clue.key.complete]
    open_clues += _touched(session, begun | ended, documents | stated, fresh)
    chosen = {clue: str(_choose(clue, candidates)) for clue in open_clues}
    chosen |= {clue: str(clue.key) for clue in fresh if clue.key.complete}
    moved = {clue: key for clue, key in chosen.items() if key != clue.stands}
    going = [(c, {"document_key": key}) for c, key in moved.items() if not c.key.complete]
    _write(session, going)
    touched = {chosen[clue] for clue in fresh} | set(moved.values()) | gone
    touched |= {clue.stands for clue in moved if clue.stands}
    bodies = {clue.body.key: clue.body for clue in fresh if clue.body}
    outdated = refresh(session, touched - postpone(session, touched), bodies)
    redirect(session, touched | departed | {str(clue.key) for clue in open_clues})
    outdated |= {(clue.item_type, clue.item_id) for clue in moved}
    note_resolved(session, outdated)


def note_resolved(session: Session, items: Iterable[ItemKey]) -> None:
    """Let the change log name these items, whose index documents show other documents now."""
    ids: dict[str, list[str]] = defaultdict(list)
    for item_type, item_id in sorted(items):
        ids[item_type].append(item_id)
    record_changes(session, ids["NewsArticle"], "resolved", "NewsArticle")
    record_changes(session, ids["Legislation"], "resolved", "Legislation")


def _write_stated(session: Session, fresh: Iterable[Clue]) -> None:
    _write(
        session,
        [
            (
                clue,
                {
                    "stated_key": str(clue.key),
                    "waiting_for": None if clue.key.complete else clue.key.look_up,
                    "document_key": str(clue.key) if clue.key.complete else clue.stands,
                },
            )
            for clue in fresh
        ],
    )


def _touched(
    session: Session,
    changed: Iterable[DocumentKey],
    provinces: Mapping[DocumentKey, str | None],
    fresh: Iterable[Clue],
) -> list[Clue]:
    """What elsewhere may mean a document that has come or gone."""
    by_look_up: dict[str, list[DocumentKey]] = defaultdict(list)
    for key in changed:
        by_look_up[key.look_up].append(key)
    seen = {(clue.item_type, clue.item_id, clue.mention_id) for clue in fresh}
    return [
        clue
        for clue in waiting_clues(session, by_look_up)
        if (clue.item_type, clue.item_id, clue.mention_id) not in seen
        and any(clue.may_mean(key, provinces[key]) for key in by_look_up[clue.key.look_up])
    ]


def _choose(clue: Clue, candidates: _Candidates) -> DocumentKey:
    """The one document that the clue can mean; else its own incomplete key."""
    possible = [
        key
        for key, province in candidates.get(clue.key.look_up, {}).items()
        if clue.may_mean(key, province)
    ]
    if len(possible) == 1 and clue.means_if_only(possible[0]):
        return possible[0]
    return clue.key


def _write(session: Session, rows: Iterable[tuple[Clue, dict[str, Any]]]) -> None:
    """Let the rows that clues were read from have these values."""
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for clue, values in rows:
        row = clue.item_id if clue.mention_id is None else clue.mention_id
        by_type[clue.item_type].append({"row": row, **values})
    for item_type, of_type in by_type.items():
        session.execute(_UPDATE[item_type], of_type)
