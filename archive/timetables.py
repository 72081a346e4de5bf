"""When a portal is crawled: a timetable in plain words or in cron's form, in Viet Nam's time."""

import difflib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.hours import ZONE
from vietnamese.folding import fold

if TYPE_CHECKING:
    # APScheduler comes without type information
    from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]

#: Cron's days in its order: 0 and 7 are Sunday. (APScheduler's numbers count from Monday.)
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")

_DAY_WORDS = {
    "chu nhat": "sun",
    "thu hai": "mon",
    "thu ba": "tue",
    "thu tu": "wed",
    "thu nam": "thu",
    "thu sau": "fri",
    "thu bay": "sat",
    **{f"thu {number}": day for number, day in enumerate(_DAYS[1:], 2)},
    "sunday": "sun",
    "monday": "mon",
    "tuesday": "tue",
    "wednesday": "wed",
    "thursday": "thu",
    "friday": "fri",
    "saturday": "sat",
}

_CLOCK = r"\d{1,2}(?::\d{2}|h(?:\d{2})?| gio(?: \d{1,2})?)"
_AT_CLOCKS = re.compile(rf"(?P<days>.*?) ?(?:(?:luc|vao|at) )?(?P<clocks>{_CLOCK}(?:, ?{_CLOCK})*)")
_DAILY = re.compile(r"(?:hang ngay|moi ngay|daily|every day)?")
_WEEKLY = re.compile(r"(?:hang tuan |moi tuan |every |weekly )?(?P<days>\D.*)")
_MONTHLY = re.compile(
    r"ngay (\d{1,2}) (?:hang|moi) thang|(?:hang|moi) thang ngay (\d{1,2})|monthly (\d{1,2})"
)
_INTERVAL = re.compile(r"(?:moi|every) (?:(\d{1,2}) )?(gio|hours?|phut|minutes?)")
_CRON = re.compile(r"[\d*]\S*(?: \S+){4}")

#: The forms there are, to be proposed for what is none; `2:00` stands for the time that was meant.
FORMS = (
    "hằng ngày 2:00",
    "thứ hai 2:00",
    "ngày 1 hằng tháng 2:00",
    "mỗi 6 giờ",
    "mỗi 30 phút",
    "daily 2:00",
    "monday 2:00",
    "monthly 1 2:00",
    "every 6 hours",
    "0 2 * * *",
)


class TimetableError(ValueError):
    """A timetable that cannot be read. Names it, says why, and the nearest form that can be.

    `nearest` is that form; None for a timetable that is never due.
    """

    def __init__(self, message: str, nearest: str | None = None) -> None:
        super().__init__(message)
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Timetable:
    """When something is due: as it was written, and in cron's form, one line for each time of day.

    In `crontabs` the days of the week have names, and either they or those of the month are `*`.
    """

    text: str
    crontabs: tuple[str, ...]

    def next_after(self, moment: datetime) -> datetime:
        """The first time that it is due after a moment (with a time zone), in Viet Nam's time.

        Raises:
            TimetableError: it is never due: its day is in no calendar (30 February).
        """
        local = moment.astimezone(ZONE)
        due = [_trigger(line).get_next_fire_time(local, local) for line in self.crontabs]
        later: list[datetime] = [at for at in due if at is not None]
        if not later:
            raise TimetableError(f"{self.text!r} is never due")
        return min(later)


@lru_cache(maxsize=1024)  # thousands of portals have a few timetables
def parse_timetable(text: str) -> Timetable:
    """Read a timetable.

    `hằng ngày 2:00`, `2:00, 14:30`, `thứ hai, thứ năm 3:00`, `ngày 1 hằng tháng 4:00`, `mỗi 6 giờ`,
    the same without diacritics or in English (`daily 2:00`, `monday 3:00`, `monthly 1 4:00`,
    `every 6 hours`), or five fields as crontab(5) has them (`0 2 * * 1-5`).

    Raises:
        TimetableError: it is none of these.
    """
    plain = " ".join(fold(text).split())
    try:
        timetable = Timetable(text.strip(), tuple(_crontabs(plain)))
        timetable.next_after(datetime.now(ZONE))
    except ValueError as error:
        nearest = _nearest(plain)
        raise TimetableError(
            f"{text.strip()!r} is no timetable: {error}; do you mean {nearest!r}?", nearest
        ) from error
    return timetable


