"""Two versions of an item beside each other: the one shown, and the one it is held against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from archive.catalogue.histories import ItemVersion
from archive.differences import FieldDifference, differences
from search_ui.addresses import with_query
from search_ui.parameters import whole_number

_HIGHEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """A version, an earlier one if there is one, and in which fields they differ."""

    shown: ItemVersion
    previous: ItemVersion | None
    changes: list[FieldDifference]


def held_against(
    versions: Sequence[ItemVersion],
    number: int,
    fields: Sequence[str],
    address_of: Callable[[int], str],
) -> HeldAgainst | Response:
    """The version of this number beside the one that `against` names, or the one before.

    Text is added and removed in the course of time: asked for a later version, it leads to
    that one's address, to be held against this one.

    Raises:
        InvalidParameterError: `against` is no number.
        NotFound: there is no such version.
    """
    by_number = {version.number: version for version in versions}
    against = whole_number(request.args, "against", number - 1, 0, _HIGHEST)
    if number not in by_number or (against not in by_number and against != number - 1):
        abort(404)
    if against > number:
        return redirect(with_query(address_of(against), [("against", str(number))]))
    shown, previous = by_number[number], by_number.get(against)
    return HeldAgainst(
        shown,
        previous,
        differences(previous.content, shown.content, fields) if previous else [],
    )
