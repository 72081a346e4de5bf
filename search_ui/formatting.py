"""How days, moments and numbers are written for readers; the Jinja filters of the same names."""

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask

from archive.failure_words import failure_words
from search_ui.translating import current_language, gettext
from vietnamese.dates import VIETNAM

#: All of Vietnam keeps this time, without summer time, since 1975.

_DAY = {"vi": "dd/MM/yyyy", "en": "d MMM yyyy"}
_DAY_OF_YEAR = {"vi": "dd/MM", "en": "d MMM"}
_LONG_DAY = {"vi": "EEEE, 'ngày' d 'tháng' M 'năm' y", "en": "EEEE, d MMMM y"}
_MOMENT = {"vi": "HH:mm, dd/MM/yyyy", "en": "d MMM yyyy, HH:mm"}
_MONTH = {"vi": "'tháng' M/y", "en": "MMMM y"}


def day(value: str | None) -> str:
    """`01/05/2023` of a date or moment as the catalogue keeps it."""
    return _write(value, _DAY)


def day_of_year(value: str | None) -> str:
    """`01/05` of a date or moment; the year stands beside it."""
    return _write(value, _DAY_OF_YEAR)


def long_day(value: str | None) -> str:
    """`Thứ Hai, ngày 1 tháng 5 năm 2023`, with the time where the page gave one."""
    written = _write(value, _LONG_DAY)
    if value and len(value) > 10 and (parsed := _parse(value)):
        return gettext("%(time)s, %(day)s", time=parsed.strftime("%H:%M"), day=written)
    return written


def moment(value: str | None) -> str:
    """A moment in Vietnamese time, to the minute."""
    parsed = _parse(value) if value else None
    if parsed is None:
        return value or ""
    language = current_language()
    return format_datetime(parsed, _MOMENT[language], tzinfo=VIETNAM, locale=language)


def clock(value: str) -> str:
    """The time of day of a moment, in Vietnam: `09:15`."""
    parsed = _parse(value)
    return parsed.strftime("%H:%M") if parsed else value


def month(value: str) -> str:
    """`tháng 5/2023` of `2023-05`; a year stays as it is."""
    return _write(f"{value}-01", _MONTH) if len(value) == 7 else value


def number(count: int) -> str:
    """A number with its thousands parted: `1.234`."""
    return _number(count, current_language())


def size(count: int) -> str:
    """A size in bytes, in the unit a reader would use."""
    amount = float(count)
    units = ["B", "kB", "MB", "GB"]
    while amount >= 1000 and len(units) > 1:
        amount /= 1000
        units.pop(0)
    pattern = "#,##0" if units[0] == "B" else "#,##0.0"
    return f"{format_decimal(amount, pattern, locale=current_language())} {units[0]}"


# A page has hundreds of numbers and days, most of them alike, and writing one takes Babel long.
@lru_cache(maxsize=10_000)
def _number(count: int, language: str) -> str:
    return str(format_decimal(count, locale=language))


@lru_cache(maxsize=10_000)
def _written(value: str, pattern: str, language: str) -> str:
    parsed = _parse(value)
    return str(format_date(parsed.date(), pattern, locale=language)) if parsed else value


def _write(value: str | None, patterns: dict[str, str]) -> str:
    language = current_language()
    return _written(value, patterns[language], language) if value else ""


def failure(reason: str) -> str:
    """What went wrong with a page or a crawl, in the language of the page."""
    return failure_words(reason, current_language())


def _parse(value: str) -> datetime | None:
    """The moment in Vietnamese time; None for what is not ISO 8601 (shown as it stands)."""
    try:
        if len(value) == 10:
            return datetime.combine(date.fromisoformat(value), time(), VIETNAM)
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    return parsed.astimezone(VIETNAM) if parsed.tzinfo else parsed.replace(tzinfo=VIETNAM)


def register(app: Flask) -> None:
    """Make the functions above filters of the templates."""
    for function in (day, day_of_year, long_day, moment, clock, month, number, size, failure):
        app.add_template_filter(function)
