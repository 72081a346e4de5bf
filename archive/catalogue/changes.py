"""The change log: which articles the index has to look at again, in the order of commits.

A reader remembers the last sequence number it saw and asks for what came after. So a number must
never become visible after a higher one. PostgreSQL gives numbers out before the commit, in any
order; hence changes are only noted while a transaction goes on, and written at its very end, one
transaction after the other. Being the last lock of every transaction, this one cannot take part in
a deadlock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import event, func, insert, select, text
from sqlalchemy.orm import Session

from archive.catalogue.tables import ChangeRow
from archive.clock import now

ChangeKind = Literal["recorded", "resolved", "deleted"]

_NOTED = "congtin_changes"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log: an article whose index document is no longer true."""

    sequence: int
    article_id: str
    kind: str
    at: str


def record_changes(session: Session, article_ids: Iterable[str], kind: ChangeKind) -> None:
    """Note that these articles changed; the log has it when the session's transaction commits."""
    noted: dict[tuple[str, ChangeKind], None] = session.info.setdefault(_NOTED, {})
    noted.update(dict.fromkeys((article_id, kind) for article_id in article_ids))


def record_change(session: Session, article_id: str, kind: ChangeKind) -> None:
    """Note that this article changed; the log has it when the session's transaction commits."""
    record_changes(session, (article_id,), kind)


def read_changes(session: Session, after: int = 0, limit: int = 1000) -> Sequence[Change]:
    """The first `limit` changes with a sequence number above `after`, in order."""
    rows = session.execute(
        select(ChangeRow.sequence, ChangeRow.article_id, ChangeRow.kind, ChangeRow.at)
        .where(ChangeRow.sequence > after)
        .order_by(ChangeRow.sequence)
        .limit(limit)
    )
    return [Change(*row) for row in rows]


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
        [{"article_id": article_id, "kind": kind, "at": at} for article_id, kind in noted],
    )


@event.listens_for(Session, "after_rollback")
def _forget_noted(session: Session) -> None:
    session.info.pop(_NOTED, None)
