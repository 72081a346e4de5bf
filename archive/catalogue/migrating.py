"""Bringing a catalogue's database to the schema that this program works with."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, inspect, select, text

from archive.catalogue.migrations import REVISIONS
from archive.catalogue.tables import CatalogueInfo
from archive.clock import now

_MIGRATIONS = Path(__file__).parent / "migrations"

#: Any number, the same in every process: who holds this PostgreSQL lock migrates, the others wait.
_MIGRATION_LOCK = 0x636F6E6774696E

_WAL_SECONDS = 30.0


def current_revision(connection: Connection) -> str | None:
    """The schema revision that the database is at; None if it holds no catalogue."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def turn_wal_on(file: Path) -> None:
    """Make the SQLite file a write-ahead-logging one, for good: readers and a writer side by side.

    Raises:
        sqlite3.DatabaseError: if it cannot be opened, or is another kind of file.
    """
    deadline = time.monotonic() + _WAL_SECONDS
    while True:
        try:
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # here SQLite does not wait for another process by itself, as it does elsewhere
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def upgrade(connection: Connection) -> None:
    """Bring the database up to date, inside the write transaction that `connection` is in.

    Whoever comes second waits for the first and then finds nothing to do: on SQLite the write
    transaction itself sees to that.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    if current_revision(connection) != REVISIONS[-1]:
        _run_alembic(connection)
    if connection.scalar(select(CatalogueInfo.uuid)) is None:
        from vietnamese.references import FINDER_VERSION

        row = {
            "id": 1,
            "uuid": str(uuid4()),
            "created_at": now(),
            "finder_version": FINDER_VERSION,
        }
        connection.execute(insert(CatalogueInfo), row)


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
