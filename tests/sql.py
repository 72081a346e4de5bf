"""The statements that a piece of work sends to a database, and how SQLite would answer them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from archive.catalogue.tables import Table

Statement = tuple[str, Any]

#: A step of a plan; an alias of a table has a number.
_SCAN = re.compile(r"SCAN (\w+?)(?:_\d+)?\b")


@contextmanager
def statements(session: Session) -> Iterator[list[Statement]]:
    """The statements, with their parameters, that are sent while the context is entered."""
    sent: list[Statement] = []

    def note(
        connection: Connection, cursor: Any, statement: str, parameters: Any, *_: object
    ) -> None:
        sent.append((statement, parameters))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def whole_tables(session: Session, sent: list[Statement]) -> list[str]:
    """What of a query plan says that a whole table or index is read."""
    cursor = session.connection().connection.cursor()
    return [
        step[3]
        for statement, parameters in sent
        for step in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
        if (scan := _SCAN.match(step[3])) and scan[1] in Table.metadata.tables
    ]
