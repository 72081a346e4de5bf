"""What was meant by a timetable that cannot be read: the nearest form that can be."""

import difflib
import re
from collections.abc import Iterator
from itertools import combinations

from archive.timetables.reading import AT_CLOCKS, CLOCK, DAY_NAMES, INTERVAL, read, units
from vietnamese.aligned_folding import fold_aligned
from vietnamese.folding import fold
from vietnamese.normalizing import normalize

#: The forms there are, to be proposed for what is none; `2:00` stands for the time that was meant.
FORMS = (
    "hằng ngày 2:00",
    "thứ hai 2:00",
    "thứ hai đến thứ sáu 2:00",
    "ngày 1 hằng tháng 2:00",
    "mỗi 6 giờ",
    "mỗi 30 phút",
    "daily 2:00",
    "monday 2:00",
    "monday to friday 2:00",
    "monthly 1 2:00",
    "every 6 hours",
    "0 2 * * *",
)

#: What is like a form, and the form.
_LIKE = {
    **{form: form for form in FORMS},
    **{f"{day} 2:00": f"{day} 2:00" for day in DAY_NAMES},
    "mỗi ngày 2:00": "mỗi ngày 2:00",
    "every day 2:00": "every day 2:00",
    "hằng tuần 2:00": "thứ hai 2:00",
    "mỗi tuần 2:00": "thứ hai 2:00",
    "weekly 2:00": "monday 2:00",
    "hằng tháng 2:00": "ngày 1 hằng tháng 2:00",
    "mỗi tháng 2:00": "ngày 1 hằng tháng 2:00",
    "monthly 2:00": "monthly 1 2:00",
    "hourly": "mỗi giờ",
}

#: Above this share of equal letters it is a slip.
_SLIP = 0.85

#: A time of day as people say it, and times that no clock shows.
_LOOSE_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?P<parted>:|h| gio ?)?(?(parted)(?P<minute>\d{2})?)"
    r"(?: ?(?P<half>am|pm|sang|chieu|toi)\b)?(?!\d)"
)

_CRON_LIKE = re.compile(r"[\d*]\S* [\d*]\S*(?: \S+){2,4}")
_CRON_USUAL = ("0", "2", "*", "*", "*")
#: The least and the greatest number of each field of cron; 7 is Sunday.
_CRON_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (1, 7))
#: The order in which a field of cron is left out if the line cannot be read: month first.
_CRON_ORDER = (3, 2, 4, 1, 0)


def nearest_form(text: str) -> str:
    """The timetable that is most like `text`, at the time of day that it names, if it names one."""
    said = " ".join(normalize(text).split())
    return next(form for form in _proposals(said) if _reads(form))


def _proposals(said: str) -> Iterator[str]:
    if not said:
        yield FORMS[0]
    plain = fold_aligned(said)
    if _CRON_LIKE.fullmatch(plain):
        yield from _cron_lines(plain)
    if interval := INTERVAL.fullmatch(plain):
        yield from _even_intervals(said, interval)
    said = _with_clocks(said, plain)
    yield said
    yield from _part_by_part(said, fold_aligned(said))
    plain = fold(said)
    clock = re.search(CLOCK, plain)
    timed = plain if clock else f"{plain} 2:00"
    hour, minute = [*re.findall(r"\d+", clock[0] if clock else "2:00"), "00"][:2]
    forms = {
        fold(like).replace("2:00", f"{hour}:{minute}"): form.replace("2:00", f"{hour}:{minute}")
        for like, form in _LIKE.items()
    }
    yield from (forms[key] for key in difflib.get_close_matches(timed, forms, 1, _SLIP))
    if not clock:
        yield f"{said} 2:00"
    yield from (forms[key] for key in difflib.get_close_matches(plain, forms, len(forms), 0))


def _reads(form: str) -> bool:
    try:
        read(form)
    except ValueError:
        return False
    return True


def _part_by_part(said: str, plain: str) -> Iterator[str]:
    """Of several days with times of their own, those that can be read, and the others mended."""
    parts, end = [], 0
    while found := AT_CLOCKS.match(plain, end):
        parts.append(said[end : found.end("clocks")])
        end = found.end()
    if end < len(said):
        parts.append(said[end:])
    if len(parts) > 1:
        yield ", ".join(part if _reads(part) else nearest_form(part) for part in parts)


def _even_intervals(said: str, interval: re.Match[str]) -> Iterator[str]:
    """The interval next below that comes out even."""
    number, (whole, _) = int(interval["number"] or 0), units(interval["unit"])
    even = [each for each in range(1, whole + 1) if whole % each == 0 and each <= number]
    if even:
        start, end = interval.span("number")
        yield f"{said[:start]}{even[-1]}{said[end:]}"


def _with_clocks(said: str, plain: str) -> str:
    """With times of day as a clock of 24 hours shows them: 2pm as 14:00, 24:00 as 0:00."""
    parts, end = [], 0
    for found in _LOOSE_CLOCK.finditer(plain):
        if not (found["parted"] or found["half"]):
            continue
        hour, minute = int(found["hour"]) % 24, found["minute"] or "00"
        if found["half"] in ("pm", "chieu", "toi") and hour < 12:
            hour += 12
        elif found["half"] in ("am", "sang") and hour == 12:
            hour = 0
        parts += [said[end : found.start()], f"{hour}:{minute if int(minute) < 60 else '00'}"]
        end = found.end()
    return "".join([*parts, said[end:]])


def _cron_lines(plain: str) -> Iterator[str]:
    """Lines of cron with as many fields of this one as can stay, those before and behind mended."""
    # some have seconds before the minutes
    fields = plain.split()[-5:]
    fields += _CRON_USUAL[len(fields) :]
    fields = [_parted(field, *bounds) for field, bounds in zip(fields, _CRON_BOUNDS, strict=True)]
    for number in range(len(fields) + 1):
        for left_out in combinations(_CRON_ORDER, number):
            yield " ".join(
                _CRON_USUAL[place] if place in left_out else field
                for place, field in enumerate(fields)
            )


def _parted(field: str, least: int, greatest: int) -> str:
    """A range that goes over the end (`22-4`) as two (`22-23,0-4`)."""
    ends = re.fullmatch(r"(\d{1,2})-(\d{1,2})", field)
    if ends is None or not int(ends[2]) < int(ends[1]) <= greatest:
        return field
    spans = [(int(ends[1]), greatest), (least, int(ends[2]))]
    return ",".join(f"{a}-{b}" if a < b else str(a) for a, b in spans if a <= b)
