"""Stamps: the date and time that a page prints beside an article, in the forms portals use.

A stamp is not a date in prose ("Ngày 28/4/2023, UBND tỉnh ban hành…"): it stands by itself, with
little else but a label, a view counter or a name. Forms seen, each on a real portal: `1-5-2023`;
`Ngày đăng: 08/07/2024  11:38`; `14/06/2018 | 11:22 AM | View count: 1108`; `Thứ ba - 27/06/2023
10:14`; `Thứ Hai, 25/06/2018, 09:25`; `15:55 | 10/07/2026`; `Thứ 3, ngày 16 tháng 4 năm 2024`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from vietnamese.dates import VIETNAM

#: Vietnam has one time zone and no summer time.

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_TIME = (
    r"(?P<{0}h>[01]?\d|2[0-3])\s?(?::|h|g|giờ)\s?(?P<{0}m>[0-5]\d)(?:\s?phút)?(?::[0-5]\d)?"
    r"(?!\d)(?:\s*(?P<{0}half>[ap]\.?m\b\.?|sa\b|ch\b))?"
)
_BETWEEN = r"[\s|,;\-–(•·]{0,6}(?:(?:vào\s+)?lúc\s+)?"
_DATE = (
    rf"(?:ngày\s+)?(?:(?P<d>{_DAY})\s?(?P<sep>[/.\-])\s?(?P<mo>{_MONTH})\s?(?P=sep)\s?(?P<y>{_YEAR})"
    rf"|(?P<y2>{_YEAR})-(?P<mo2>0[1-9]|1[0-2])-(?P<d2>0[1-9]|[12]\d|3[01])"
    rf"|(?P<d3>{_DAY})\s+tháng\s+(?P<mo3>{_MONTH})\s*(?:,|năm|/)?\s*(?P<y3>{_YEAR}))(?!\d|[/-]\d)"
)
_WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|t[2-7]|cn)\b[\s,.\-–]{0,6}"
_PUBLISHED = (
    r"(?:ngày\s+(?:đăng(?:\s+(?:tin|bài|tải))?|xuất\s+bản|phát\s+hành|viết|gửi|tạo)|đăng\s+(?:ngày|lúc|tải)"
    r"|xuất\s+bản|publish(?:ed)?(?:\s+(?:date|on))?|posted(?:\s+on)?)"
)
_MODIFIED = (
    r"(?:(?:ngày\s+)?(?:cập\s+nhật|sửa\s+đổi)(?:\s+(?:ngày|lúc|lần\s+cuối))?"
    r"|(?:last\s+)?(?:modified|updated))"
)
_STAMP = re.compile(
    rf"(?:(?P<published>{_PUBLISHED})|(?P<modified>{_MODIFIED}))?[\s:]{{0,6}}"
    rf"(?P<weekday>{_WEEKDAY})?"
    rf"(?:(?<![\d:]){_TIME.format('before')}{_BETWEEN}(?:{_WEEKDAY})?)?"
    rf"(?<![\d/.\-]){_DATE}"
    rf"(?:{_BETWEEN}{_TIME.format('after')})?",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"(?:số\s+)?lượt\s+(?:xem|đọc)\s*:?\s*[\d.,]*|[\d.,]+\s*lượt\s+(?:xem|đọc)"
    r"|(?:đã\s+xem|xem|view\s*count|views?)\s*:?\s*[\d.,]+",
    re.IGNORECASE,
)
#: There is no counter without one of them; to look for them is quick.
_COUNTER_WORDS = ("xem", "đọc", "view")
_VIEWS = re.compile(
    r"(?:lượt\s+(?:người\s+)?(?:xem|đọc)|đã\s+xem|\bxem|view\s*count|\bviews?|\bhits)\s{0,3}(?:bài\s+viết|tin)?"
    r"\s{0,3}[:\-]?\s{0,3}\(?\s{0,3}(?P<n>\d{1,3}(?:[.,\s]\d{3}){1,3}(?!\d)|\d+)"
    r"|(?<!\d)(?P<before>\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,11})\s{0,6}(?:lượt\s+(?:xem|đọc)|views?\b)",
    re.IGNORECASE,
)
#: No line of stamps is longer; and without a year there is no stamp.
_LINE_LENGTH = 200
_YEAR_SEEN = re.compile(r"(?:19|20)\d\d(?!\d)")
_EDGES = " \t|,;:.-–—()[]•·/"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp in a text: where, the moment it says, and what it says of itself.

    `value` is ISO 8601: the day alone (`2023-05-01`), or with the time and Vietnam's offset
    (`2018-06-14T11:22:00+07:00`).
    """

    start: int
    end: int
    value: str
    label: Literal["published", "modified"] | None = None
    has_weekday: bool = False


