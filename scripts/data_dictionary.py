#!/usr/bin/env python3
"""Writes docs/data.md from the catalogue's tables; a test proves that it is up to date."""

import ast
import inspect
import sys
from pathlib import Path

from sqlalchemy import Table as SqlTable

from archive.catalogue import tables
from archive.catalogue.tables.base import Table

HEAD = """# Data dictionary

The catalogue's tables, the same on SQLite and PostgreSQL. Moments are ISO 8601 in UTC
(`2026-11-01T02:00:00Z`), days as pages state them are `2026-11-01`, with `+07:00` where a time is
known. Columns that may be null end in `?`. JSON columns hold what the module named beside them
says. Written by `make docs` from `archive/catalogue/tables`; do not edit.

WARC files are ISO 28500 1.1; the row of a snapshot says in which file its record is, at which byte
and how long. What `congtin export` writes and `congtin import` takes are the fields of `articles`
as [schema.org's NewsArticle](https://schema.org/NewsArticle) has them, a JSON object a line.
"""


def comments_of(table: type[Table]) -> dict[str, str]:
    """What the source says beside each column, or in the lines before it."""
    lines = inspect.getsource(table).splitlines()
    said: dict[str, str] = {}
    before: list[str] = []
    for line in lines:
        code, mark, comment = line.partition("#")
        name = code.partition(":")[0].strip()
        if mark and not code.strip():
            before.append(comment.strip())
            continue
        if ": Mapped[" in code:
            said[name] = comment.strip() or " ".join(before)
        before = []
    return said


def row_of(table: SqlTable, name: str, comment: str) -> str:
    """The line of one column."""
    column = table.columns[name]
    kind = type(column.type).__name__.lower().removeprefix("_")
    marks = ["key"] if column.primary_key else []
    marks += [f"of `{key.target_fullname}`" for key in sorted(column.foreign_keys, key=str)]
    note = "; ".join([*marks, *([comment] if comment else [])])
    shown = note.replace("|", "\\|")
    return f"| `{name}`{'?' if column.nullable else ''} | {kind} | {shown} |"


def section_of(table: type[Table]) -> str:
    """A table: what it is for, then its columns in the order of the source."""
    mapped = table.__table__
    assert isinstance(mapped, SqlTable)
    comments = comments_of(table)
    doc = inspect.cleandoc(table.__doc__ or "")
    rows = [row_of(mapped, column.name, comments.get(column.name, "")) for column in mapped.columns]
    return "\n".join(
        [f"\n## {mapped.name}\n", doc, "\n| column | type | |", "| --- | --- | --- |", *rows, ""]
    )


def every_table() -> list[type[Table]]:
    """The tables, in the order of their modules and of these."""
    folder = Path(tables.__file__).parent
    order = [
        node.name
        for path in sorted(folder.glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    found = [mapper.class_ for mapper in Table.registry.mappers]
    return sorted(found, key=lambda table: order.index(table.__name__))


def document() -> str:
    """The whole page."""
    return HEAD + "".join(map(section_of, every_table()))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