def _crontabs(plain: str) -> list[str]:
    if _CRON.fullmatch(plain):
        return [_cron(plain)]
    if interval := _INTERVAL.fullmatch(plain):
        return [_every(int(interval[1] or 1), interval[2])]
    if not (found := _AT_CLOCKS.fullmatch(plain)):
        raise ValueError("it names no time of day such as 2:00")
    month_day, week_days = _days(found["days"])
    clocks = [_clock(clock) for clock in found["clocks"].split(",")]
    return [f"{minute} {hour} {month_day} * {week_days}" for hour, minute in clocks]


def _days(words: str) -> tuple[str, str]:
    """The days of the month and those of the week, as cron has them."""
    if _DAILY.fullmatch(words):
        return "*", "*"
    if monthly := _MONTHLY.fullmatch(words):
        day = int(next(filter(None, monthly.groups())))
        if not 1 <= day <= 31:
            raise ValueError(f"no month has a day {day}")
        return str(day), "*"
    if weekly := _WEEKLY.fullmatch(words):
        names = re.split(r", ?| va | and ", weekly["days"])
        unknown = [name for name in names if name not in _DAY_WORDS]
        if not unknown:
            return "*", ",".join(_DAY_WORDS[name] for name in names)
        raise ValueError(f"{unknown[0]!r} is no day")
    raise ValueError(f"{words!r} says no day")


def _clock(words: str) -> tuple[int, int]:
    hour, minute = (int(number) for number in (*re.findall(r"\d+", words), "0")[:2])
    if hour > 23 or minute > 59:
        raise ValueError(f"{hour}:{minute:02} is no time of day")
    return hour, minute


def _every(number: int, unit: str) -> str:
    minutes = unit in ("phut", "minute", "minutes")
    whole, name = (60, "minutes") if minutes else (24, "hours")
    if not number or whole % number:
        raise ValueError(f"{number} {name} do not divide {'an hour' if minutes else 'a day'}")
    return f"*/{number} * * * *" if minutes else f"0 */{number} * * *"


def _cron(plain: str) -> str:
    minute, hour, day, month, week_day = plain.split()
    if day != "*" and week_day != "*":
        raise ValueError("say either days of the month or days of the week")
    line = f"{minute} {hour} {day} {month} {_week_days(week_day)}"
    _trigger(line)
    return line


def _week_days(field: str) -> str:
    """Each day by name: APScheduler's ranges begin on Monday, cron's on Sunday."""
    if field == "*":
        return field
    days: list[str] = []
    for part in field.split(","):
        ends = [_DAYS.index(end) if end in _DAYS else _number(end) for end in part.split("-")]
        if len(ends) > 2 or any(later < sooner for sooner, later in pairwise(ends)):
            raise ValueError(f"{part!r} are no days of the week")
        days += [_DAYS[day % 7] for day in range(ends[0], ends[-1] + 1)]
    return ",".join(dict.fromkeys(days))


def _number(text: str) -> int:
    if text not in tuple("01234567"):
        raise ValueError(f"{text!r} is no day of the week")
    return int(text)


@lru_cache(maxsize=1024)
def _trigger(line: str) -> "CronTrigger":
    from apscheduler.triggers.cron import CronTrigger  # only where there is a timetable

    return CronTrigger.from_crontab(line, timezone=ZONE)


def _nearest(plain: str) -> str:
    """The form that is most like it, at the time of day that it names, if it names one."""
    clock = re.search(r"(?:[01]?\d|2[0-3])(?::[0-5]\d|h|(?= gio))", plain)
    hour, _, minute = (clock[0] if clock else "2:00").rstrip("h").partition(":")
    forms = [form.replace("2:00", f"{hour}:{minute or '00'}") for form in FORMS]
    folded = {fold(form): form for form in forms}
    return folded[difflib.get_close_matches(plain, folded, n=1, cutoff=0)[0]]
