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
    # days by what they are for
    **{f"{name} 2:00": "thứ bảy, chủ nhật 2:00" for name in ("cuối tuần", "ngày nghỉ")},
    **{
        f"{name} 2:00": "thứ hai đến thứ sáu 2:00"
        for name in ("ngày thường", "ngày làm việc", "ngày trong tuần")
    },
    **{f"{name} 2:00": "saturday, sunday 2:00" for name in ("weekend", "weekends")},
    **{f"{name} 2:00": "monday to friday 2:00" for name in ("weekday", "weekdays", "workdays")},
}

#: Above this share of equal letters it is a slip.
_SLIP = 0.85

#: A time of day as people say it, and times that no clock shows.
_LOOSE_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?P<parted>:|h| gio ?)?(?(parted)(?P<minute>\d{2}|ruoi\b)?)"
    r"(?: ?(?P<half>am|pm|sang|trua|chieu|toi|dem|khuya)\b)?(?!\d)"
    r"|\b(?P<named>nua dem|midnight|giua trua|noon)\b"
)

#: The hours that have names.
_NAMED = {"nua dem": "0:00", "midnight": "0:00", "giua trua": "12:00", "noon": "12:00"}

#: The hours of a clock of twelve that are in the second half of the day, by what is said of them;
#: those left out are in the first, and twelve too: `12 giờ đêm` is midnight.
_SECOND_HALF = {
    **dict.fromkeys(("pm", "chieu"), range(1, 13)),
    "trua": (12, 1, 2, 3),
    "toi": range(1, 12),
    **dict.fromkeys(("dem", "khuya"), range(6, 12)),
}

_CRON_LIKE = re.compile(r"[\d*]\S* [\d*]\S*(?: \S+){2,5}")
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
    """The interval next below that comes out even; for none at all a usual one."""
    number, (whole, _) = int(interval["number"] or 0), units(interval["unit"])
    even = [each for each in range(1, whole + 1) if whole % each == 0 and each <= number]
    usual = 6 if whole == 24 else 30
    if interval["number"]:
        start, end = interval.span("number")
        yield f"{said[:start]}{even[-1] if even else usual}{said[end:]}"


def _with_clocks(said: str, plain: str) -> str:
    """With times of day as a clock of 24 hours shows them: 2pm as 14:00, 24:00 as 0:00."""
    parts, end = [], 0
    for found in _LOOSE_CLOCK.finditer(plain):
        if found["parted"] or found["half"] or found["named"]:
            parts += [said[end : found.start()], _NAMED.get(found["named"]) or _clock(found)]
            end = found.end()
    return "".join([*parts, said[end:]])


def _clock(found: re.Match[str]) -> str:
    hour, half = int(found["hour"]) % 24, found["half"]
    minute = (found["minute"] or "00").replace("ruoi", "30")
    if half and hour <= 12:
        hour = hour % 12 + (12 if hour in _SECOND_HALF.get(half, ()) else 0)
    return f"{hour}:{minute if int(minute) < 60 else '00'}"


def _cron_lines(plain: str) -> Iterator[str]:
    """Lines of cron with as many fields of this one as can stay, those before and behind mended."""
    fields = [*plain.replace("?", "*").split()]
    # some have seconds before the minutes, some a year behind, or both
    if len(fields) == len(_CRON_USUAL) + 1 and fields[2] == "*":  # an hour is more often named
        yield " ".join(fields[:-1])
    fields = fields[1:6] if len(fields) > len(_CRON_USUAL) else fields
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
