"""Territories by their names, and the one that a text means among those of one name."""

from collections.abc import Callable
from functools import cache, lru_cache

from documents.bodies.communes import communes
from documents.bodies.compact import compact
from documents.bodies.succession import all_after, all_before, territories_before
from documents.bodies.territories import (
    Territory,
    TerritoryLevel,
    districts,
    provinces,
    territory_of,
)
from vietnamese.normalizing import normalize
from vietnamese.provinces import Kind, find_province

#: The kind of a province whose name stands without it: `Sở Y tế Hà Nội`.
ANY_PROVINCE = "captinh"

#: The levels that a kind of territory may be of, by its compact form.
LEVELS: dict[str, tuple[TerritoryLevel, ...]] = {
    ANY_PROVINCE: ("province",),
    "tinh": ("province",),
    "thanhpho": ("province", "district"),
    "huyen": ("district",),
    "thixa": ("district",),
    "quan": ("district",),
    "xa": ("commune",),
    "phuong": ("commune",),
    "thitran": ("commune",),
    "dackhu": ("commune",),
}
_PROVINCES: dict[str, Kind] = {"tinh": "tỉnh", "thanhpho": "thành phố"}
_TABLES: dict[TerritoryLevel, Callable[[], dict[str, Territory]]] = {
    "district": districts,
    "commune": communes,
}


def is_known(kind: str, name: str) -> bool:
    """Whether there is, or was, a territory of this kind and name (both compact)."""
    return find_named_province(kind, name, None) is not None or bool(units_named(kind, name))


@lru_cache(maxsize=4096)
def find_named_province(kind: str, name: str, day: str | None) -> Territory | None:
    """The province of a compact kind and name on a day; without a day, the last that bore them."""
    if not name or "province" not in LEVELS[kind]:
        return None
    found = find_province(name, day, _PROVINCES.get(kind))
    return territory_of(found) if found is not None else None


@lru_cache(maxsize=4096)
def portal_territory(province: str, day: str | None) -> Territory | None:
    """The province that the portal of a slug belonged to on a day (without one: in the end)."""
    if day is not None and (found := find_province(province, day)) is not None:
        return territory_of(found)
    last = find_province(province)
    if last is None:
        return None
    territory = territory_of(last)
    if day is None or territory.existed_on(day):
        return territory
    if territory.until is not None and territory.until < day:
        return next((t for t in all_after(territory) if t.existed_on(day)), None)
    # Thừa Thiên Huế became Huế: one alone, so its portal is the same. Others were parts.
    earlier = [t for t in territories_before(territory) if t.existed_on(day)]
    return earlier[0] if len(earlier) == 1 else None


def units_named(kind: str, name: str) -> tuple[Territory, ...]:
    """The districts or communes of a compact kind and name, in all provinces and at all times."""
    levels = (level for level in LEVELS[kind] if level != "province")
    return tuple(unit for level in levels for unit in _by_name(level, kind).get(name, ()))


def units_in(units: tuple[Territory, ...], within: Territory) -> tuple[Territory, ...]:
    """Those in a province, or else in those that it was made of or became a part of."""
    for family in ((within,), (*all_after(within), *all_before(within))):
        slugs = {province.province for province in family}
        if inside := tuple(unit for unit in units if unit.province in slugs):
            return inside
    return ()


def the_one_meant(
    units: tuple[Territory, ...], name: str, above: str | None, day: str | None
) -> Territory | None:
    """The one of several namesakes that a text means; None if that cannot be told.

    Args:
        units: the namesakes.
        name: as the text has it: `Phú Thạnh` is not `Phú Thành`.
        above: the compact name of the district that the text says it is in.
        day: of the document.
    """
    if above is not None:
        units = _narrow(units, lambda unit: compact(_name_of(unit.above)) == above)
    if day is not None:
        units = _narrow(units, lambda unit: unit.existed_on(day))
    else:
        units = _narrow(units, lambda unit: unit.until is None)
    exact = normalize(name).lower()
    units = _narrow(units, lambda unit: unit.name.lower() == exact)
    return units[0] if len(units) == 1 else None


def _narrow(
    units: tuple[Territory, ...], fits: Callable[[Territory], bool]
) -> tuple[Territory, ...]:
    """Those that fit, or all if none does."""
    return tuple(filter(fits, units)) or units


def _name_of(key: str | None) -> str:
    if key is None:
        return ""
    return (districts().get(key) or provinces()[key]).name


@cache
def _by_name(level: TerritoryLevel, kind: str) -> dict[str, tuple[Territory, ...]]:
    found: dict[str, tuple[Territory, ...]] = {}
    for unit in _TABLES[level]().values():
        if compact(unit.kind) == kind:
            name = compact(unit.name)
            found[name] = (*found.get(name, ()), unit)
    return found
