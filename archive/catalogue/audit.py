"""The audit log: what was done in administration, by whom, when and from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import AuditRow
from archive.clock import moment

Action = Literal[
    "signed_in",
    "sign_in_failed",
    "signed_out",
    "password_changed",
    "user_added",
    "user_removed",
    "user_locked",
    "user_unlocked",
    "role_set",
    "password_set",
    "crawl_asked",
    "stop_asked",
    "paused",
    "resumed",
    "schedule_set",
    "schedule_off",
    "schedule_cleared",
    "extract_asked",
    "rebuild_asked",
    "backup_asked",
    "preview_asked",
    "portal_asked",
    "withheld",
    "lifted",
    "habit_accepted",
    "portal_kept",
    "portal_forgotten",
]

#: What follows the name of who does something on a command line, so that no user has that name.
ON_COMMAND_LINE = " (command line)"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a user's name, and the address of the client; none on a command line."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to a subject: a portal or user by name, a run or job by number, what is
    withheld by its kind and id.
    """

    action: Action
    subject: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def log(session: Session, actor: Actor, deed: Deed, now: datetime) -> None:
    """Write down what was done, in the transaction that does it."""
    values = {
        "at": moment(now),
        "user": actor.name,
        "action": deed.action,
        "subject": deed.subject,
        "details": dict(deed.details),
        "address": actor.address,
    }
    session.execute(insert(AuditRow).values(**values))


def list_deeds(
    session: Session, limit: int, before: int | None = None, subject: str | None = None
) -> Sequence[AuditRow]:
    """What was done before the entry `before`, to one subject or any, the newest first."""
    statement = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(AuditRow.id < before)
    if subject is not None:
        statement = statement.where(AuditRow.subject == subject)
    return session.scalars(statement).all()
