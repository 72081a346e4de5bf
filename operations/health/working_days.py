"""Working days of Viet Nam: offices publish on these, and silence is counted in them.

The holidays (Tết, the days of the Hùng Kings, …) are those of the library `holidays`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5

#: So many days before and after those of Tết offices are quiet, too.
_AROUND_TET = 3


def working_days(first: date, last: date) -> int:
    """How many working days there are after `first`, up to `last` (included)."""
    return sum(1 for _ in iter_back(last, first))


def iter_back(last: date, first: date) -> Iterator[date]:
    """The working days from `last` back to the day after `first`."""
    day = last
    while day > first:
        if is_working_day(day):
            yield day
        day -= _DAY


def is_working_day(day: date) -> bool:
    """Whether offices are at work on a day."""
    return day.weekday() < _SATURDAY and day not in _days_off(day.year)


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[date]:
    from holidays import country_holidays

    named = country_holidays("VN", years=year, language="en_US")
    off = set(named)
    for day, name in named.items():
        if "Lunar New Year" in name:
            off |= {day + _DAY * n for n in range(-_AROUND_TET, _AROUND_TET + 1)}
    return frozenset(off)
