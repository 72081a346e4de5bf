"""Timetables: each form, when it is due, and what is proposed for what is none."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.hours import ZONE
from archive.timetables import FORMS, TimetableError, parse_timetable

#: A Monday, 10:00 in Viet Nam.
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)

# What is written, and when it is due for the first two times after NOW.
TIMETABLES = [
    # every day at a time
    ("hằng ngày 2:00", "2026-11-24 02:00", "2026-11-25 02:00"),
    ("Hàng ngày lúc 14:30", "2026-11-23 14:30", "2026-11-24 14:30"),
    ("mỗi ngày 2 giờ", "2026-11-24 02:00", "2026-11-25 02:00"),
    ("hang ngay 2h30", "2026-11-24 02:30", "2026-11-25 02:30"),
    ("hằng ngày 2 giờ 15", "2026-11-24 02:15", "2026-11-25 02:15"),
    ("daily 2:00", "2026-11-24 02:00", "2026-11-25 02:00"),
    ("every day at 22h", "2026-11-23 22:00", "2026-11-24 22:00"),
    # a time alone is of every day
    ("23:59", "2026-11-23 23:59", "2026-11-24 23:59"),
    # several times a day
    ("2:00, 14:30", "2026-11-23 14:30", "2026-11-24 02:00"),
    # days of the week, by name and by number as Vietnamese counts them
    ("thứ hai 3:00", "2026-11-30 03:00", "2026-12-07 03:00"),
    ("thứ hai, thứ năm 3:00", "2026-11-26 03:00", "2026-11-30 03:00"),
    ("thứ 2 và thứ 5 3:00", "2026-11-26 03:00", "2026-11-30 03:00"),
    ("hằng tuần chủ nhật lúc 20:00", "2026-11-29 20:00", "2026-12-06 20:00"),
    ("monday, thursday 3:00", "2026-11-26 03:00", "2026-11-30 03:00"),
    ("chủ nhật 3:00", "2026-11-29 03:00", "2026-12-06 03:00"),
    ("CN vào lúc 3:00", "2026-11-29 03:00", "2026-12-06 03:00"),
    ("chủ nhật, thứ hai 3:00", "2026-11-29 03:00", "2026-11-30 03:00"),
    ("thứ 2, 4 và 6 3:00", "2026-11-25 03:00", "2026-11-27 03:00"),
    # days with times of their own
    ("thứ hai 3:00, thứ năm 4:00", "2026-11-26 04:00", "2026-11-30 03:00"),
    ("thứ 2 3h; thứ 4, 6 lúc 4h30", "2026-11-25 04:30", "2026-11-27 04:30"),
    ("monday 3:00 and thursday 4:00", "2026-11-26 04:00", "2026-11-30 03:00"),
    ("thứ hai đến thứ sáu 12:00, chủ nhật 20:00", "2026-11-23 12:00", "2026-11-24 12:00"),
    ("ngày 1 hằng tháng 4:00, thứ năm 3:00", "2026-11-26 03:00", "2026-12-01 04:00"),
    # a time without days is of the days before it
    ("thứ hai 3:00 và 16:00, thứ năm 4:00", "2026-11-23 16:00", "2026-11-26 04:00"),
    ("2:00 và 14:30", "2026-11-23 14:30", "2026-11-24 02:00"),
    # from one day of the week to another, also over its end
    ("thứ hai đến thứ sáu 3:00", "2026-11-24 03:00", "2026-11-25 03:00"),
    ("từ thứ bảy đến thứ hai 3:00", "2026-11-28 03:00", "2026-11-29 03:00"),
    ("T2-T6, CN 3:00", "2026-11-24 03:00", "2026-11-25 03:00"),
    ("thứ 5 - 6 3:00", "2026-11-26 03:00", "2026-11-27 03:00"),
    ("friday to sunday 3:00", "2026-11-27 03:00", "2026-11-28 03:00"),
    # a day of the month; one that not every month has is left out where it is not
    ("ngày 1 hằng tháng 4:00", "2026-12-01 04:00", "2027-01-01 04:00"),
    ("hằng tháng ngày 15 4:00", "2026-12-15 04:00", "2027-01-15 04:00"),
    ("ngày 31 hằng tháng 4:00", "2026-12-31 04:00", "2027-01-31 04:00"),
    ("ngày 1, 15 hằng tháng 4:00", "2026-12-01 04:00", "2026-12-15 04:00"),
    ("monthly 1 4:00", "2026-12-01 04:00", "2027-01-01 04:00"),
    # again and again
    ("mỗi 6 giờ", "2026-11-23 12:00", "2026-11-23 18:00"),
    ("mỗi giờ", "2026-11-23 11:00", "2026-11-23 12:00"),
    ("hằng giờ", "2026-11-23 11:00", "2026-11-23 12:00"),
    ("mỗi 24 giờ", "2026-11-24 00:00", "2026-11-25 00:00"),
    ("mỗi 60 phút", "2026-11-23 11:00", "2026-11-23 12:00"),
    ("every 30 minutes", "2026-11-23 10:30", "2026-11-23 11:00"),
    # cron's own form: minute, hour, day, month, day of the week from Sunday
    ("0 2 * * *", "2026-11-24 02:00", "2026-11-25 02:00"),
    ("15 */6 * * *", "2026-11-23 12:15", "2026-11-23 18:15"),
    ("0 3 * * 1", "2026-11-30 03:00", "2026-12-07 03:00"),
    ("0 3 * * 0", "2026-11-29 03:00", "2026-12-06 03:00"),
    ("0 3 * * 7", "2026-11-29 03:00", "2026-12-06 03:00"),
    ("0 3 * * 0-2", "2026-11-24 03:00", "2026-11-29 03:00"),
    ("0 3 * * fri,5-6", "2026-11-27 03:00", "2026-11-28 03:00"),
    ("0 4 1 1 *", "2027-01-01 04:00", "2028-01-01 04:00"),
]

# What is no timetable, why, and what is proposed.
REFUSED = [
    # letters slipped; the words are shown as they were written
    ("hằng ngầy lúc", "no time of day", "hằng ngày 2:00"),
    ("hằng ngai 3:15", "'hằng ngai' is no day", "hằng ngày 3:15"),
    ("thứ tám 3:00", "'thứ tám' is no day", "thứ năm 3:00"),
    ("mondey 3:00", "'mondey' is no day", "monday 3:00"),
    ("tuesdey 3:00", "'tuesdey' is no day", "tuesday 3:00"),
    ("thứ hai 3:00, thứ tám 4:00", "'thứ tám' is no day", "thứ hai 3:00, thứ năm 4:00"),
    ("thứ hai 3:00, thứ năm", "'thứ năm' names no time of day", "thứ hai 3:00, thứ năm 2:00"),
    # no time of day, or no day
    ("mỗi ngày", "no time of day", "mỗi ngày 2:00"),
    ("thứ hai, thứ năm", "no time of day", "thứ hai, thứ năm 2:00"),
    ("weekly", "no time of day", "monday 2:00"),
    ("hằng tháng 4:00", "'hằng tháng' is no day", "ngày 1 hằng tháng 4:00"),
    ("hourly", "no time of day", "mỗi giờ"),
    # times that no clock shows, and of a clock of twelve hours
    ("hằng ngày 24:00", "24:00 is no time of day", "hằng ngày 0:00"),
    ("hằng ngày 25:00", "25:00 is no time of day", "hằng ngày 1:00"),
    ("hằng ngày 2:75", "2:75 is no time of day", "hằng ngày 2:00"),
    ("2pm", "no time of day", "14:00"),
    ("thứ hai 8 giờ tối", "no time of day", "thứ hai 20:00"),
    ("hằng ngày 12 giờ đêm", "no time of day", "hằng ngày 0:00"),
    ("hằng ngày 1 giờ đêm", "no time of day", "hằng ngày 1:00"),
    ("hằng ngày 11 giờ khuya", "no time of day", "hằng ngày 23:00"),
    ("hằng ngày 12h tối", "no time of day", "hằng ngày 0:00"),
    ("hằng ngày 12 giờ trưa", "no time of day", "hằng ngày 12:00"),
    ("hằng ngày 1 giờ trưa", "no time of day", "hằng ngày 13:00"),
    ("hằng ngày 2 giờ rưỡi sáng", "no time of day", "hằng ngày 2:30"),
    ("hằng ngày nửa đêm", "no time of day", "hằng ngày 0:00"),
    ("daily at noon", "no time of day", "daily at 12:00"),
    ("12am", "no time of day", "0:00"),
    ("12pm", "no time of day", "12:00"),
    # days by what they are for
    ("cuối tuần 8:00", "'cuối tuần' is no day", "thứ bảy, chủ nhật 8:00"),
    ("ngày thường 7:30", "'ngày thường' is no day", "thứ hai đến thứ sáu 7:30"),
    ("weekdays 7:30", "'weekdays' is no day", "monday to friday 7:30"),
    # days that no month has, and no year
    ("ngày 32 hằng tháng 4:00", "no month has a day 32", "ngày 1 hằng tháng 4:00"),
    ("0 4 30 2 *", "is never due", "0 4 30 * *"),
    # what would not come out even
    ("mỗi 7 giờ", "7 hours do not divide a day", "mỗi 6 giờ"),
    ("mỗi 1000 giờ", "1000 hours do not divide a day", "mỗi 24 giờ"),
    ("mỗi 0 giờ", "0 hours do not divide a day", "mỗi 6 giờ"),
    ("mỗi 0 phút", "0 minutes do not divide an hour", "mỗi 30 phút"),
    # cron's form with a mistake: the rest of the line stays
    ("0 25 * * *", "higher than the maximum", "0 2 * * *"),
    ("30 4 * 13 *", "higher than the maximum", "30 4 * * *"),
    ("0 2 1 * 1", "either days of the month or days of the week", "0 2 * * 1"),
    ("0 2 * * 8", "'8' is no day of the week", "0 2 * * *"),
    ("0 2 * * 5-0", "'5-0' are no days of the week", "0 2 * * 5-7"),
    ("0 22-4 * * *", "", "0 22-23,0-4 * * *"),
    # with fields too few; with seconds, with a year, with both
    ("15 3 * *", "cron has five fields (minute, hour, day, month, day of the w", "15 3 * * *"),
    ("0 15 3 * * *", "and this has 6", "15 3 * * *"),
    ("0 2 * * * *", "and this has 6", "0 2 * * *"),
    ("0 30 * * * *", "and this has 6", "30 * * * *"),
    ("*/5 * * * * *", "and this has 6", "*/5 * * * *"),
    ("0 15 3 ? * 1 *", "and this has 7", "15 3 * * 1"),
    # nothing
    ("", "no time of day", "hằng ngày 2:00"),
]


@pytest.mark.parametrize(("text", "first", "second"), TIMETABLES)
def test_when_it_is_due(text: str, first: str, second: str) -> None:
    timetable = parse_timetable(text)
    due = timetable.next_after(NOW)
    assert (f"{due:%Y-%m-%d %H:%M}", due.utcoffset()) == (first, timedelta(hours=7))
    assert f"{timetable.next_after(due):%Y-%m-%d %H:%M}" == second
    assert timetable.next_after(NOW.astimezone(UTC)) == due


@pytest.mark.parametrize(("text", "why", "nearest"), REFUSED)
def test_what_is_none_is_refused_with_the_nearest_form(text: str, why: str, nearest: str) -> None:
    with pytest.raises(TimetableError) as refused:
        parse_timetable(text)
    assert why in str(refused.value)
    assert repr(text) in str(refused.value)
    assert f"do you mean {nearest!r}?" in str(refused.value)


def test_of_what_is_too_long_the_beginning_is_shown() -> None:
    with pytest.raises(TimetableError, match=r"it has 4999 characters; do you mean") as refused:
        parse_timetable("hằng " * 1000)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("form", FORMS)
def test_each_form_that_is_proposed_is_one(form: str) -> None:
    assert parse_timetable(form).text == form


@given(st.text(alphabet="0123456789:*/,-hằng ngày mỗi giờ thứ hai", max_size=30))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        timetable = parse_timetable(text)
    except TimetableError as refused:
        timetable = parse_timetable(refused.nearest or "")
    assert timetable.next_after(NOW) > NOW
