"""Users: who may sign in, and what they may do there. A viewer sees, an operator starts and stops
crawls, an admin does everything.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, cast, get_args

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from archive.catalogue import passwords
from archive.catalogue.sessions import end_sessions
from archive.catalogue.tables import UserRow
from archive.clock import moment

Role = Literal["viewer", "operator", "admin"]

#: From the one who may do least to the one who may do everything.
ROLES: tuple[Role, ...] = get_args(Role)

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


class UserError(ValueError):
    """A user that cannot be made or changed so. Names the user and says why."""


class UnknownUserError(UserError):
    """A name that no user has."""


class LastAdminError(UserError):
    """Without this one nobody could administer any more."""


def may(role: str, least: Role) -> bool:
    """Whether who has a role may do what asks for at least another."""
    return ROLES.index(cast("Role", role)) >= ROLES.index(least)


def find_user(session: Session, name: str) -> UserRow:
    """The user of a name, in any case of its letters.

    Raises:
        UnknownUserError: there is none.
    """
    user = session.scalar(select(UserRow).where(UserRow.name == name.strip().lower()))
    if user is None:
        raise UnknownUserError(f"no user is named {name!r}")
    return user


def list_users(session: Session) -> Sequence[UserRow]:
    """Every user, by name."""
    return session.scalars(select(UserRow).order_by(UserRow.name)).all()


def add_user(session: Session, name: str, role: Role, password: str, now: datetime) -> UserRow:
    """Enter a user.

    Raises:
        UserError: the name is none, or taken.
        archive.catalogue.passwords.PasswordError: the password may not be chosen.
    """
    name = name.strip().lower()
    if not _NAME.fullmatch(name):
        raise UserError(f"{name!r} is no user's name: lower-case letters, digits, and . _ -")
    if session.scalar(select(UserRow.id).where(UserRow.name == name)) is not None:
        raise UserError(f"there is a user named {name!r} already")
    passwords.check_choice(password, name)
    user = UserRow(
        name=name, role=role, password=passwords.digest(password), created_at=moment(now)
    )
    session.add(user)
    session.flush()
    return user


def set_role(session: Session, user: UserRow, role: Role) -> None:
    """Let a user do more or less.

    Raises:
        LastAdminError: no other admin is left.
    """
    if role != "admin":
        _keep_an_admin(session, user)
    user.role = role


def set_password(session: Session, user: UserRow, password: str) -> None:
    """Give a user another password; where the old one was used, it no longer is signed in.

    Raises:
        archive.catalogue.passwords.PasswordError: the password may not be chosen.
    """
    passwords.check_choice(password, user.name)
    user.password = passwords.digest(password)
    end_sessions(session, user.id)


def lock(session: Session, user: UserRow, now: datetime) -> None:
    """Keep a user out, at once and until `unlock`.

    Raises:
        LastAdminError: no other admin is left.
    """
    _keep_an_admin(session, user)
    user.locked_at = moment(now)
    end_sessions(session, user.id)


def unlock(user: UserRow) -> None:
    """Let a user in again."""
    user.locked_at = None


def remove_user(session: Session, user: UserRow) -> None:
    """Forget a user; what they did stays in the audit log.

    Raises:
        LastAdminError: no other admin is left.
    """
    _keep_an_admin(session, user)
    end_sessions(session, user.id)
    session.execute(delete(UserRow).where(UserRow.id == user.id))


def _keep_an_admin(session: Session, user: UserRow) -> None:
    others = select(func.count()).where(
        UserRow.role == "admin", UserRow.locked_at.is_(None), UserRow.id != user.id
    )
    if user.role == "admin" and user.locked_at is None and not session.scalar(others):
        raise LastAdminError(f"{user.name} is the only admin; make another one first")
