"""When a portal is crawled: a timetable in plain words or in cron's form, in Viet Nam's time."""

from functools import lru_cache

from archive.timetables.proposing import FORMS, nearest_form
from archive.timetables.reading import Timetable, TimetableError, UnreadableError, read

__all__ = ["FORMS", "Timetable", "TimetableError", "parse_timetable"]

#: No timetable is longer, in characters; of what is longer so many are shown.
_LONGEST, _SHOWN = 200, 60


@lru_cache(maxsize=1024)  # thousands of portals have a few timetables
def parse_timetable(text: str) -> Timetable:
    """Read a timetable.

    `hằng ngày 2:00`, `2:00, 14:30`, `thứ hai, thứ năm 3:00`, `thứ hai đến thứ sáu 3:00`,
    `thứ hai 3:00, thứ năm 4:00`, `ngày 1, 15 hằng tháng 4:00`, `mỗi 6 giờ`, the same without
    diacritics or in English (`daily 2:00`, `monday to friday 3:00`, `monthly 1 4:00`, `every 6
    hours`), or five fields as crontab(5) has them (`0 2 * * 1-5`).

    Raises:
        TimetableError: it is none of these.
    """
    shown = text.strip()
    if len(shown) > _LONGEST:
        raise TimetableError(
            f"{shown[:_SHOWN]!r}… is no timetable: it has {len(shown)} characters; "
            f"do you mean {FORMS[0]!r}?",
            FORMS[0],
            {"en": f"it has {len(shown)} characters", "vi": f"lịch dài {len(shown)} ký tự"},
        )
    try:
        return read(text)
    except (UnreadableError, TimetableError) as error:
        nearest = nearest_form(text)
        raise TimetableError(
            f"{shown!r} is no timetable: {error}; do you mean {nearest!r}?", nearest, error.why
        ) from error
