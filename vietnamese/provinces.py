"""The provinces (and the cities of their rank) since 2000, through the changes of 2025 and 2026.

The table is `provinces.tsv`, beside this file, with its sources.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from vietnamese.folding import fold

_TABLE = Path(__file__).with_name("provinces.tsv")

#: The first day of the 34 provinces (Resolution 202/2025/QH15).
MERGER_DAY = "2025-07-01"

Kind = Literal["tỉnh", "thành phố"]

_KIND = re.compile(r"^(?:tinh|thanh pho|tp)(?:[\s.]+|(?=hcm))")


@dataclass(frozen=True, slots=True)
class Province:
    """A province, or a city of its rank, as it was between two mergers.

    `name` is without its kind (`Kon Tum`); `since` and `until` are its first and last day
    (`2025-06-30`), null where no resolution that the table names began or ended it; `successor` is
    the slug of the unit that took its territory over. A slug alone may name two: the Lào Cai of
    before and of after.
    """

    slug: str
    name: str
    kind: Kind
    since: str | None
    until: str | None
    successor: str | None

    def existed_on(self, day: str) -> bool:
        """Say whether the unit existed on a day (`2023-05-01`)."""
        return (self.since or "") <= day and (self.until is None or day <= self.until)


def find_province(text: str, day: str | None = None, kind: Kind | None = None) -> Province | None:
    """Return the unit of a slug or a name in any spelling, or None if there is none.

    `kon-tum`, `Kontum`, `tỉnh Kon Tum`, `KON TUM` and `TP. Hồ Chí Minh` are understood. Where two
    bear the name, it is the one of `day` (`2023-05-01`) if that is given, else the latest, and of
    `kind` if that is.
    """
    candidates = _by_key().get(_key(text), ())
    if day is not None:
        candidates = tuple(province for province in candidates if province.existed_on(day))
    if kind is not None:
        candidates = tuple(province for province in candidates if province.kind == kind)
    return candidates[-1] if candidates else None


def all_provinces() -> tuple[Province, ...]:
    """Every unit of the table, those that ended too."""
    return tuple(province for province, _ in _rows())


def next_of(province: Province) -> Province | None:
    """The unit that took a province over on the day after its last; None where it still exists."""
    if province.successor is None or province.until is None:
        return None
    next_day = date.fromordinal(date.fromisoformat(province.until).toordinal() + 1)
    return find_province(province.successor, next_day.isoformat())


def successor_of(province: Province) -> Province | None:
    """The unit that took a province over, in turn until today; None where it still exists."""
    successor = None
    while (later := next_of(successor or province)) is not None:
        successor = later
    return successor


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    """What all spellings of a name share: folded, without its kind, blanks and signs."""
    name = re.sub(r"[-\s]+", " ", fold(text)).strip()
    return re.sub(r"[^a-z]", "", _KIND.sub("", name))


@lru_cache(maxsize=1)
def _by_key() -> dict[str, tuple[Province, ...]]:
    units: dict[str, tuple[Province, ...]] = {}
    for province, other_names in _rows():
        for key in {_key(name) for name in (province.slug, province.name, *other_names)}:
            units[key] = (*units.get(key, ()), province)
    return {
        key: tuple(sorted(found, key=lambda province: province.since or ""))
        for key, found in units.items()
    }


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[Province, tuple[str, ...]], ...]:
    rows = []
    for line in _TABLE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        slug, name, kind, *rest = line.split("\t")
        since, until, successor, other_names = (None if cell == "-" else cell for cell in rest)
        province = Province(
            slug, name, "thành phố" if kind == "thành phố" else "tỉnh", since, until, successor
        )
        rows.append((province, tuple(other_names.split(", ")) if other_names else ()))
    return tuple(rows)
