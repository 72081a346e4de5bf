"""Dates as Vietnamese pages and texts write them.

Day before month, always: `30/3/2023`, `1-5-2023`, `30.3.2023`, `ngày 30 tháng 3 năm 2023`, ISO. A
time may stand before or after. What is no day of the calendar is no date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from vietnamese.cleaning import clean, has_digit

#: Vietnam's time zone, all year round.
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: the span with its weekday, `ngày` and time, where these stand beside it.

    `start` and `end` are offsets into the text as given; `date` is `YYYY-MM-DD`, `time` `HH:MM` in
    Vietnam's time, or null.
    """

    start: int
    end: int
    text: str
    date: str
    time: str | None


#: One date in lower-cased text; `day_of` reads its groups. `ngày 18 ngày 5 năm 2004`, a slip for
#: `tháng`, stands in the Pháp điển.
DATE_PATTERN = (
    r"(?P<day>[0-9]{1,2})"
    r"(?:\s{0,2}(?P<separator>[/.-])\s{0,2}(?P<month>[0-9]{1,2})\s{0,2}(?P=separator)"
    r"\s{0,2}(?P<year>[0-9]{4})"
    r"|\s{0,2}(?:tháng|ngày)\s{0,2}(?P<long_month>[0-9]{1,2}),?\s{0,2}năm\s{0,2}"
    r"(?P<long_year>[0-9]{4})"
    r"|/(?P<half_month>[0-9]{1,2})\s{1,2}năm\s{1,2}(?P<half_year>[0-9]{4}))(?![0-9])"
)
_ISO_PATTERN = (
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
    r"(?:[t ](?P<clock>[0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?P<zone>z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DIGITS = re.compile(r"[0-9]+")
_DATE = re.compile(rf"(?<![0-9])(?<![0-9][/.,])(?:{_ISO_PATTERN}|{DATE_PATTERN})")

_WEEKDAY = (
    r"(?:thứ\s{1,2}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s{1,2}nhật|t[2-7]|cn)"
    r"\s{0,2}[,|-]?\s{0,2}"
)
_TIME = r"(?P<hour>[0-9]{1,2})\s?(?::|h|giờ)\s?(?P<minute>[0-9]{2})?(?::[0-9]{2})?"
_BEFORE = re.compile(
    rf"(?:(?<![0-9]){_TIME}(?:\s{{0,2}}phút)?\s{{0,2}}[,|-]?\s{{0,2}})?"
    rf"(?:(?<![^\W\d_]){_WEEKDAY})?(?:(?<![^\W\d_])ngày\s{{0,2}}:?\s{{0,2}})?$"
)
_AFTER = re.compile(
    r"\s{0,2}(?:[,|-]|lúc|vào lúc)?\s{0,3}"
    rf"{_TIME}(?:\s?(?P<half>am|pm|sa|ch)(?![^\W\d_]))?(?![0-9/])"
)


def find_dates(text: str) -> list[DateMention]:
    """All full dates of a text, in order; impossible ones (`16/72/2020`) are left out."""
    if not has_digit(text):
        return []
    source = clean(text)
    lower = source.lower
    mentions = []
    for match in _matches(lower):
        day = day_of(match)
        if day is None:
            continue
        time = _iso_time(match)
        if match["zone"] and time:
            day, time = _in_vietnam(match)
        start, end = match.span()
        window = max(0, start - 40)
        before = _BEFORE.search(lower[window:start])
        if before:
            time = time or _clock(before)
            start = window + before.start() if time or not before["hour"] else start
        if time is None and (after := _AFTER.match(lower, end, end + 20)):
            time = _clock(after)
            end = after.end() if time else end
        given_start, given_end = source.span(start, end)
        mentions.append(DateMention(given_start, given_end, text[given_start:given_end], day, time))
    return mentions


def _matches(lower: str) -> Iterator[re.Match[str]]:
    """The matches of `_DATE`, looked for where digits begin: there are few such places."""
    position = 0
    for digits in _DIGITS.finditer(lower):
        start = digits.start()
        if start >= position and (match := _DATE.match(lower, start)):
            position = match.end()
            yield match


def day_of(match: re.Match[str]) -> str | None:
    """The day that a match of a pattern of this module states, null where there is no such day."""
    groups = match.groupdict()
    iso = groups.get("iso")
    if iso:
        year, month, day = iso.split("-")
    else:
        year = groups["year"] or groups["long_year"] or groups["half_year"]
        month = groups["month"] or groups["long_month"] or groups["half_month"]
        day = groups["day"]
    if not 1900 <= int(year) <= 2199:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if groups["hour"] is None:
        return None
    hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
    half = groups.get("half")
    if half in ("pm", "ch") and hour < 12:
        hour += 12
    elif half in ("am", "sa") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _iso_time(match: re.Match[str]) -> str | None:
    clock: str | None = match["clock"]
    if clock is None or int(clock[:2]) > 23 or int(clock[3:]) > 59:
        return None
    return clock


def _in_vietnam(match: re.Match[str]) -> tuple[str, str]:
    """The day and time of an ISO moment with a zone, in Vietnam's time."""
    moment = datetime.fromisoformat(f"{match['iso']}T{match['clock']}{match['zone'].upper()}")
    local = moment.astimezone(VIETNAM)
    return local.date().isoformat(), local.strftime("%H:%M")
