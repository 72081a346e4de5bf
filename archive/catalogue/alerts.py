"""Alerts: the messages that tell of what came to match saved searches, until they are sent.

An item is told of once for each saved search: `alert_matches` holds it for ever. A message is sent
at least once: a process that dies between sending it and saying so leaves it to be sent again, with
the same `key`.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import uuid4

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.tables import AlertMatchRow, AlertRow, SavedSearchRow, core
from archive.clock import moment, now
from archive.items import ItemKey

AlertKind = Literal["confirmation", "matches"]
AlertEnd = Literal["sent", "given_up", "empty"]

#: A message that somebody began to send so long ago, and said no more of, is sent by another.
ABANDONED = timedelta(minutes=10)

_MATCHES = core(AlertMatchRow)
_INSERT_MATCH = inserts_unless_there(_MATCHES, _MATCHES.c.item_type, _MATCHES.c.item_id)


def ask_to_confirm(session: Session, saved_search_id: int) -> None:
    """Have the address of a saved search be asked whether it is wanted."""
    _insert(session, saved_search_id, "confirmation")


def to_look_at(session: Session, before: int) -> Sequence[SavedSearchRow]:
    """The saved searches that have not been looked at up to the change `before`.

    Not those that are paused or unconfirmed, nor those whose last message is on its way still: what
    comes meanwhile is told in the next.
    """
    pending = exists().where(
        AlertRow.saved_search_id == SavedSearchRow.id, AlertRow.state == "pending"
    )
    return session.scalars(
        select(SavedSearchRow)
        .where(
            SavedSearchRow.confirmed_at.is_not(None),
            SavedSearchRow.paused_at.is_(None),
            SavedSearchRow.looked_to < before,
            ~pending,
        )
        .order_by(SavedSearchRow.id)
    ).all()


def untold(
    session: Session, saved_search_id: int, items: Collection[ItemKey]
) -> frozenset[ItemKey]:
    """Those of the items that no alert of a saved search tells of."""
    told: set[ItemKey] = set()
    for some in chunks(sorted({item_id for _, item_id in items})):
        rows = session.execute(
            select(AlertMatchRow.item_type, AlertMatchRow.item_id).where(
                AlertMatchRow.saved_search_id == saved_search_id, AlertMatchRow.item_id.in_(some)
            )
        )
        told.update((item_type, item_id) for item_type, item_id in rows)
    return frozenset(items) - told


def record_look(
    session: Session,
    saved_search: SavedSearchRow,
    looked_to: int,
    messages: Sequence[Collection[ItemKey]],
) -> bool:
    """Note up to where was looked for a saved search, and the matches of the messages to be sent.

    False, and nothing is noted, if another process has looked meanwhile, or it was paused.
    """
    looked = session.execute(
        update(SavedSearchRow)
        .where(
            SavedSearchRow.id == saved_search.id,
            SavedSearchRow.looked_to == saved_search.looked_to,
            SavedSearchRow.paused_at.is_(None),
        )
        .values(looked_to=looked_to, looked_at=now())
        .returning(SavedSearchRow.id)
    )
    if looked.one_or_none() is None:
        return False
    for items in messages:
        alert_id = _insert(session, saved_search.id, "matches")
        session.execute(
            in_dialect(session, _INSERT_MATCH),
            [
                {
                    "saved_search_id": saved_search.id,
                    "item_type": item_type,
                    "item_id": item_id,
                    "alert_id": alert_id,
                }
                for item_type, item_id in items
            ],
        )
    return True


def next_due(session: Session, not_of: Collection[int]) -> AlertRow | None:
    """The first message that is to be sent now, but none of paused searches or of `not_of`."""
    return session.scalars(
        select(AlertRow)
        .join(SavedSearchRow, SavedSearchRow.id == AlertRow.saved_search_id)
        .where(
            AlertRow.state == "pending",
            AlertRow.next_attempt_at <= now(),
            AlertRow.saved_search_id.not_in(not_of),
            SavedSearchRow.paused_at.is_(None),
        )
        .order_by(AlertRow.id)
        .limit(1)
    ).first()


def claim(session: Session, alert: AlertRow) -> bool:
    """Take it on oneself to send a message; False if another process has done so."""
    claimed = session.execute(
        update(AlertRow)
        .where(
            AlertRow.id == alert.id,
            AlertRow.state == "pending",
            AlertRow.attempts == alert.attempts,
            AlertRow.next_attempt_at == alert.next_attempt_at,
        )
        .values(attempts=alert.attempts + 1, next_attempt_at=moment(datetime.now(UTC) + ABANDONED))
        .returning(AlertRow.id)
    )
    return claimed.one_or_none() is not None


def end_alert(session: Session, alert_id: int, state: AlertEnd, error: str | None = None) -> None:
    """Note that a message will not be tried again, and why."""
    session.execute(
        update(AlertRow)
        .where(AlertRow.id == alert_id)
        .values(state=state, last_error=error, ended_at=now())
    )


def postpone(session: Session, alert_id: int, attempts: int, until: str, error: str) -> None:
    """Note why a message did not get through, how many attempts count, and when the next is."""
    session.execute(
        update(AlertRow)
        .where(AlertRow.id == alert_id)
        .values(attempts=attempts, next_attempt_at=until, last_error=error)
    )


def try_again(session: Session, saved_search_id: int) -> None:
    """Have the messages of a saved search that were given up be tried now."""
    session.execute(
        update(AlertRow)
        .where(AlertRow.saved_search_id == saved_search_id, AlertRow.state == "given_up")
        .values(state="pending", attempts=0, next_attempt_at=now(), ended_at=None)
    )


def told_items(session: Session, alert_id: int) -> dict[str, list[str]]:
    """The items that a message tells of: their ids, by type."""
    items: dict[str, list[str]] = {}
    statement = select(AlertMatchRow.item_type, AlertMatchRow.item_id)
    for item_type, item_id in session.execute(statement.where(AlertMatchRow.alert_id == alert_id)):
        items.setdefault(item_type, []).append(item_id)
    return items


def told_counts(session: Session) -> dict[int, Counter[str]]:
    """How many matches each saved search was told of, by the state of the message."""
    counts: dict[int, Counter[str]] = {}
    rows = session.execute(
        select(AlertRow.saved_search_id, AlertRow.state, func.count(AlertMatchRow.item_id))
        .join(AlertMatchRow, AlertMatchRow.alert_id == AlertRow.id)
        .group_by(AlertRow.saved_search_id, AlertRow.state)
    )
    for saved_search_id, state, count in rows:
        counts.setdefault(saved_search_id, Counter())[state] = count
    return counts


def troubles(session: Session) -> dict[int, AlertRow]:
    """The message of each saved search that does not get through, or was given up."""
    rows = session.scalars(
        select(AlertRow)
        .where(AlertRow.state.in_(["pending", "given_up"]), AlertRow.last_error.is_not(None))
        .order_by(AlertRow.id)
    )
    return {row.saved_search_id: row for row in rows}


def _insert(session: Session, saved_search_id: int, kind: AlertKind) -> int:
    at = now()
    statement = insert(AlertRow).values(
        saved_search_id=saved_search_id,
        kind=kind,
        key=str(uuid4()),
        state="pending",
        created_at=at,
        attempts=0,
        next_attempt_at=at,
    )
    return session.scalars(statement.returning(AlertRow.id)).one()
