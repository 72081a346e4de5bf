"""The days between which a page with a search looks, and mistakes in them.

A program that sends days which mean nothing is told so (search_ui.parameters); a person who
mistypes one keeps the search, without the day, and reads beside the field what is wrong with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from werkzeug.datastructures import MultiDict

from search_ui.parameters import InvalidParameterError, day
from search_ui.translating import gettext as _
from vietnamese.dates import VIETNAM

#: Nothing that the archive keeps was published before there was a government to publish it.
EARLIEST = "1945-01-01"


@dataclass(frozen=True, slots=True)
class DateRange:
    """What the two date fields, `from` and `to`, show.

    Attributes:
        days: what stands in each field, in ISO 8601; none where that cannot be read as a day.
        mistakes: for each field what is wrong with it, as a sentence.
    """

    days: Mapping[str, str]
    mistakes: Mapping[str, str]

    @property
    def least(self) -> str:
        """The earliest day that the fields offer; one that was asked for is never out of range."""
        return min((EARLIEST, *self.days.values()))

    @property
    def most(self) -> str:
        """The latest day that the fields offer: today in Vietnam, or one that was asked for."""
        today = datetime.now(UTC).astimezone(VIETNAM).date().isoformat()
        return max((today, *self.days.values()))


def date_range(args: MultiDict[str, str]) -> DateRange:
    """What a query string gives as the days to look between."""
    days: dict[str, str] = {}
    mistakes: dict[str, str] = {}
    for name in ("from", "to"):
        try:
            given = day(args, name)
        except InvalidParameterError as error:
            mistakes[name] = _(
                "“%(value)s” không dùng được: %(expected)s.",
                value=error.value[:40],
                expected=error.expected,
            )
            continue
        if given:
            days[name] = given
    if len(days) == 2 and days["from"] > days["to"]:
        mistakes["to"] = _(
            "Ngày cuối đang trước ngày đầu, nên chưa lọc theo ngày. Hãy đổi một trong hai."
        )
    return DateRange(days, mistakes)


def without_mistakes(args: MultiDict[str, str], dates: DateRange) -> MultiDict[str, str]:
    """The query string without the days that cannot be looked between."""
    if not dates.mistakes:
        return args
    unusable = {"from", "to"} if len(dates.days) == 2 else dates.mistakes.keys()
    return MultiDict([(k, v) for k, v in args.items(multi=True) if k not in unusable])
