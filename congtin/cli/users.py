"""`congtin users`: who may sign in to the administration pages."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TextIO

import click
from sqlalchemy.orm import Session

from archive.catalogue.audit import Action, Deed
from archive.catalogue.passwords import PasswordError
from archive.catalogue.tables import UserRow
from archive.catalogue.users import (
    ROLES,
    Role,
    UserError,
    add_user,
    find_user,
    list_users,
    lock,
    remove_user,
    set_password,
    set_role,
    unlock,
)
from congtin.cli.doings import note_deed
from congtin.cli.output import note, say, write_json
from congtin.settings import load_settings
from congtin.stores import open_catalogue

_PASSWORD_FILE = click.option(
    "--password-file",
    type=click.File("r", encoding="utf-8"),
    help="Read the password from the first line of a file, or of standard input (-).",
)
_ROLE = click.Choice(ROLES)


@click.group()
def users() -> None:
    """Add, list, change and remove those who administer.

    A viewer sees the administration pages, an operator starts and stops crawls and sets
    timetables, an admin does everything. The first admin is made here:

    \b
    congtin users add lan --role admin        asks for a password
    congtin users add lan --role admin --password-file - < file
    congtin users list
    congtin users lock lan                    keeps her out, at once

    Passwords are asked for, or read from a file; never give one as an argument, where everybody on
    the machine can read it.
    """


@users.command()
@click.argument("name")
@click.option("--role", type=_ROLE, default="viewer", show_default=True, help="What they may do.")
@_PASSWORD_FILE
@click.pass_obj
def add(overrides: dict[str, str], name: str, role: Role, password_file: TextIO | None) -> None:
    """Add a user, and ask for a password."""
    password = _password(password_file)
    with _change(overrides) as (session, now):
        user = add_user(session, name, role, password, now)
        note_deed(session, Deed("user_added", user.name, {"role": role}), now)
    say(f"{user.name}: {role}")


@users.command("list")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a user.")
@click.pass_obj
def list_(overrides: dict[str, str], as_json: bool) -> None:
    """List the users, what they may do, and when they last signed in."""
    with open_catalogue(load_settings(**overrides)).session() as session:
        found = list_users(session)
    for user in found:
        if as_json:
            names = ("name", "role", "created_at", "locked_at", "signed_in_at")
            write_json({name: getattr(user, name) for name in names})
        else:
            locked = f"; locked since {user.locked_at}" if user.locked_at else ""
            say(f"{user.name}: {user.role}; signed in {user.signed_in_at or 'never'}{locked}")
    if not found:
        note("no users; congtin users add NAME --role admin makes the first")


@users.command("role")
@click.argument("name")
@click.argument("role", type=_ROLE)
@click.pass_obj
def role_(overrides: dict[str, str], name: str, role: Role) -> None:
    """Let a user do more or less."""

    def change(session: Session, user: UserRow, _: datetime) -> Mapping[str, Any]:
        before = user.role
        set_role(session, user, role)
        return {"before": before, "now": role}

    say(f"{_do(overrides, name, 'role_set', change)}: {role}")


@users.command("password")
@click.argument("name")
@_PASSWORD_FILE
@click.pass_obj
def password_(overrides: dict[str, str], name: str, password_file: TextIO | None) -> None:
    """Give a user another password; they have to sign in anew."""
    password = _password(password_file)
    _do(
        overrides,
        name,
        "password_set",
        lambda session, user, _: set_password(session, user, password),
    )


@users.command("lock")
@click.argument("name")
@click.pass_obj
def lock_(overrides: dict[str, str], name: str) -> None:
    """Keep a user out, at once and until `unlock`."""
    _do(overrides, name, "user_locked", lock)


@users.command("unlock")
@click.argument("name")
@click.pass_obj
def unlock_(overrides: dict[str, str], name: str) -> None:
    """Let a user in again."""

    def change(_: Session, user: UserRow, __: datetime) -> None:
        if user.locked_at is None:
            raise UserError(f"{user.name} is not locked")
        unlock(user)

    _do(overrides, name, "user_unlocked", change)


@users.command()
@click.argument("name")
@click.pass_obj
def remove(overrides: dict[str, str], name: str) -> None:
    """Remove a user; what they did stays in the audit log."""

    def change(session: Session, user: UserRow, _: datetime) -> Mapping[str, Any]:
        role = user.role
        remove_user(session, user)
        return {"role": role}

    _do(overrides, name, "user_removed", change)


def _do(
    overrides: dict[str, str],
    name: str,
    action: Action,
    change: Callable[[Session, UserRow, datetime], Mapping[str, Any] | None],
) -> str:
    """Change a user, and write down that it was done, with what `change` says; their name."""
    with _change(overrides) as (session, now):
        user = find_user(session, name)
        known_as, details = user.name, change(session, user, now)
        note_deed(session, Deed(action, known_as, details or {}), now)
    return known_as


@contextmanager
def _change(overrides: dict[str, str]) -> Iterator[tuple[Session, datetime]]:
    """A transaction, and this moment; what may not be is wrong usage."""
    try:
        with open_catalogue(load_settings(**overrides)).begin() as session:
            yield session, datetime.now(UTC)
    except (UserError, PasswordError) as error:
        raise click.UsageError(str(error)) from error


def _password(file: TextIO | None) -> str:
    """The password: of a file's first line, or asked for twice on a terminal."""
    if file is not None:
        return file.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise click.UsageError("no terminal to ask for the password on; use --password-file")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked
