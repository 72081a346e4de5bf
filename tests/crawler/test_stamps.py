"""Dates and counters as pages print them."""

import pytest

from crawler.reading.stamps import is_past, read_machine_date, read_stamp_line, read_views


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1-5-2023", "2023-05-01"),
        ("Ngày 04-08-2022", "2022-08-04"),
        ("Ngày đăng: 08/07/2024  11:38", "2024-07-08T11:38:00+07:00"),
        ("14/06/2018 | 11:22 AM | View count: 1108", "2018-06-14T11:22:00+07:00"),
        ("21/12/2012 | 12:00 AM", "2012-12-21T00:00:00+07:00"),  # midnight
        ("21/12/2012 | 12:05 PM", "2012-12-21T12:05:00+07:00"),
        ("Publish date 28/07/2020 | 02:20 PM", "2020-07-28T14:20:00+07:00"),
        ("18/10/2024 05:33:00 PM", "2024-10-18T17:33:00+07:00"),
        ("01/05/2023 02:20 CH", "2023-05-01T14:20:00+07:00"),
        ("Thứ ba - 27/06/2023 10:14", "2023-06-27T10:14:00+07:00"),
        ("Thứ Hai, 25/06/2018, 09:25", "2018-06-25T09:25:00+07:00"),
        ("15:55 | 10/07/2026", "2026-07-10T15:55:00+07:00"),
        ("13:37, 10/07/2026", "2026-07-10T13:37:00+07:00"),
        ("Thứ 3, ngày 16 tháng 4 năm 2024", "2024-04-16"),
        ("Đăng lúc 10 giờ 30 ngày 1/5/2023", "2023-05-01T10:30:00+07:00"),
        ("2023-05-01", "2023-05-01"),
        ("(27.6.2023)", "2023-06-27"),
        # no stamps
        ("31/02/2023", None),
        ("Công văn số 12/2023", None),
        ("1/5", None),
        ("Ngày 28/4/2023, UBND tỉnh ban hành Công văn số 1235/UBND-KGVX về việc triển khai", None),
    ],
)
def test_stamp_line(text: str, value: str | None) -> None:
    line = read_stamp_line(text)
    assert (line.published.value if line and line.published else None) == value


def test_published_and_modified_are_told_apart() -> None:
    line = read_stamp_line("Cập nhật: 2/5/2023 08:00 | Ngày đăng: 1/5/2023")
    assert line is not None
    modified = line.labelled("modified")
    assert line.published is not None
    assert modified is not None
    assert (line.published.value, modified.value) == ("2023-05-01", "2023-05-02T08:00:00+07:00")


def test_what_stands_beside_a_stamp() -> None:
    line = read_stamp_line("1-5-2023 | Lượt xem: 12 | Lệ Quỳnh")
    assert line is not None
    assert line.rest == "Lệ Quỳnh"


@pytest.mark.parametrize(
    ("text", "views"),
    [
        ("Số lượt xem:295", 295),
        ("Lượt xem: 1.234", 1234),
        ("View count: 1108", 1108),
        ("295 lượt xem", 295),
        ("Đã xem: 17", 17),
        ("Lượt truy cập: 6965", None),
        ("295", None),
    ],
)
def test_views(text: str, views: int | None) -> None:
    assert read_views(text) == views


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-05-01", "2023-05-01"),
        ("2023-05-01T08:00:00+07:00", "2023-05-01T08:00:00+07:00"),
        ("2023-05-01T20:00:00.123Z", "2023-05-02T03:00:00+07:00"),
        ("2023-05-01T08:00", "2023-05-01T08:00:00+07:00"),
        ("2019-03-18+0716:46:00", None),  # NukeViet's
        ("01/05/2023", None),
        ("", None),
        (None, None),
    ],
)
def test_machine_date(text: str | None, date: str | None) -> None:
    assert read_machine_date(text) == date


@pytest.mark.parametrize(
    ("value", "past"),
    [
        ("2024-04-16", True),
        ("2024-04-17", True),  # in Vietnam it is the 17th already
        ("2024-04-18", False),
        ("2024-04-17T23:00:00+07:00", True),
    ],
)
def test_the_day_is_vietnams(value: str, past: bool) -> None:
    assert is_past(value, "2024-04-16T18:00:00Z") is past
