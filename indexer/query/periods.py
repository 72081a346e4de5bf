"""The periods that `before:` and `after:` take: a year, a month or a day, as people write them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?",
        r"(?:(?P<day>\d{1,2})[-/.])?(?P<month>\d{1,2})[-/.](?P<year>\d{4})",
    )
)


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day: its first day, the day after it, and itself (`2023-05`)."""

    first: str
    after: str
    iso: str


def read_period(text: str) -> Period | None:
    """The period that `2023`, `2023-05`, `5/2023`, `2023-05-01` or `1/5/2023` names, or None."""
    found = next((m for form in _FORMS if (m := form.fullmatch(text.strip(".,;")))), None)
    if found is None:
        return None
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    try:
        return _period(int(found["year"]), month, day)
    except (ValueError, OverflowError):  # no such day, or the last one a date can be
        return None


def _period(year: int, month: int | None, day: int | None) -> Period:
    first = date(year, month or 1, day or 1)
    if day:
        after, length = first + timedelta(days=1), len("2023-05-01")
    elif month:
        after, length = (first + timedelta(days=31)).replace(day=1), len("2023-05")
    else:
        after, length = date(year + 1, 1, 1), len("2023")
    return Period(first.isoformat(), after.isoformat(), first.isoformat()[:length])
