"""What is written, plain words or cron's form, and when it is due, in Viet Nam's time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from archive.hours import ZONE
from vietnamese.aligned_folding import fold_aligned
from vietnamese.folding import fold
from vietnamese.normalizing import normalize

if TYPE_CHECKING:
    # APScheduler comes without type information
    from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]

#: Cron's days in its order: 0 and 7 are Sunday. (APScheduler's numbers count from Monday.)
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")

#: The days in cron's order as they are written out.
DAY_NAMES = (
    *("chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"),
    *("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
)

_DAY_WORDS = {
    **{fold(name): _DAYS[number % 7] for number, name in enumerate(DAY_NAMES)},
    **{f"{th}{number}": day for th in ("thu ", "t") for number, day in enumerate(_DAYS[1:], 2)},
    "cn": "sun",
}

#: A time of day, folded.
CLOCK = r"\d{1,2}(?::\d{2}|h(?:\d{2})?| gio(?: \d{1,2})?)"
#: Days, if they are said, the times of these days, and what parts them from the next days.
AT_CLOCKS = re.compile(
    rf"(?P<days>|.*? )(?:(?:vao luc|luc|vao|at) )?(?P<clocks>{CLOCK}(?:, ?{CLOCK})*)"
    r"(?:$|[,;] ?| va | and )"
)
_DAILY = re.compile(r"(?:hang ngay|moi ngay|daily|every day)?")
_WEEKLY = re.compile(r"(?:hang tuan |moi tuan |every |weekly )?(?:tu |from )?(?P<days>\D.*)")
_NUMBERS = r"(\d{1,2}(?:(?:, ?| va | and )\d{1,2})*)"
_MONTHLY = re.compile(
    rf"ngay {_NUMBERS} (?:hang|moi) thang|(?:hang|moi) thang ngay {_NUMBERS}|monthly {_NUMBERS}"
)
INTERVAL = re.compile(
    r"(?:(?:moi|every) (?:(?P<number>\d{1,9}) )?|hang )(?P<unit>gio|hours?|phut|minutes?)"
)
_CRON = re.compile(r"[\d*]\S*(?: \S+){4}")

#: What is of cron's form but for the number of its fields: a star, or four numbers at least.
_CRON_LIKE = re.compile(r"(?=.*\*|(?:\S+ ){3})[\d*?/,-]+(?: (?:[\d*?/,#-]|[a-z]{3})+)+")

_AND = re.compile(r", ?| v[àa] | and ", re.IGNORECASE)
_TO = re.compile(r" (?:đến|den|tới|toi|to|through) | ?[-–] ?", re.IGNORECASE)


class TimetableError(ValueError):
    """A timetable that cannot be read. Names it, says why, and the nearest form that can be.

    `nearest` is that form; None for a timetable that is never due. `why` is the reason alone, by
    language (`vi`, `en`).
    """

    def __init__(
        self, message: str, nearest: str | None = None, why: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.nearest = nearest
        self.why = why or {}


class UnreadableError(ValueError):
    """Why words are no timetable, in both languages; the message is in English."""

    def __init__(self, english: str, vietnamese: str) -> None:
        super().__init__(english)
        self.why = {"en": english, "vi": vietnamese}


@dataclass(frozen=True, slots=True)
class Timetable:
    """When something is due: as it was written, and in cron's form, a line or more.

    It is due whenever one of the lines says so: there is one for each time of day of some days.

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
            never = f"{self.text!r} is never due"
            why = {"en": never, "vi": f"“{self.text}” không bao giờ tới"}
            raise TimetableError(never, why=why)
        return min(later)


def read(text: str) -> Timetable:
    """Read a timetable.

    Raises:
        UnreadableError: why it is none, in the words of `text`.
        TimetableError: it is never due.
    """
    said = " ".join(normalize(text).split())
    timetable = Timetable(text.strip(), tuple(_crontabs(said, fold_aligned(said))))
    timetable.next_after(datetime.now(ZONE))
    return timetable


def _crontabs(said: str, plain: str) -> list[str]:
    """What is said, and the same folded letter by letter, in cron's form."""
    if _CRON.fullmatch(plain):
        return [_cron(plain)]
    if _CRON_LIKE.fullmatch(plain):
        number = len(plain.split())
        raise UnreadableError(
            "cron has five fields (minute, hour, day, month, day of the week),"
            f" and this has {number}",
            f"cron có năm trường (phút, giờ, ngày, tháng, thứ), ở đây có {number}",
        )
    if interval := INTERVAL.fullmatch(plain):
        return [_every(int(interval["number"] or 1), interval["unit"])]
    return list(_at_clocks(said, plain))


