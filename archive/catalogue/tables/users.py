"""The tables of those who administer: who they are, where they are signed in, what they did."""

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.catalogue.tables.base import Table


class UserRow(Table):
    """Somebody who may sign in. Of the password only what argon2 makes of it is kept."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]  # viewer, operator, admin
    password: Mapped[str]  # as argon2 writes it: $argon2id$…
    created_at: Mapped[str]
    locked_at: Mapped[str | None]  # who is locked cannot sign in
    signed_in_at: Mapped[str | None]  # the last time
    __table_args__ = (UniqueConstraint("name"),)


class SessionRow(Table):
    """A browser in which somebody is signed in, by the digest of what its cookie holds."""

    __tablename__ = "sessions"
    token_digest: Mapped[str] = mapped_column(primary_key=True)  # SHA-256, in hexadecimal
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[str]
    used_at: Mapped[str]
    address: Mapped[str]  # where it was begun from
    __table_args__ = (Index("ix_sessions_user_id", "user_id"),)


class SignInAttemptRow(Table):
    """An attempt to sign in that came to nothing (yet): who makes too many has to wait.

    The name is kept as a digest only: people type passwords there by mistake.
    """

    __tablename__ = "sign_in_attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    name_digest: Mapped[str]
    address: Mapped[str]
    __table_args__ = (Index("ix_sign_in_attempts_at", "at"),)


class AuditRow(Table):
    """Something that somebody did in administration; rows are only ever added."""

    __tablename__ = "audit_log"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    user: Mapped[str]  # the user's name, or the command line's user; it outlives the user's row
    action: Mapped[str]  # a code: see archive.catalogue.audit
    subject: Mapped[str]  # what it was done to: a portal's or a user's name, a number; or empty
    details: Mapped[dict[str, Any]]
    address: Mapped[str]  # where from; empty for the command line
    __table_args__ = (Index("ix_audit_log_subject", "subject"),)
