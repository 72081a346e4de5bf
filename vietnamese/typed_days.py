"""Days as people type them into a field: ISO 8601 or Vietnam's order."""

import re
from datetime import date

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_VIETNAMESE = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)


class NoSuchDayError(ValueError):
    """A day that is in no calendar. Names it."""


def read_typed_day(text: str) -> str | None:
    """The day that `2023-5-1`, `1/5/2023`, `01.05.2023` mean: `2023-05-01`; None for no day.

    Raises:
        NoSuchDayError: as of `31/2/2023`.
    """
    found = _ISO.fullmatch(text.strip()) or _VIETNAMESE.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError as error:
        raise NoSuchDayError(f"{text!r} is in no calendar") from error
