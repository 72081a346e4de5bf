"""Searches that somebody wants to be told of: saved, confirmed, paused and removed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from archive.catalogue.alerts import ask_to_confirm, try_again
from archive.catalogue.changes import change_moment
from archive.catalogue.tables import AlertMatchRow, AlertRow, SavedSearchRow
from archive.clock import now

Channel = Literal["email", "webhook"]


@dataclass(frozen=True, slots=True)
class NewSavedSearch:
    """What is wanted: `query` is the query string of the search page's address."""

    name: str
    query: str
    channel: Channel
    address: str


def save_unconfirmed(session: Session, wanted: NewSavedSearch) -> SavedSearchRow:
    """Save a search, and have its address be asked whether it wants to be told of it."""
    row = _insert(session, wanted)
    ask_to_confirm(session, row.id)
    return row


def save_confirmed(session: Session, wanted: NewSavedSearch, indexed_to: int) -> SavedSearchRow:
    """Save a search whose address is known to want it; see `confirm`."""
    row = _insert(session, wanted)
    confirm(session, row, indexed_to)
    return row


def confirm(session: Session, row: SavedSearchRow, indexed_to: int) -> None:
    """Let the owner be told from now on; once confirmed, it stays so.

    `indexed_to` is the last change of the log that can be found by now: what comes after is new.
    """
    if row.confirmed_at is None:
        row.confirmed_at = now()
        row.start_sequence = row.looked_to = indexed_to
        row.start_moment = change_moment(session, indexed_to)
        session.flush()


def by_token(session: Session, token: str) -> SavedSearchRow | None:
    """The saved search that this token may manage."""
    return session.scalars(select(SavedSearchRow).where(SavedSearchRow.token == token)).first()


def saved_search(session: Session, saved_search_id: int) -> SavedSearchRow | None:
    """The saved search of this id."""
    return session.get(SavedSearchRow, saved_search_id)


def saved_searches(session: Session) -> Sequence[SavedSearchRow]:
    """Every saved search, the oldest first."""
    return session.scalars(select(SavedSearchRow).order_by(SavedSearchRow.id)).all()


def same_as(session: Session, wanted: NewSavedSearch) -> SavedSearchRow | None:
    """The saved search that tells this address of this already, confirmed or not."""
    return session.scalars(
        select(SavedSearchRow).where(
            SavedSearchRow.address == wanted.address,
            SavedSearchRow.channel == wanted.channel,
            SavedSearchRow.query == wanted.query,
        )
    ).first()


def count_unconfirmed(session: Session, address: str | None = None) -> int:
    """How many searches wait to be confirmed, of an address or of all."""
    statement = select(func.count(SavedSearchRow.id)).where(SavedSearchRow.confirmed_at.is_(None))
    if address is not None:
        statement = statement.where(SavedSearchRow.address == address)
    return session.scalar(statement) or 0


def pause(session: Session, saved_search_id: int, reason: str | None = None) -> None:
    """Stop looking and telling; `reason` says why, where nobody wanted it so."""
    session.execute(
        update(SavedSearchRow)
        .where(SavedSearchRow.id == saved_search_id, SavedSearchRow.paused_at.is_(None))
        .values(paused_at=now(), pause_reason=reason)
    )


def resume(session: Session, saved_search_id: int) -> None:
    """Look and tell again: also of what came meanwhile, and what was given up is tried anew."""
    session.execute(
        update(SavedSearchRow)
        .where(SavedSearchRow.id == saved_search_id)
        .values(paused_at=None, pause_reason=None)
    )
    try_again(session, saved_search_id)


def remove(session: Session, saved_search_id: int) -> None:
    """Forget a saved search, its address and what it was told."""
    for table in (AlertMatchRow, AlertRow):
        session.execute(delete(table).where(table.saved_search_id == saved_search_id))
    session.execute(delete(SavedSearchRow).where(SavedSearchRow.id == saved_search_id))


def remove_unconfirmed(session: Session, before: str) -> int:
    """Forget the searches saved before this moment that nobody confirmed; how many."""
    statement = select(SavedSearchRow.id).where(
        SavedSearchRow.confirmed_at.is_(None), SavedSearchRow.created_at < before
    )
    old = session.scalars(statement).all()
    for saved_search_id in old:
        remove(session, saved_search_id)
    return len(old)


def _insert(session: Session, wanted: NewSavedSearch) -> SavedSearchRow:
    row = SavedSearchRow(
        name=wanted.name,
        query=wanted.query,
        channel=wanted.channel,
        address=wanted.address,
        token=secrets.token_urlsafe(24),
        secret=secrets.token_hex(32) if wanted.channel == "webhook" else None,
        created_at=now(),
    )
    session.add(row)
    session.flush()
    return row
