"""Attempts to sign in, counted: whoever guesses passwords gets to try only so many.

They are counted by account and by address, in the catalogue, so that it is the same count for all
server processes and also after these are started again.
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import SignInAttemptRow
from archive.clock import moment

#: Within so long so many attempts for an account come to nothing before the next one has to wait,
#: and so many from an address.
WINDOW = timedelta(minutes=15)
OF_AN_ACCOUNT = 10
OF_AN_ADDRESS = 30


def begin_attempt(session: Session, name: str, address: str, now: datetime) -> bool:
    """Count an attempt before it is made, so that many at once are no way around; False: it has to
    wait. Whether there is such an account plays no part.
    """
    session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at < moment(now - WINDOW)))
    account = SignInAttemptRow.name_digest == _digest(name)
    if (
        _count(session, account) >= OF_AN_ACCOUNT
        or _count(session, SignInAttemptRow.address == address) >= OF_AN_ADDRESS
    ):
        return False
    values = {"at": moment(now), "name_digest": _digest(name), "address": address}
    session.execute(insert(SignInAttemptRow).values(**values))
    return True


def forget_attempts(session: Session, name: str) -> None:
    """Count anew for an account that was signed in to."""
    session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.name_digest == _digest(name)))


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(SignInAttemptRow).where(condition)) or 0


def _digest(name: str) -> str:
    return hashlib.sha256(name.strip().lower().encode()).hexdigest()
