"""Days as people type them: one row per form."""

import pytest

from vietnamese.typed_days import NoSuchDayError, read_typed_day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2023-05-01", "2023-05-01"),
        ("2023-5-1", "2023-05-01"),
        (" 1/5/2023 ", "2023-05-01"),
        ("01.05.2023", "2023-05-01"),
        ("1-5-2023", "2023-05-01"),
        ("5/2023", None),  # a month is no day
        ("hôm nay", None),
        ("１/５/２０２３", None),  # full width: no keyboard types these into a date
        ("", None),
    ],
)
def test_typed_days(typed: str, day: str | None) -> None:
    assert read_typed_day(typed) == day


@pytest.mark.parametrize("typed", ["31/2/2023", "2023-13-01", "0/5/2023", "1/5/0000"])
def test_days_in_no_calendar(typed: str) -> None:
    with pytest.raises(NoSuchDayError, match=typed):
        read_typed_day(typed)
