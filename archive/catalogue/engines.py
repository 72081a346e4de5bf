"""SQLAlchemy engines set up so that both databases behave alike: snapshot reads, whole writes."""

import json
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

#: How long a writer waits for another one on SQLite.
SQLITE_BUSY_SECONDS = 60.0

_WRITING = "congtin_writing"


def make_engine(url: URL) -> Engine:
    """The connections to the database at `url` (`sqlite` or `postgresql+psycopg`)."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, json_serializer=_to_json, connect_args={"timeout": SQLITE_BUSY_SECONDS}
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, json_serializer=_to_json, pool_pre_ping=True)


def for_reading(engine: Engine) -> Engine:
    """The same connections, for transactions that read one state and cannot write."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_WRITING: False})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def for_writing(engine: Engine) -> Engine:
    """The same connections, for transactions that write."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_WRITING: True})
    return engine.execution_options(isolation_level="READ COMMITTED", postgresql_readonly=False)


def _to_json(value: Any) -> str:
    # Vietnamese as it is: escaped, it would take three times the room
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # the driver would begin transactions late and without IMMEDIATE: _begin_sqlite does it instead
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # With WAL a commit survives the process; only a power cut may take the last ones with it
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options()[_WRITING]
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    # what begins as a reader cannot write once another has; IMMEDIATE waits for its turn
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
