"""Inserts that leave a row with the same key as it is, on each of the catalogue's databases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

#: The statement of each dialect, by the dialect's name.
Inserts = Mapping[str, Any]


def inserts_unless_there(table: Table, *returning: ColumnElement[Any]) -> Inserts:
    """The statements for a table, to be made once; `returning` is what they answer of new rows."""
    inserts = {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(),
    }
    if not returning:
        return inserts
    return {name: insert.returning(*returning) for name, insert in inserts.items()}


def in_dialect(session: Session, inserts: Inserts) -> Any:
    """The statement for the database that a session is on."""
    return inserts[session.get_bind().dialect.name]
