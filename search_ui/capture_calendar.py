"""When a portal was captured: a calendar of a year, and what was captured on a day of it."""

from calendar import Calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Row, func, literal, select, tuple_
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleRow, LegislationRow, SnapshotRow
from archive.clock import moment, parse_moment
from search_ui.places import Place
from vietnamese.dates import VIETNAM

#: Captures of a day listed on one page.
OF_A_DAY = 100

#: How dark a day is: by how many captures it has, in ever larger steps.
SHADES = (1, 10, 100, 1000)

_WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, how many captures it has, and their shade from 0 (none) to 4."""

    day: str
    of_month: int
    captures: int

    @property
    def shade(self) -> int:
        """How dark the day is shown."""
        return sum(self.captures >= least for least in SHADES)


@dataclass(frozen=True, slots=True)
class Month:
    """A month (`2024-04`) in weeks from Monday on; a place outside the month is None."""

    month: str
    captures: int
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True, slots=True)
class CaptureCalendar:
    """A year of captures; `years` are all from the first capture's to the last one's."""

    year: int
    years: tuple[int, ...]
    months: tuple[Month, ...]
    captures: int


def capture_calendar(session: Session, portal: str, year: int | None) -> CaptureCalendar | None:
    """The calendar of a year, of the last one with captures if none is given.

    None where nothing of the portal was captured. Days are those of Vietnam.
    """
    first, last = (
        session.scalar(select(end(SnapshotRow.fetched_at)).where(SnapshotRow.portal == portal))
        for end in (func.min, func.max)
    )
    if first is None or last is None:
        return None
    years = tuple(range(_day(first).year, _day(last).year + 1))
    shown = year if year is not None else years[-1]
    counts = _by_day(session, portal, shown)
    months = tuple(_month(shown, number, counts) for number in range(1, 13))
    return CaptureCalendar(shown, years, months, counts.total())


def captures_of_day(
    session: Session, portal: str, day: date, after: Place = ("", 0)
) -> Sequence[Row[SnapshotRow, str | None]]:
    """What was captured of a portal on a day, by the time of it, behind a place.

    With each what the item that was read from it is called now; None, if it shows none.

    One more than `OF_A_DAY` at most: whether there is a next page.
    """
    begin, end = _moments(day, day)
    place = SnapshotRow.fetched_at, SnapshotRow.id
    called = func.coalesce(ArticleRow.headline, LegislationRow.title, LegislationRow.identifier)
    return session.execute(
        select(SnapshotRow, called)
        .outerjoin(ArticleRow, ArticleRow.id == SnapshotRow.article_id)
        .outerjoin(LegislationRow, LegislationRow.id == SnapshotRow.legislation_id)
        .where(SnapshotRow.portal == portal)
        .where(SnapshotRow.fetched_at >= begin, SnapshotRow.fetched_at < end)
        .where(tuple_(*place) > tuple_(*map(literal, after)))
        .order_by(*place)
        .limit(OF_A_DAY + 1)
    ).all()


def _by_day(session: Session, portal: str, year: int) -> Counter[date]:
    """Counted by hours, which both databases cut off alike; a day here begins at 17 UTC."""
    hour = func.substr(SnapshotRow.fetched_at, 1, len("2024-04-16T02"))
    begin, end = _moments(date(year, 1, 1), date(year, 12, 31))
    rows = session.execute(
        select(hour, func.count())
        .where(SnapshotRow.portal == portal)
        .where(SnapshotRow.fetched_at >= begin, SnapshotRow.fetched_at < end)
        .group_by(hour)
    )
    counts: Counter[date] = Counter()
    for start, count in rows:
        counts[_day(f"{start}:00:00Z")] += count
    return counts


def _month(year: int, month: int, counts: Counter[date]) -> Month:
    weeks = tuple(
        tuple(
            Day(day.isoformat(), day.day, counts[day]) if day.month == month else None
            for day in week
        )
        for week in _WEEKS.monthdatescalendar(year, month)
    )
    captures = sum(day.captures for week in weeks for day in week if day)
    return Month(f"{year:04}-{month:02}", captures, weeks)


def _day(at: str) -> date:
    return parse_moment(at).astimezone(VIETNAM).date()


def _moments(first: date, last: date) -> tuple[str, str]:
    """From the beginning of the one day to the end of the other, as moments are kept."""
    begin = datetime.combine(first, time(), VIETNAM)
    end = datetime.combine(last, time(), VIETNAM) + timedelta(days=1)
    return moment(begin.astimezone(UTC)), moment(end.astimezone(UTC))