@dataclass(frozen=True, slots=True)
class StampLine:
    """A text that is a stamp and little else: its stamps, and what else stands there."""

    stamps: tuple[Stamp, ...]
    rest: str

    def labelled(self, label: Literal["published", "modified"]) -> Stamp | None:
        """The first stamp with that label."""
        return next((stamp for stamp in self.stamps if stamp.label == label), None)

    @property
    def published(self) -> Stamp | None:
        """The stamp that says when the article was published: the labelled one, or the first."""
        said = self.labelled("published")
        return said or next((stamp for stamp in self.stamps if stamp.label is None), None)


def find_stamps(text: str) -> list[Stamp]:
    """All dates in a line, with the times, labels and weekdays that belong to them.

    A line longer than `_LINE_LENGTH` has none: prose is not searched.
    """
    return list(_stamps_in(text)) if _may_have_stamps(text) else []


def _may_have_stamps(text: str) -> bool:
    return (
        len(text) <= _LINE_LENGTH
        and ("20" in text or "19" in text)  # few lines have; to search them for years takes longer
        and _YEAR_SEEN.search(text) is not None
    )


@lru_cache(maxsize=256)  # the parts of a card are read again with what stands around them
def _stamps_in(text: str) -> tuple[Stamp, ...]:
    return tuple(stamp for match in _STAMP.finditer(text) if (stamp := _stamp(match)))


def read_stamp_line(text: str, most: int = 40) -> StampLine | None:
    """The text as a line of stamps, if beside them no more than `most` characters stand there."""
    line = _line_of(text) if _may_have_stamps(text) else None
    return line if line is not None and len(line.rest) <= most else None


@lru_cache(maxsize=256)  # whether it is a stamp is asked of a line again when it may be a headline
def _line_of(text: str) -> StampLine | None:
    """A text that has stamps, with all that stands beside them."""
    stamps = _stamps_in(text)
    if not stamps:
        return None
    parts, position = [], 0
    for stamp in stamps:
        parts.append(text[position : stamp.start])
        position = stamp.end
    parts.append(text[position:])
    left = (_without_counter(part).strip(_EDGES) for part in parts)
    return StampLine(stamps, " ".join(part for part in left if part))


def _without_counter(text: str) -> str:
    lower = text.lower()
    return _COUNTER.sub(" ", text) if any(word in lower for word in _COUNTER_WORDS) else text


def read_views(text: str) -> int | None:
    """The number of a view counter in a text (`Số lượt xem:1.234` is 1234)."""
    match = _VIEWS.search(text)
    if match is None:
        return None
    digits = re.sub(r"\D", "", match["n"] or match["before"])
    return int(digits) if len(digits) < 12 else None


def read_machine_date(text: str | None) -> str | None:
    """A date that markup states for machines (ISO 8601, RFC 9557 forms too), in Vietnam's time.

    None where it is malformed: some systems write `2019-03-18+0716:46:00`.
    """
    if not text:
        return None
    text = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM)
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "+07:00"


def is_past(value: str, fetched_at: str | None) -> bool:
    """Whether a date is not after the moment the page was fetched (now, if that is not known)."""
    now = datetime.fromisoformat(fetched_at) if fetched_at else datetime.now(VIETNAM)
    today = (now if now.tzinfo else now.replace(tzinfo=VIETNAM)).astimezone(VIETNAM).date()
    return value[:10] <= today.isoformat()


def _stamp(match: re.Match[str]) -> Stamp | None:
    groups = match.groupdict()
    year, month, day = (
        int(groups[name] or groups[f"{name}2"] or groups[f"{name}3"]) for name in ("y", "mo", "d")
    )
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None
    time = _time(groups, "before") or _time(groups, "after")
    label: Literal["published", "modified"] | None = None
    if groups["published"]:
        label = "published"
    elif groups["modified"]:
        label = "modified"
    return Stamp(
        start=match.start(),
        end=match.end(),
        value=f"{value}T{time}:00+07:00" if time else value,
        label=label,
        has_weekday=groups["weekday"] is not None,
    )


def _time(groups: dict[str, str | None], place: str) -> str | None:
    """The time of day as HH:MM; `12:00 AM` is midnight."""
    hour_text, minute = groups[f"{place}h"], groups[f"{place}m"]
    if hour_text is None:
        return None
    hour = int(hour_text)
    half = (groups[f"{place}half"] or "").lower().replace(".", "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in ("pm", "ch") else 0)
    return f"{hour:02d}:{minute}"
