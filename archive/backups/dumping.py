"""A catalogue as JSON Lines, and a catalogue of these lines.

The first line says what it is, then each row is `[table, {column: value}]`, and the last line says
how many there were: a file that broke off is not taken for a whole one.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO
from uuid import uuid4

import sqlalchemy
from sqlalchemy import func, insert, inspect, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from archive.catalogue.migrations import REVISIONS
from archive.catalogue.tables import CatalogueInfo, KeptTokensRow, Table, core

FORMAT = "congtin catalogue"

#: Rows read and written at a time.
_BATCH = 1_000

#: What can be made again of the rest, at some cost of time.
_LEFT_OUT = {core(KeptTokensRow)}

#: What reports progress: rows done, of how many, and of which table.
Progress = Callable[[int, int, str], None]


class BackupError(Exception):
    """A backup cannot be made or restored. Names the place and says why."""


def dump(session: Session, file: BinaryIO, made_at: str, progress: Progress) -> int:
    """Write every row that the session sees; how many there were."""
    tables = _tables()
    total = sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    _write(file, {"format": FORMAT, "revision": REVISIONS[-1], "made_at": made_at, "rows": total})
    done = 0
    for table in tables:
        rows = session.execute(select(table).execution_options(yield_per=_BATCH)).mappings()
        for row in rows:
            _write(file, [table.name, dict(row)])
            done += 1
            if done % _BATCH == 0:
                progress(done, total, table.name)
    _write(file, {"rows": done})
    progress(done, total, "")
    return done


def load(session: Session, lines: Iterable[bytes], name: str, progress: Progress) -> int:
    """Enter the rows of a dump into an empty catalogue; how many there were.

    The catalogue keeps a uuid of its own, so that an index which was fed from a later state of the
    catalogue that the dump is of is made anew.

    Raises:
        BackupError: the dump (called `name`) is none, is not whole or of another version of this
            program, or the catalogue is not empty.
    """
    tables = {table.name: table for table in _tables()}
    _check_empty(session, tables.values())
    # the one row that is there already is the dump's now
    session.execute(core(CatalogueInfo).delete())
    numbered = enumerate(lines, 1)
    total = _head(numbered, name)
    done = 0
    for table, rows in _batches(numbered, name, tables):
        try:
            session.execute(insert(table), rows)
        except DatabaseError as error:
            raise BackupError(f"{name}: {table.name} cannot be entered: {error.orig}") from error
        done += len(rows)
        progress(done, total, table.name)
    session.execute(update(CatalogueInfo).values(uuid=str(uuid4())))
    for table in tables.values():
        _count_on(session, table)
    return done


def _tables() -> Sequence[sqlalchemy.Table]:
    """The tables of a dump, each after those that it refers to."""
    return [table for table in Table.metadata.sorted_tables if table not in _LEFT_OUT]


def _write(file: BinaryIO, value: Any) -> None:
    file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _check_empty(session: Session, tables: Iterable[sqlalchemy.Table]) -> None:
    for table in tables:
        if table is not core(CatalogueInfo) and session.execute(select(table).limit(1)).first():
            raise BackupError(
                f"there are {table.name} in the catalogue already: "
                "a backup is restored into an empty one"
            )


def _head(lines: Iterator[tuple[int, bytes]], name: str) -> int:
    head = _parse(*next(lines, (1, b"")), name)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise BackupError(f"{name} is no catalogue")
    if head["revision"] != REVISIONS[-1]:
        raise BackupError(
            f"{name} is of revision {head['revision']} and this program of {REVISIONS[-1]}: "
            "restore it with the version of the program that made it, then update"
        )
    total: int = head["rows"]
    return total


def _batches(
    lines: Iterator[tuple[int, bytes]], name: str, tables: Mapping[str, sqlalchemy.Table]
) -> Iterator[tuple[sqlalchemy.Table, list[dict[str, Any]]]]:
    """Rows of one table at a time, up to the end that the dump says it has."""
    rows: list[dict[str, Any]] = []
    table, seen = core(CatalogueInfo), 0
    for number, line in lines:
        value = _parse(number, line, name)
        ends = isinstance(value, dict)
        if rows and (ends or value[0] != table.name or len(rows) == _BATCH):
            yield table, rows
            rows = []
        if ends:
            if value["rows"] != seen:
                raise BackupError(
                    f"{name} has {seen} rows and not {value['rows']}, as its end says"
                )
            return
        if value[0] not in tables:
            raise BackupError(f"{name}, line {number}: there is no table {value[0]!r}")
        table = tables[value[0]]
        rows.append(value[1])
        seen += 1
    raise BackupError(f"{name} breaks off after {seen} rows")


def _parse(number: int, line: bytes, name: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise BackupError(f"{name}, line {number}: no JSON ({error})") from error


def _count_on(session: Session, table: sqlalchemy.Table) -> None:
    """Let PostgreSQL number new rows after those that were entered with their numbers."""
    keys = list(inspect(table).primary_key)
    if session.get_bind().dialect.name != "postgresql" or len(keys) != 1:
        return
    column = keys[0].name
    sequence = session.scalar(
        text("SELECT pg_get_serial_sequence(:table, :column)"),
        {"table": table.name, "column": column},
    )
    highest = session.scalar(select(func.max(keys[0])))
    if sequence is not None and highest is not None:
        session.execute(text("SELECT setval(:name, :at)"), {"name": sequence, "at": highest})
