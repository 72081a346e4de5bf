"""Whether a portal publishes as it used to, told by the days that its articles are dated.

Only working days count, up to the last crawl: neither weekends and Tết nor a worker that stood
still make a portal silent.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from archive.health import Reason
from operations.health.habits import least_usual, usual_silence
from operations.health.working_days import iter_back, working_days

#: So far back a habit reaches.
HABIT = timedelta(days=365)

#: A habit is told by so many days with articles.
_DAYS = 10

#: No silence of fewer working days is one.
_SHORTEST = 5

#: Articles are counted in spans of so many working days, and compared with so many before.
_SPAN = 10
_SPANS = 12

#: A portal with fewer articles in its usual span has no usual span.
_ARTICLES = 5

#: A span is quiet where more than this share of the usual one is missing.
_MUCH_LESS = 0.75


def silences(
    published: Mapping[date, int], looked: date, quiet_days: int | None
) -> Iterator[Reason]:
    """What there is to say of a portal's silence on the day that it was last looked at.

    `quiet_days`: so many working days of silence are usual, whatever the portal's habit.
    """
    days = sorted(day for day in published if looked - HABIT <= day <= looked)
    if not days:
        return
    silent = working_days(days[-1], looked)
    limit = quiet_days or _usual(days)
    if limit is not None and silent > limit:
        values: dict[str, str | int] = {
            "newest": days[-1].isoformat(),
            "days": silent,
            "usual": limit,
        }
        yield Reason("stale", values)
    elif quiet_days is None:
        yield from _quiet_span(published, days[0], looked)


def _usual(days: Sequence[date]) -> int | None:
    if len(days) < _DAYS:
        return None
    gaps = [working_days(before, day) for before, day in pairwise(days)]
    return usual_silence(gaps, _SHORTEST)


def _quiet_span(published: Mapping[date, int], first: date, looked: date) -> Iterator[Reason]:
    spans: list[int] = []
    count, seen = 0, 0
    for day in iter_back(looked, first - timedelta(days=1)):
        count, seen = count + published.get(day, 0), seen + 1
        if seen % _SPAN == 0:
            spans.append(count)
            count = 0
        if len(spans) > _SPANS:
            break
    now, before = spans[:1], spans[1:]
    if len(before) < _SPANS // 2 or sorted(before)[len(before) // 2] < _ARTICLES:
        return
    if now[0] < least_usual(before, _MUCH_LESS):
        usual = sorted(before)[len(before) // 2]
        yield Reason("few_published", {"now": now[0], "days": _SPAN, "usual": usual})