def _at_clocks(said: str, plain: str) -> Iterator[str]:
    """`thứ hai 3:00, thứ năm 4:00 và 16:00`: times without days are of those said before."""
    end, days = 0, ("*", "*")
    while end < max(len(plain), 1):
        if not (found := AT_CLOCKS.match(plain, end)):
            if end:
                rest = said[end:]
                raise UnreadableError(
                    f"{rest!r} names no time of day", f"“{rest}” không có giờ nào"
                )
            raise UnreadableError(
                "it names no time of day such as 2:00", "không có giờ nào, như 2:00"
            )
        if found["days"]:
            days = _days(said[slice(*found.span("days"))].rstrip())
        for clock in found["clocks"].split(","):
            hour, minute = _clock(clock)
            yield f"{minute} {hour} {days[0]} * {days[1]}"
        end = found.end()


def _days(said: str) -> tuple[str, str]:
    """The days of the month and those of the week, as cron has them."""
    plain = fold_aligned(said)
    if _DAILY.fullmatch(plain):
        return "*", "*"
    if monthly := _MONTHLY.fullmatch(plain):
        days = re.findall(r"\d+", next(filter(None, monthly.groups())))
        for day in days:
            if not 1 <= int(day) <= 31:
                raise UnreadableError(f"no month has a day {day}", f"không tháng nào có ngày {day}")
        return ",".join(days), "*"
    if weekly := _WEEKLY.fullmatch(plain):
        return "*", ",".join(dict.fromkeys(_named_days(said[slice(*weekly.span("days"))])))
    raise UnreadableError(f"{said!r} says no day", f"“{said}” không nói ngày nào")


def _named_days(said: str) -> Iterator[str]:
    """`thứ hai`, `thứ 2, 4 và 6`, `thứ hai đến thứ sáu`: the days in cron's words."""
    for part in _AND.split(said):
        ends = [_day(name) for name in _TO.split(part, maxsplit=1)]
        length = (ends[-1] - ends[0]) % 7
        yield from (_DAYS[(ends[0] + later) % 7] for later in range(length + 1))


def _day(name: str) -> int:
    plain = fold(name)
    day = _DAY_WORDS.get(f"thu {plain}" if plain.isdigit() else plain)
    if day is None:
        raise UnreadableError(f"{name!r} is no day", f"“{name}” không phải là ngày nào")
    return _DAYS.index(day)


def _clock(words: str) -> tuple[int, int]:
    hour, minute = (int(number) for number in (*re.findall(r"\d+", words), "0")[:2])
    if hour > 23 or minute > 59:
        shown = f"{hour}:{minute:02}"
        raise UnreadableError(f"{shown} is no time of day", f"không có giờ {shown}")
    return hour, minute


def units(unit: str) -> tuple[int, str]:
    """How many of what an interval counts in (`gio`, `phut`) make a whole, and what they are."""
    return (60, "minutes") if unit in ("phut", "minute", "minutes") else (24, "hours")


def _every(number: int, unit: str) -> str:
    whole, name = units(unit)
    if not number or whole % number:
        divided, in_vietnamese = (
            ("an hour", "phút không chia hết một giờ")
            if whole == 60
            else ("a day", "giờ không chia hết một ngày")
        )
        raise UnreadableError(
            f"{number} {name} do not divide {divided}", f"{number} {in_vietnamese}"
        )
    # cron has no step as long as the whole
    step = "0" if number == whole else f"*/{number}"
    return f"{step} * * * *" if whole == 60 else f"0 {step} * * *"


def _cron(plain: str) -> str:
    minute, hour, day, month, week_day = plain.split()
    if day != "*" and week_day != "*":
        raise UnreadableError(
            "say either days of the month or days of the week",
            "chỉ nêu ngày trong tháng hoặc ngày trong tuần, không cả hai",
        )
    line = f"{minute} {hour} {day} {month} {_week_days(week_day)}"
    try:
        _trigger(line)
    except ValueError as error:
        raise UnreadableError(
            str(error), f"“{plain}” có trường mà cron không nhận, như phút quá 59 hay giờ quá 23"
        ) from error
    return line


def _week_days(field: str) -> str:
    """Each day by name: APScheduler's ranges begin on Monday, cron's on Sunday."""
    if field == "*":
        return field
    days: list[str] = []
    for part in field.split(","):
        ends = [_DAYS.index(end) if end in _DAYS else _number(end) for end in part.split("-")]
        if len(ends) > 2 or any(later < sooner for sooner, later in pairwise(ends)):
            raise UnreadableError(
                f"{part!r} are no days of the week", f"“{part}” không phải các ngày trong tuần"
            )
        days += [_DAYS[day % 7] for day in range(ends[0], ends[-1] + 1)]
    return ",".join(dict.fromkeys(days))


def _number(text: str) -> int:
    if text not in tuple("01234567"):
        raise UnreadableError(
            f"{text!r} is no day of the week", f"“{text}” không phải một ngày trong tuần"
        )
    return int(text)


@lru_cache(maxsize=1024)
def _trigger(line: str) -> "CronTrigger":
    from apscheduler.triggers.cron import CronTrigger  # only where there is a timetable

    return CronTrigger.from_crontab(line, timezone=ZONE)
