"""Bodies by their keys, and what became of them."""

from collections.abc import Iterable

from documents.bodies.central import central_bodies
from documents.bodies.issuing_body import IssuingBody
from documents.bodies.offices import Office, body_of, find_office, offices
from documents.bodies.succession import territories_after, territories_before
from documents.bodies.territories import Territory


def find_body(key: str) -> IssuingBody | None:
    """The body of a key, such as `ubnd-tinh-kon-tum`; None if no table has it.

    That is also so of committees of communes and districts that ended before the tables begin:
    `identify_body` knows these by what the text calls them.
    """
    central = central_bodies().get(key)
    if central is not None:
        return central.body
    found = find_office(key)
    return body_of(*found) if found is not None else None


def successors_of(body: IssuingBody) -> tuple[IssuingBody, ...]:
    """The bodies that took over when this one ended, the main one first.

    What took over a district's committee are those of the communes that its territory went to. Of
    an office that not every province has, only that which took over its tasks is known.
    """
    central = central_bodies().get(body.key)
    if central is not None:
        return tuple(central_bodies()[key].body for key in central.into)
    found = find_office(body.key)
    if found is None or body.until is None:
        return ()
    office, territory = found
    if body.until == office.until:
        return _existing((offices()[slug], territory) for slug in office.into)
    if not office.everywhere:
        return ()
    return _existing((office, later) for later in territories_after(territory))


def predecessors_of(body: IssuingBody) -> tuple[IssuingBody, ...]:
    """The bodies that this one took over: those whose successor it is, as far as each province
    had them."""
    if body.key in central_bodies():
        return tuple(row.body for row in central_bodies().values() if body.key in row.into)
    found = find_office(body.key)
    if found is None or not found[0].everywhere:
        return ()
    office, territory = found
    merged = [
        (earlier, territory)
        for earlier in offices().values()
        if earlier.everywhere and office.slug in earlier.into
    ]
    same = [(office, earlier) for earlier in territories_before(territory)]
    return tuple(
        earlier for earlier in _existing((*same, *merged)) if body in successors_of(earlier)
    )


def _existing(pairs: Iterable[tuple[Office, Territory]]) -> tuple[IssuingBody, ...]:
    return tuple(body for pair in pairs if (body := body_of(*pair)) is not None)
