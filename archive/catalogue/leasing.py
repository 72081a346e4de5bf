"""What one process does at a time: a lease, which ends with the process that holds it."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, text


class LeasedError(Exception):
    """Another one holds the lease."""


@contextmanager
def leased(engine: Engine, name: str) -> Iterator[None]:
    """Hold the lease of this name of a catalogue, until the end or this process is killed.

    On PostgreSQL it is an advisory lock of a connection of its own, on SQLite the lock of an empty
    file beside the catalogue's, which stays.

    Raises:
        LeasedError: another one holds it.
    """
    digest = hashlib.sha256(name.encode()).digest()
    if engine.dialect.name == "sqlite":
        with _locked(Path(f"{engine.url.database}.{digest[:4].hex()}.lock"), name):
            yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # closed for good at the end, and with it the lock is free
        key = int.from_bytes(digest[:8], signed=True)
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}):
            raise LeasedError(name)
        yield


@contextmanager
def _locked(file: Path, name: str) -> Iterator[None]:
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            # Of two who begin at once one gets it: EXCLUSIVE may refuse both, each for the other's
            # reading lock.
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise LeasedError(name) from error
        yield
