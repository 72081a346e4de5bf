"""Dates in every form that portals and texts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.dates import find_dates

FORMS = [
    # day/month/year, with and without zeros
    ("30/3/2023", "30/3/2023", "2023-03-30", None),
    ("ban hành 05/01/2021.", "05/01/2021", "2021-01-05", None),
    # hyphens and full stops
    ("1-5-2023", "1-5-2023", "2023-05-01", None),
    ("30.3.2023", "30.3.2023", "2023-03-30", None),
    # blanks inside
    ("ngày 15 /11/2013", "ngày 15 /11/2013", "2013-11-15", None),
    # in words
    ("ngày 30 tháng 3 năm 2023", "ngày 30 tháng 3 năm 2023", "2023-03-30", None),
    ("NGÀY 16 THÁNG 4 NĂM 2010", "NGÀY 16 THÁNG 4 NĂM 2010", "2010-04-16", None),
    # a line break inside
    ("ngày 27 tháng 6\nnăm 2013", "ngày 27 tháng 6\nnăm 2013", "2013-06-27", None),
    # `ngày` for `tháng`, a slip of the Pháp điển
    ("ngày 18 ngày 5 năm 2004", "ngày 18 ngày 5 năm 2004", "2004-05-18", None),
    # half in words
    ("ngày 30/3 năm 2023", "ngày 30/3 năm 2023", "2023-03-30", None),
    # a weekday before, a time after
    ("Thứ hai - 18/03/2019 16:46", "Thứ hai - 18/03/2019 16:46", "2019-03-18", "16:46"),
    ("Thứ 3, ngày 16 tháng 4 năm 2024", "Thứ 3, ngày 16 tháng 4 năm 2024", "2024-04-16", None),
    # Liferay: time of twelve hours behind a bar
    ("21/12/2012 | 12:00 AM", "21/12/2012 | 12:00 AM", "2012-12-21", "00:00"),
    ("Ngày đăng 28/07/2020 | 02:20 PM", "28/07/2020 | 02:20 PM", "2020-07-28", "14:20"),
    # time before the date
    ("15:55 | 10/07/2026", "15:55 | 10/07/2026", "2026-07-10", "15:55"),
    ("16 giờ 30 phút ngày 18/3/2019", "16 giờ 30 phút ngày 18/3/2019", "2019-03-18", "16:30"),
    # two blanks before the time
    ("08/07/2024  11:38", "08/07/2024  11:38", "2024-07-08", "11:38"),
    # ISO, also with a zone: the day in Vietnam counts
    ("2026-06-24", "2026-06-24", "2026-06-24", None),
    ("2019-03-18T23:46:00Z", "2019-03-18T23:46:00Z", "2019-03-19", "06:46"),
    ("2019-03-18T16:46:00+07:00", "2019-03-18T16:46:00+07:00", "2019-03-18", "16:46"),
    # NBSP between the words
    ("ngày\u00a030\u00a0tháng\u00a03\u00a0năm\u00a02023",) * 2 + ("2023-03-30", None),
    # decomposed letters (NFD)
    ("nga\u0300y 30 tha\u0301ng 3 na\u0306m 2023",) * 2 + ("2023-03-30", None),
    # a time that is none is left alone
    ("1/1/2020 29:99", "1/1/2020", "2020-01-01", None),
]


@pytest.mark.parametrize(("text", "span", "date", "time"), FORMS)
def test_forms(text: str, span: str, date: str, time: str | None) -> None:
    (mention,) = find_dates(text)
    assert (mention.text, mention.date, mention.time) == (span, date, time)
    assert text[mention.start : mention.end] == mention.text


NO_DATES = [
    "ngày 16/72/2020",  # no such month
    "ngày 31/02/2021",  # no such day
    "ngày 21 tháng năm 2001",  # the month is missing
    "ngày 08/01/218",  # the year lacks a digit
    "ngày 21/7",  # no year
    "112/2025/NQ-HĐND",  # a document's number
    "1.200.2000 đồng",  # an amount
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_several_dates_come_in_order() -> None:
    dates = [m.date for m in find_dates("kỷ niệm (10/10/1954-10/10/2017), ngày 1-5-2023")]
    assert dates == ["1954-10-10", "2017-10-10", "2023-05-01"]


@given(st.text(alphabet="0123456789/.-: ngàythánnăm|TZ\n\u0300\u00a0", max_size=80))
def test_offsets_hold_for_any_text(text: str) -> None:
    for mention in find_dates(text):
        assert text[mention.start : mention.end] == mention.text
