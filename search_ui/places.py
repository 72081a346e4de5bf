"""Where a list by moments goes on, as the parameter `cursor`: `2024-02-29T03:00:00Z.123`."""

import re

from search_ui.parameters import InvalidParameterError
from search_ui.translating import gettext as _

#: A moment and a row's number: what comes next is behind both.
Place = tuple[str, int]

_CURSOR = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\.(\d{1,18})", re.ASCII)


def cursor_of(place: Place) -> str:
    """A place as the parameter `cursor`."""
    at, number = place
    return f"{at}.{number}"


def place_of(cursor: str) -> Place | None:
    """The place that a cursor names; None for none.

    Raises:
        InvalidParameterError: it is no cursor.
    """
    if not cursor.strip():
        return None
    found = _CURSOR.fullmatch(cursor.strip())
    if found is None:
        raise InvalidParameterError(
            "cursor", cursor[:40], _("phải là cursor mà trang trước đã cho")
        )
    return found[1], int(found[2])
