"""The territories that have bodies of their own: provinces, districts, communes, and their days.

Provinces are those of `vietnamese.provinces`. Districts ended on 30 June 2025, and the communes of
after are new ones (Resolution 203/2025/QH15; Law 72/2025/QH15). The tables of both are those of
vietnamadminunits; `districts_until_2024.tsv` and `communes_since_2026.tsv` are ours, with their
sources. All are beside this file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from documents.keys import slug
from vietnamese.provinces import MERGER_DAY, Province, all_provinces

TerritoryLevel = Literal["province", "district", "commune"]

#: The last day of the 63 provinces, of the districts, and of the communes of before.
LAST_DAY = "2025-06-30"

#: What the tables of districts and communes rest on.
UNITS = "vietnamadminunits 1.0.4; Nghị quyết 203/2025/QH15; Luật 72/2025/QH15"
#: What ends the keys of units that began with the mergers: the Lào Cai of before and of after are
#: two, with numbers of their own. A city that a province became has a key of its own by its kind.
ERA = f"-{MERGER_DAY[:4]}"

#: What began or ended provinces on the days of `provinces.tsv`. The resolution of 2025 names those
#: too that stayed as they were.
_RESOLUTIONS = {
    "2003-12-31": "Nghị quyết 22/2003/QH11",
    "2004-01-01": "Nghị quyết 22/2003/QH11",
    "2008-07-31": "Nghị quyết 15/2008/QH12",
    "2024-12-31": "Nghị quyết 175/2024/QH15",
    "2025-01-01": "Nghị quyết 175/2024/QH15",
    LAST_DAY: "Nghị quyết 202/2025/QH15",
    MERGER_DAY: "Nghị quyết 202/2025/QH15",
    "2026-04-29": "Nghị quyết 30/2026/QH16",
    "2026-04-30": "Nghị quyết 30/2026/QH16",
    "2026-08-31": "Nghị quyết 36/2026/QH16",
    "2026-09-01": "Nghị quyết 36/2026/QH16",
    "2026-09-19": "Nghị quyết 39/2026/QH16",
    "2026-09-20": "Nghị quyết 39/2026/QH16",
}

#: How the party committee of a kind of territory is called; a commune's is its Đảng ủy.
_PARTY = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "huyện": "Huyện ủy",
    "thị xã": "Thị ủy",
    "quận": "Quận ủy",
}
_PARTY_SLUGS = {kind: (slug(kind), slug(name)) for kind, name in _PARTY.items()}


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory between two mergers.

    `key` is unique; `code` is the statistics office's, or the key again where that has none. `name`
    is without the kind; `province` is a slug; `above` is the key of the territory it is a part of;
    `since` and `until` are its first and last day, None where not known or not ended.
    """

    key: str
    code: str
    level: TerritoryLevel
    kind: str
    name: str
    province: str
    above: str | None
    since: str | None
    until: str | None
    source: str

    @property
    def place(self) -> str:
        """Its name with its kind: `huyện Đăk Hà`."""
        return f"{self.kind} {self.name}"

    @property
    def party(self) -> str:
        """Its party committee's name: `Huyện ủy Đăk Hà`, `Đảng ủy xã Đăk Pxi`."""
        short = _PARTY.get(self.kind)
        return f"{short} {self.name}" if short else f"Đảng ủy {self.place}"

    @property
    def party_key(self) -> str:
        """The key of its party committee: `huyen-uy-dak-ha-kon-tum`."""
        if self.kind not in _PARTY:
            return f"dang-uy-{self.key}"
        kind, party = _PARTY_SLUGS[self.kind]
        return party + self.key.removeprefix(kind)

    def existed_on(self, day: str) -> bool:
        """Say whether it existed on a day (`2023-05-01`)."""
        return (self.since or "") <= day and (self.until is None or day <= self.until)


@cache
def provinces() -> dict[str, Territory]:
    """Every province by its key (`tinh-kon-tum`, `tinh-quang-ngai-2025`)."""
    found = (_province(row) for row in all_provinces())
    return {province.key: province for province in found}


def territory_of(province: Province) -> Territory:
    """The territory that a province is."""
    return provinces()[_province_key(province)]


@cache
def districts() -> dict[str, Territory]:
    """Every district by its key (`huyen-dak-ha-kon-tum`)."""
    rows = [
        (code, province, kind, name, LAST_DAY, UNITS)
        for code, province, kind, name in read_table("districts.tsv")
    ]
    for province, kind, name, until, _, source in read_table("districts_until_2024.tsv"):
        rows.append(("", province, kind, name, until, source))
    found = {}
    for code, province, kind, name, until, source in rows:
        key = f"{slug(f'{kind} {name}')}-{province}"
        above = territory_above(province, until)
        found[key] = Territory(
            key, code or key, "district", kind, name, province, above, None, until, source
        )
    return found


def read_table(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table beside this file, without its comments."""
    for line in files("documents.bodies").joinpath(name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield tuple(line.split("\t"))


def day_before(day: str) -> str:
    """The day before one (ISO 8601, both)."""
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()


@cache
def territory_above(province: str, day: str | None) -> str:
    """The key of the province of a slug on a day; without a day, of the one that is today's."""
    return next(
        found.key
        for found in provinces().values()
        if found.province == province
        and (found.existed_on(day) if day is not None else found.until is None)
    )


def _province(row: Province) -> Territory:
    key = _province_key(row)
    decided = (_RESOLUTIONS[day] for day in (row.since, row.until) if day is not None)
    source = "; ".join(dict.fromkeys(decided)) or _RESOLUTIONS[MERGER_DAY]
    return Territory(
        key, key, "province", row.kind, row.name, row.slug, None, row.since, row.until, source
    )


def _province_key(row: Province) -> str:
    return slug(f"{row.kind} {row.name}") + (ERA if row.since == MERGER_DAY else "")
