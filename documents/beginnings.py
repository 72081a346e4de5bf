"""What begins with a text, asked for so that an index answers."""

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute


def begins_with(column: InstrumentedAttribute[str | None], start: str) -> ColumnElement[bool]:
    """Whether what `column` has begins with `start`, which must not be empty.

    As a range: SQLite would read the whole table for LIKE. The column must compare byte by byte.
    """
    end = start[:-1] + chr(ord(start[-1]) + 1)
    return (column >= start) & (column < end)
