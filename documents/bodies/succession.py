"""Which territory took over which: the codes and keys of the tables, read when first asked."""

from collections.abc import Mapping
from functools import cache

from documents.bodies.communes import communes, wards_since_2026
from documents.bodies.territories import Territory, districts, provinces, read_table, territory_of
from documents.keys import slug
from vietnamese.provinces import MERGER_DAY, all_provinces, next_of


def territories_after(territory: Territory) -> tuple[Territory, ...]:
    """What took a territory over the day after its last; the main one first."""
    return _after(territory.level).get(territory.key, ())


def territories_before(territory: Territory) -> tuple[Territory, ...]:
    """What a territory took over when it began, or grew by later."""
    if territory.level == "commune":
        # Communes took over communes, and each a part of the district above these.
        return _before("commune").get(territory.key, ()) + _before("district").get(
            territory.key, ()
        )
    return _before(territory.level).get(territory.key, ())


def all_after(territory: Territory) -> tuple[Territory, ...]:
    """What took a territory over, in turn until today."""
    later = territories_after(territory)
    return (*later, *(last for unit in later for last in all_after(unit)))


def all_before(territory: Territory) -> tuple[Territory, ...]:
    """What a territory is made of, in turn back to the first that is known."""
    earlier = territories_before(territory)
    return (*earlier, *(first for unit in earlier for first in all_before(unit)))


@cache
def _after(level: str) -> dict[str, tuple[Territory, ...]]:
    match level:
        case "province":
            return _after_provinces()
        case "district":
            return _after_districts()
        case _:
            return _after_communes()


@cache
def _before(level: str) -> Mapping[str, tuple[Territory, ...]]:
    everything = {"province": provinces, "district": districts, "commune": communes}[level]()
    found: dict[str, tuple[Territory, ...]] = {}
    for key, successors in _after(level).items():
        for later in successors:
            found[later.key] = (*found.get(later.key, ()), everything[key])
    return found


def _after_provinces() -> dict[str, tuple[Territory, ...]]:
    return {
        territory_of(province).key: (territory_of(later),)
        for province in all_provinces()
        if (later := next_of(province)) is not None
    }


def _after_communes() -> dict[str, tuple[Territory, ...]]:
    before = {commune.code: commune for commune in communes().values() if commune.since is None}
    after = _communes_of_2025()
    found = {
        before[code].key: tuple(after[later] for later in into.split())
        for code, _, _, _, into in read_table("communes_until_2025.tsv")
        if code in before
    }
    return found | {after[ward.code].key: (ward,) for ward in wards_since_2026()}


def _communes_of_2025() -> dict[str, Territory]:
    """Those that began with the mergers, by their codes."""
    return {unit.code: unit for unit in communes().values() if unit.since == MERGER_DAY}


def _after_districts() -> dict[str, tuple[Territory, ...]]:
    after = _communes_of_2025()
    into: dict[str, dict[str, Territory]] = {}
    for _, district, _, _, later in read_table("communes_until_2025.tsv"):
        into.setdefault(district, {}).update({code: after[code] for code in later.split()})
    found = {
        district.key: tuple(into[district.code].values())
        for district in districts().values()
        if district.code in into
    }
    for province, kind, name, _, places, _ in read_table("districts_until_2024.tsv"):
        found[f"{slug(f'{kind} {name}')}-{province}"] = tuple(
            _district(place, province) for place in places.split(", ")
        )
    return found


def _district(text: str, province: str) -> Territory:
    """The district of `quận Bắc Từ Liêm`, or of `hue: quận Phú Xuân` in another province."""
    named, _, place = text.rpartition(": ")
    return districts()[f"{slug(place)}-{named or province}"]
