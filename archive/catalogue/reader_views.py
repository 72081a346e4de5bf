"""Connections that show nothing that is withheld.

A reader's connection has views in the tables' places, with their names: whatever is asked through
it, by whichever statement, is answered without what is withheld (`archive.catalogue.visibility`).
So no page, feed, export or index has to think of it, and none can forget.
"""

from sqlalchemy import ColumnElement, Engine, Table, event, select
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from archive.catalogue.visibility import conditions

#: What a connection remembers: that the catalogue has the table, and whether views are in place.
_MIGRATED, _VIEWS = "congtin_migrated", "congtin_views"

_TABLE_ON_SQLITE = "SELECT 1 FROM sqlite_master WHERE name = 'withheld'"
_TABLE_ON_POSTGRESQL = "SELECT 1 WHERE to_regclass('withheld') IS NOT NULL"


def hide_withheld(engine: Engine) -> None:
    """Let connections of an engine show nothing that is withheld.

    Looked at anew by each transaction; where nothing is withheld, nothing is in the tables' places.
    """
    event.listen(engine, "checkout", _Views(engine.dialect).set_up)


class _Views:
    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def set_up(
        self,
        connection: DBAPIConnection,
        entry: ConnectionPoolEntry,
        _proxy: PoolProxiedConnection,
    ) -> None:
        """Put the views in the tables' places, or take them away."""
        cursor = connection.cursor()
        is_sqlite = self._dialect.name == "sqlite"
        if _MIGRATED not in entry.info:
            cursor.execute(_TABLE_ON_SQLITE if is_sqlite else _TABLE_ON_POSTGRESQL)
            if cursor.fetchone() is not None:
                entry.info[_MIGRATED] = True
        wanted = False
        if _MIGRATED in entry.info:
            cursor.execute("SELECT 1 FROM withheld WHERE lifted_at IS NULL LIMIT 1")
            wanted = cursor.fetchone() is not None
        if wanted != entry.info.get(_VIEWS, False):
            if is_sqlite:
                cursor.execute("PRAGMA query_only = OFF")
                schema = "main"
            else:
                cursor.execute("SELECT current_schema()")
                schema = str(cursor.fetchone()[0])  # type: ignore[index]
            for statement in self._statements(schema) if wanted else self._removing():
                cursor.execute(statement)
            entry.info[_VIEWS] = wanted
        cursor.close()
        connection.commit()

    def _statements(self, schema: str) -> list[str]:
        return [
            f"CREATE TEMPORARY VIEW {table.name} AS {self._compiled(table, condition, schema)}"
            for table, condition in conditions().items()
        ]

    def _removing(self) -> list[str]:
        temporary = "temp" if self._dialect.name == "sqlite" else "pg_temp"
        return [f"DROP VIEW {temporary}.{table.name}" for table in conditions()]

    def _compiled(self, table: Table, condition: ColumnElement[bool], schema: str) -> str:
        compiled = (
            select(table)
            .where(condition)
            .compile(
                dialect=self._dialect,
                schema_translate_map={None: schema},
                render_schema_translate=True,
                compile_kwargs={"literal_binds": True},
            )
        )
        return str(compiled)
