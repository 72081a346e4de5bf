"""Where users are signed in: kept here, so that it ends when we say so, not when a browser does.

A browser has a random token in a cookie; here is only its digest.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from archive.catalogue.tables import SessionRow, UserRow
from archive.clock import moment

#: A session ends after so long without use, and after so long whatever is done in it.
IDLE = timedelta(hours=2)
LIFETIME = timedelta(hours=12)

#: That it is used is written down so often at most: each time is a write.
_NOTED = timedelta(minutes=1)


def begin_session(session: Session, user_id: int, address: str, now: datetime) -> str:
    """Sign a user in; the token, which nobody else knows. What has expired is forgotten."""
    expired = or_(
        SessionRow.used_at < moment(now - IDLE), SessionRow.created_at < moment(now - LIFETIME)
    )
    session.execute(delete(SessionRow).where(expired))
    token = secrets.token_urlsafe(32)
    values = {"token_digest": _digest(token), "user_id": user_id, "address": address}
    at = moment(now)
    session.execute(insert(SessionRow).values(**values, created_at=at, used_at=at))
    return token


def signed_in(session: Session, token: str, now: datetime) -> tuple[UserRow, SessionRow] | None:
    """Who has a token, and the session, if it has not ended."""
    found = session.execute(
        select(UserRow, SessionRow)
        .join(SessionRow, SessionRow.user_id == UserRow.id)
        .where(
            SessionRow.token_digest == _digest(token),
            SessionRow.used_at >= moment(now - IDLE),
            SessionRow.created_at >= moment(now - LIFETIME),
            UserRow.locked_at.is_(None),
        )
    ).one_or_none()
    return found and (found[0], found[1])


def is_to_be_noted(used: SessionRow, now: datetime) -> bool:
    """Whether the last use that was written down is old enough to write another."""
    return used.used_at < moment(now - _NOTED)


def note_use(session: Session, token: str, now: datetime) -> None:
    """Write down that a session is used now."""
    session.execute(
        update(SessionRow)
        .where(SessionRow.token_digest == _digest(token))
        .values(used_at=moment(now))
    )


def end_session(session: Session, token: str) -> None:
    """Sign out in one browser."""
    session.execute(delete(SessionRow).where(SessionRow.token_digest == _digest(token)))


def end_sessions(session: Session, user_id: int) -> None:
    """Sign a user out everywhere."""
    session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
