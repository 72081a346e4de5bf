"""Laws by name: which number they have, and so which document they are.

The table is `laws.toml`, beside this file, with its source. Constitutions have no number; they are
looked up by name.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from documents.keys import law_name, slug
from vietnamese.identifiers import identifier_key


@dataclass(frozen=True, slots=True)
class Law:
    """A law, code, ordinance or constitution; `adopted` is a day in ISO 8601, None if not found."""

    name: str
    year: int
    identifier: str | None
    adopted: str | None

    @property
    def look_up(self) -> str:
        """What the document is looked up by, as `look_up_key` gives it."""
        return identifier_key(self.identifier) if self.identifier else slug(self.name)

    @property
    def type(self) -> str:
        """The type of document that its name begins with."""
        types = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
        return next(kind for kind in types if self.name.startswith(kind))


def look_up_key(
    identifier: str | None, mention_text: str, year: int | None = None, day: str | None = None
) -> str:
    """What a document is looked up by: its number in one spelling, or a law's name.

    A law that is named with its `year` (and the `day` of its adoption, where one year has two) is
    looked up by the number that the table has for it.
    """
    if identifier:
        return identifier_key(identifier)
    name = slug(law_name(mention_text))
    found = [law for law in laws_named(name) if law.year == year]
    if len(found) > 1:
        found = [law for law in found if law.adopted == day]
    return found[0].look_up if found else name


def laws_named(name: str) -> tuple[Law, ...]:
    """The laws of this name (a slug), one of each year that the table has it of."""
    return _by_name().get(name, ())


def laws_like(part: str) -> list[Law]:
    """The laws in whose name `part` (a slug) occurs."""
    return [law for name, laws in _by_name().items() if part in name for law in laws]


def find_law(look_up: str, year: int | None) -> Law | None:
    """The law that is looked up by `look_up` and is of `year`; None if the table has none."""
    return _by_look_up().get((look_up, year))


@cache
def _table() -> tuple[tuple[Law, ...], dict[str, str]]:
    table = tomllib.loads(files("documents").joinpath("laws.toml").read_text("utf-8"))
    return tuple(_law(**row) for row in table["law"]), table["other_names"]


def _law(
    *, name: str, year: int, source: str, identifier: str | None = None, adopted: date | None = None
) -> Law:
    """A row of the table; where it was found (`source`) is for those who keep the table."""
    return Law(name, year, identifier, adopted.isoformat() if adopted else None)


@cache
def _by_name() -> dict[str, tuple[Law, ...]]:
    laws, other_names = _table()
    named: dict[str, tuple[Law, ...]] = {}
    for law in laws:
        named[slug(law.name)] = (*named.get(slug(law.name), ()), law)
    return named | {slug(other): named[slug(name)] for other, name in other_names.items()}


@cache
def _by_look_up() -> dict[tuple[str, int | None], Law]:
    return {(law.look_up, law.year): law for law in _table()[0]}
