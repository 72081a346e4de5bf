"""The bodies whose names and symbols mean the same everywhere in the country.

The tables are `central.toml`, `party.toml` and `corporations.toml`, beside this file, with sources.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from documents.bodies.issuing_body import BodyLevel, IssuingBody

_TABLES: tuple[tuple[str, BodyLevel], ...] = (
    ("central.toml", "central"),
    ("party.toml", "party"),
    ("corporations.toml", "corporation"),
)


@dataclass(frozen=True, slots=True)
class CentralBody:
    """A row of a table: the body, how texts call it, its codes in symbols, what took it over."""

    body: IssuingBody
    names: tuple[str, ...]
    symbols: tuple[str, ...]
    into: tuple[str, ...]


@cache
def central_bodies() -> dict[str, CentralBody]:
    """Every central body by its key."""
    return {row.body.key: row for name, level in _TABLES for row in _rows(name, level)}


def _rows(table: str, level: BodyLevel) -> Iterator[CentralBody]:
    rows = tomllib.loads(files("documents.bodies").joinpath(table).read_text("utf-8"))["body"]
    for row in rows:
        names, symbols = tuple(row["names"]), tuple(row["symbols"])
        body = IssuingBody(
            key=row["slug"],
            name=names[0],
            level=level,
            abbreviations=tuple(dict.fromkeys((*symbols, *names[1:]))),
            parent=row.get("parent"),
            since=row.get("since"),
            until=row.get("until"),
            source=row["source"],
        )
        yield CentralBody(body, names, symbols, tuple(row.get("into", ())))
