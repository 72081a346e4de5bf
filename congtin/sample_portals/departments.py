"""The departments that publish, their sections, and the cards in listings that lead nowhere."""

import datetime
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from congtin.sample_portals.articles import CONTENT


@dataclass(frozen=True, slots=True)
class FalseCard:
    """A card in a listing that is no article of the portal: dead, elsewhere, or behind a login."""

    headline: str
    href: str
    published: datetime.date


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a portal; `dead_pages` has its pager offer a page 99 that holds nothing."""

    slug: str
    number: int
    title: str
    cards: tuple[FalseCard, ...] = ()
    dead_pages: bool = False


@dataclass(frozen=True, slots=True)
class Department:
    """A department and how its portal presents itself; `skin` names the folder of its templates."""

    slug: str
    name: str
    platform: str
    skin: str
    address: str
    director: str
    email: str
    phone: str
    sections: tuple[Section, ...]

    def section(self, slug: str) -> Section | None:
        """The section of that slug, None where there is none."""
        return next((section for section in self.sections if section.slug == slug), None)


def _read_section(table: dict[str, Any]) -> Section:
    cards = tuple(FalseCard(**card) for card in table.pop("cards", ()))
    return Section(cards=cards, **table)


@cache
def all_departments() -> Sequence[Department]:
    """Every department, in the order in which ports are given to them."""
    content = tomllib.loads((CONTENT / "departments.toml").read_text(encoding="utf-8"))
    return tuple(
        Department(
            sections=tuple(_read_section(section) for section in table.pop("sections")), **table
        )
        for table in content["departments"]
    )
