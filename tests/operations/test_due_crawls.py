"""From timetables to jobs, with a clock that the tests turn."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue import jobs as queue
from archive.catalogue.group_schedules import put_group_schedule, remove_group_schedule
from archive.catalogue.schedules import pause_schedule, put_schedule, resume_schedule
from archive.catalogue.tables import JobRow, ScheduleRow
from archive.clock import parse_moment
from archive.due_times import SPREAD, next_due
from archive.hours import ZONE
from crawler.portals import Portal, StartAddress
from operations.scheduling import ask_for_due, crawl_of, follow_files
from operations.scheduling.retrying import TRIES, try_again

#: A Monday, 10:00 in Viet Nam.
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)


def portal(name: str, schedule: str | None = None, hours: str | None = None) -> Portal:
    return Portal(
        name=name,
        title="Sở Tư pháp",
        platform="kontum",
        start=(StartAddress(url=f"https://{name}.kontum.gov.vn/"),),
        schedule=schedule,
        hours=hours,
    )


def follow(catalogue: Catalogue, portals: Iterable[Portal], now: datetime = NOW) -> None:
    with catalogue.begin() as session:
        follow_files(session, portals, now)


def held(catalogue: Catalogue) -> dict[str, tuple[str | None, str]]:
    with catalogue.session() as session:
        rows = session.scalars(select(ScheduleRow)).all()
    return {row.portal: (row.timetable, row.origin) for row in rows}


def test_portals_of_one_timetable_begin_one_after_the_other() -> None:
    due = [next_due(f"p{n}", "hằng ngày 2:00", None, NOW) for n in range(200)]
    first = datetime(2026, 11, 24, 2, 0, tzinfo=ZONE)
    assert all(first <= at <= first + SPREAD for at in due)
    assert len(set(due)) == 200
    # the same portal at the same minute each day
    again = next_due("p7", "hằng ngày 2:00", None, due[7])
    assert again - due[7] == timedelta(days=1)


def test_they_begin_within_as_long_as_is_set() -> None:
    spread = timedelta(hours=4)
    due = [next_due(f"p{n}", "hằng ngày 2:00", None, NOW, spread) for n in range(200)]
    first = datetime(2026, 11, 24, 2, 0, tzinfo=ZONE)
    assert all(first <= at <= first + spread for at in due)
    hours = Counter(at.hour for at in due)
    assert all(25 < hours[hour] < 75 for hour in (2, 3, 4, 5)), hours
    # the longest is not passed over by the next turn
    assert next_due("p7", "hằng ngày 2:00", None, due[7], spread) - due[7] == timedelta(days=1)


def test_what_is_often_due_is_spread_less() -> None:
    for spread in (SPREAD, timedelta(hours=12)):
        due = [next_due(f"p{n}", "mỗi 10 phút", None, NOW, spread) for n in range(50)]
        assert max(due) - NOW <= timedelta(minutes=12.5)


def test_what_is_due_outside_of_a_portals_hours_waits_for_them() -> None:
    at = next_due("stp", "hằng ngày 12:00", "22:00-05:00", NOW)
    assert at == datetime(2026, 11, 23, 22, 0, tzinfo=ZONE)


def test_files_hold_until_somebody_sets_another(catalogue: Catalogue) -> None:
    follow(catalogue, [portal("a", "hằng ngày 2:00"), portal("b", "mỗi 6 giờ"), portal("c")])
    assert held(catalogue) == {"a": ("hằng ngày 2:00", "file"), "b": ("mỗi 6 giờ", "file")}
    with catalogue.begin() as session:
        put_schedule(session, "a", "mỗi giờ", "set", NOW, NOW)
        put_schedule(session, "b", None, "set", None, NOW)  # taken off
    follow(catalogue, [portal("a", "hằng ngày 3:00"), portal("b", "mỗi 6 giờ")])
    assert held(catalogue) == {"a": ("mỗi giờ", "set"), "b": (None, "set")}
    # a file that is broken for the moment takes nothing away, and is caught up later
    follow(catalogue, [])
    assert held(catalogue) == {"a": ("mỗi giờ", "set"), "b": (None, "set")}
    portals = {"a": portal("a")}
    with catalogue.begin() as session:
        assert ask_for_due(session, {}, NOW + timedelta(hours=3)) == []
        assert ask_for_due(session, portals, NOW + timedelta(hours=4)) == ["a"]


def test_a_file_that_changes_changes_the_timetable(catalogue: Catalogue) -> None:
    follow(catalogue, [portal("a", "hằng ngày 2:00"), portal("b", "mỗi 6 giờ")])
    follow(catalogue, [portal("a", "hằng ngày 3:00"), portal("b")])
    assert held(catalogue) == {"a": ("hằng ngày 3:00", "file")}
    follow(catalogue, [])
    assert held(catalogue) == {}


def test_missed_runs_are_caught_up_once(catalogue: Catalogue) -> None:
    portals = {"a": portal("a", "mỗi giờ")}
    follow(catalogue, portals.values())
    week_later = NOW + timedelta(days=7)
    with catalogue.begin() as session:
        assert ask_for_due(session, portals, NOW) == []
        assert ask_for_due(session, portals, week_later) == ["a"]
        assert ask_for_due(session, portals, week_later) == []
    with catalogue.session() as session:
        assert len(session.scalars(select(JobRow)).all()) == 1
        due = parse_moment(session.get_one(ScheduleRow, "a").due_at or "")
    assert week_later < due <= week_later + timedelta(hours=1) + SPREAD


def test_what_still_runs_is_not_asked_for(catalogue: Catalogue) -> None:
    portals = {"a": portal("a", "mỗi giờ")}
    follow(catalogue, portals.values())
    with catalogue.begin() as session:
        assert ask_for_due(session, portals, NOW + timedelta(hours=2)) == ["a"]
        assert queue.claim(session, "w", NOW + timedelta(hours=2))
        assert ask_for_due(session, portals, NOW + timedelta(hours=4)) == []


@pytest.mark.slow
def test_a_week_of_schedules(catalogue: Catalogue) -> None:
    """Each portal is crawled as often as its timetable says, however the workers fare.

    Each crawl takes half an hour; there is no worker on Wednesday, and one dies on Friday.
    """
    times = {"daily": "hằng ngày 2:00", "often": "mỗi 6 giờ", "weekly": "thứ năm 3:00"}
    portals = {
        f"{kind}-{n}": portal(f"{kind}-{n}", timetable)
        for kind, timetable in times.items()
        for n in range(3)
    }
    began: defaultdict[str, list[datetime]] = defaultdict(list)
    running: dict[int, tuple[JobRow, datetime]] = {}
    start = NOW.replace(hour=0)
    follow(catalogue, portals.values(), start)
    for minute in range(0, 7 * 24 * 60, 20):
        now = (start + timedelta(minutes=minute)).astimezone(UTC)
        day, hour = divmod(minute // 60, 24)
        if day == 2:
            continue
        with catalogue.begin() as session:
            if (day, hour) == (4, 2) and minute % 60 == 40:
                assert queue.release(session, now, gone=["w"])
                running.clear()
            queue.beat(session, "w", now)
            for number, (job, since) in list(running.items()):
                if now - since >= timedelta(minutes=30):
                    queue.end(session, job.id, "w", "done", "", now)
                    del running[number]
            ask_for_due(session, portals, now)
            while len(running) < 4 and (job_row := queue.claim(session, "w", now)):
                running[job_row.id] = (job_row, now)
                began[job_row.subject].append(now.astimezone(ZONE))
    for name in portals:
        count, days = len(began[name]), {at.strftime("%a") for at in began[name]}
        if name.startswith("daily"):
            # Wednesday's is caught up on Thursday, and Friday's begun twice where its worker died
            assert days == {"Mon", "Tue", "Thu", "Fri", "Sat", "Sun"}
            assert count in (7, 8)
        if name.startswith("weekly"):
            assert (count, days) == (1, {"Thu"})
        if name.startswith("often"):
            # three on Monday, for it began at midnight; four a day; one for all of Wednesday's
            assert count == 3 + 4 + 0 + 1 + 3 + 4 + 4 + 4


def test_what_is_paused_is_not_due_until_it_goes_on(sqlite_catalogue: Catalogue) -> None:
    known = {"a": portal("a", schedule="mỗi 6 giờ")}
    later = NOW + timedelta(days=1)
    with sqlite_catalogue.begin() as session:
        follow_files(session, known.values(), NOW)
        pause_schedule(session, "a", NOW)
        assert ask_for_due(session, known, later) == []
        # another timetable does not end the pause
        put_schedule(session, "a", "mỗi 12 giờ", "set", NOW, NOW)
        assert ask_for_due(session, known, later) == []
        resume_schedule(session, "a", later, later)
        assert ask_for_due(session, known, later) == ["a"]


def fail_and_try_again(catalogue: Catalogue, portal: Portal, now: datetime) -> datetime | None:
    """A worker takes the job and fails, for no fault of its own; when it is due again."""
    with catalogue.begin() as session:
        job = queue.claim(session, "w", now)
        assert job
        queue.end(session, job.id, "w", "failed", "the catalogue cannot be reached", now)
        return try_again(session, job, portal, now)


def ask_by_hand(catalogue: Catalogue, portal: Portal, now: datetime) -> int | None:
    with catalogue.begin() as session:
        return queue.ask(session, crawl_of(portal, "lan"), now)


def waits_until_given_up(catalogue: Catalogue, known: Portal) -> list[int]:
    """The minutes between the tries of a crawl that always fails."""
    now, waits = NOW, []
    while (due := fail_and_try_again(catalogue, known, now)) is not None:
        waits.append(round((due - now).total_seconds() / 60))
        now = due
    return waits


def test_what_could_not_be_kept_is_tried_again_ever_more_seldom(catalogue: Catalogue) -> None:
    ask_by_hand(catalogue, portal("a"), NOW)
    waits = waits_until_given_up(catalogue, portal("a"))
    assert waits == [1, 2, 4, 8, 16, 32, *[60] * (TRIES - 6)]


# When a crawl that failed is tried again, in minutes: its timetable, its hours, the waits.
TRIED_AGAIN = [
    # its timetable is next at 12:00 (and is spread by some minutes)
    ("mỗi 6 giờ", None, [1, 2, 4, 8, 16, 32, 60]),
    # its hours end before the second try
    (None, "22:00-10:02", [1, 719, 4, 8, 16, 32, *[60] * (TRIES - 6)]),
]


@pytest.mark.parametrize(("timetable", "hours", "waits"), TRIED_AGAIN)
def test_what_is_tried_again_keeps_to_the_timetable_and_the_hours(
    sqlite_catalogue: Catalogue, timetable: str | None, hours: str | None, waits: list[int]
) -> None:
    known = portal("a", timetable, hours)
    follow(sqlite_catalogue, [known])
    ask_by_hand(sqlite_catalogue, known, NOW)
    assert waits_until_given_up(sqlite_catalogue, known) == waits


def test_what_waits_to_be_tried_again_gives_way(catalogue: Catalogue) -> None:
    known = portal("a", "hằng ngày 2:00")
    follow(catalogue, [known])
    ask_by_hand(catalogue, known, NOW)
    for _ in range(3):
        due = fail_and_try_again(catalogue, known, NOW)
        assert due
        assert ask_by_hand(catalogue, known, NOW), "who asks now, does not wait"
    with catalogue.begin() as session:
        pause_schedule(session, "a", NOW)
    assert fail_and_try_again(catalogue, known, NOW) is None, "it is paused"


# The timetables of groups, that of the portal's file and the one set for it, and which holds.
GROUPS = [
    ({}, None, None, None),
    ({"platform": "mỗi 6 giờ"}, None, None, ("mỗi 6 giờ", "group")),
    ({"province": "1:00", "platform": "mỗi 6 giờ"}, None, None, ("1:00", "group")),
    ({"department": "3:00", "province": "1:00"}, None, None, ("3:00", "group")),
    # its own goes before
    ({"department": "3:00"}, "4:00", None, ("4:00", "file")),
    ({"department": "3:00"}, "4:00", "5:00", ("5:00", "set")),
]


@pytest.mark.parametrize(("groups", "of_file", "of_somebody", "holds"), GROUPS)
def test_which_timetable_holds(
    sqlite_catalogue: Catalogue,
    groups: dict[str, str],
    of_file: str | None,
    of_somebody: str | None,
    holds: tuple[str, str] | None,
) -> None:
    stated = {"department": "Sở Tư pháp", "province": "kon-tum", "platform": "kontum"}
    known = portal("stp", of_file).model_copy(update=stated)
    with sqlite_catalogue.begin() as session:
        for field, timetable in groups.items():
            put_group_schedule(session, (field, stated[field]), timetable, NOW)
            # others' groups are others'
            put_group_schedule(session, (field, "x"), "9:00", NOW)
        if of_somebody is not None:
            put_schedule(session, "stp", of_somebody, "set", None, NOW)
    for _ in range(2):
        follow(sqlite_catalogue, [known])
        assert held(sqlite_catalogue).get("stp") == holds
    with sqlite_catalogue.begin() as session:
        gone = [remove_group_schedule(session, (field, stated[field])) for field in stated]
    assert sum(gone) == len(groups)
    follow(sqlite_catalogue, [known])
    own = holds if holds and holds[1] != "group" else None
    assert held(sqlite_catalogue).get("stp") == own
