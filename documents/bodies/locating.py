"""The territory that a text means by the places it names, on a portal of a province, on a day."""

from documents.bodies.compact import compact
from documents.bodies.place_names import (
    LEVELS,
    find_named_province,
    portal_territory,
    the_one_meant,
    units_in,
    units_named,
)
from documents.bodies.stated_places import StatedPlace
from documents.bodies.succession import territories_before
from documents.bodies.territories import Territory
from documents.bodies.unlisted import unlisted_territory
from vietnamese.provinces import find_province


def locate(
    places: tuple[StatedPlace, ...], province: str | None, day: str | None
) -> Territory | None:
    """The smallest of the places, told by the larger ones, else by the portal's province.

    None where nothing tells which of several it is, or where it has no name and cannot be the
    portal's own (`UBND huyện`).
    """
    if not places:
        return None
    place = places[0]
    if place.name is None:
        return _portals_own(place.kind, province, day)
    name = compact(place.name)
    return (
        _province_named(place.kind, name, day)
        or _unit(place, places[1:], province, day)
        or find_named_province(place.kind, name, None)
    )


def locate_province(
    places: tuple[StatedPlace, ...], province: str | None, day: str | None
) -> Territory | None:
    """The province among the places; without one the portal's."""
    return _stated_province(places, day) or (
        portal_territory(province, day) if province is not None else None
    )


def _portals_own(kind: str, province: str | None, day: str | None) -> Territory | None:
    """The province of the portal for `UBND tỉnh`.

    A portal keeps its habits after a merger. Where a province became a city, though, `tỉnh` says
    that the one of before is meant.
    """
    found = portal_territory(province, day) if province is not None else None
    if found is None or compact(found.kind) == kind:
        return found
    earlier = territories_before(found)
    if found.since is not None and len(earlier) == 1 and compact(earlier[0].kind) == kind:
        return earlier[0]
    last = find_province(province or "")
    return found if last is not None and last.until and compact(last.kind) == kind else None


def _stated_province(places: tuple[StatedPlace, ...], day: str | None) -> Territory | None:
    for place in places:
        if place.name is not None and "province" in LEVELS[place.kind]:
            name = compact(place.name)
            found = _province_named(place.kind, name, day) or find_named_province(
                place.kind, name, None
            )
            if found is not None:
                return found
    return None


def _province_named(kind: str, name: str, day: str | None) -> Territory | None:
    """A city of a province is no province: Huế was one until 2024."""
    found = find_named_province(kind, name, day)
    if found is None and LEVELS[kind] == ("province",):
        return find_named_province(kind, name, None)
    return found


def _unit(
    place: StatedPlace, larger: tuple[StatedPlace, ...], province: str | None, day: str | None
) -> Territory | None:
    if place.name is None or LEVELS[place.kind] == ("province",):
        return None
    stated = _stated_province(larger, day)
    within = stated or (portal_territory(province, day) if province is not None else None)
    named = units_named(place.kind, compact(place.name))
    inside = units_in(named, within) if within is not None else named
    if not inside and stated is None and "district" in LEVELS[place.kind]:
        # A district elsewhere; of communes many ended before the tables begin, so that a namesake
        # elsewhere proves nothing.
        inside = named
    if inside:
        return the_one_meant(inside, place.name, _district(larger), day)
    return unlisted_territory(place.kind, place.name, within) if within is not None else None


def _district(places: tuple[StatedPlace, ...]) -> str | None:
    for place in places:
        if place.name is not None and "district" in LEVELS[place.kind]:
            return compact(place.name)
    return None
