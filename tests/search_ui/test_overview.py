"""Counts of the whole archive, kept for a while; what is cited lately; provinces' successors."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from search_ui import overview, portal_records
from search_ui.capture_calendar import capture_calendar, captures_of_day
from search_ui.document_browsing import Choice, browse
from search_ui.lately import Lately
from search_ui.successors import not_chosen, what_became_of
from tests.search_ui.library import PORTAL, Library
from tests.sql import statements, whole_tables


def test_a_count_is_asked_for_again_after_a_while() -> None:
    at = [0.0]
    counts = iter(range(10))
    lately = Lately(60, lambda: at[0])
    assert [lately.get("kept", lambda: next(counts)) for _ in range(3)] == [0, 0, 0]
    assert lately.get("cited", lambda: next(counts)) == 1
    at[0] = 60
    assert lately.get("kept", lambda: next(counts)) == 2


def test_a_count_that_fails_is_tried_again() -> None:
    lately = Lately()
    with pytest.raises(ZeroDivisionError):
        lately.get("kept", lambda: 1 // 0)
    assert lately.get("kept", lambda: 3) == 3


def test_who_asks_while_it_is_counted_again_gets_the_count_of_before() -> None:
    at = [0.0]
    lately = Lately(60, lambda: at[0])
    lately.get("kept", lambda: "before")
    at[0] = 61
    meanwhile: list[str] = []

    def count() -> str:
        meanwhile.append(lately.get("kept", lambda: "never"))
        return "after"

    assert lately.get("kept", count) == "after"
    assert meanwhile == ["before"]


# The clock, and what is told then: this month; where it tells too little, the year up to the newest
# article that is not of the future (the library has articles of 2019 to 2023).
@pytest.mark.parametrize(
    ("clock", "span", "since", "until", "cited"),
    [
        ("2023-05-20T12:00:00+07:00", "month", "2023-05-01", "2023-05-20", 3),
        ("2023-05-01T00:30:00+07:00", "month", "2023-05-01", "2023-05-01", 3),  # April in UTC
        ("2023-04-30T23:30:00+07:00", "year", "2021-02-03", "2022-02-02", 1),
        ("2021-02-20", "year", "2020-02-17", "2021-02-15", 1),
        ("2026-11-23", "year", "2022-05-02", "2023-05-01", 3),
    ],
)
def test_what_is_cited_lately_is_that_of_this_month(
    library: Library, clock: str, span: str, since: str, until: str, cited: int
) -> None:
    with library.catalogue.session() as session, time_machine.travel(clock, tick=False):
        told = overview.cited_lately(session, 5)
    assert told
    assert (told.span, told.since, told.until) == (span, since, until)
    assert len(told.documents) == cited


def test_what_is_cited_lately_is_counted_by_articles(library: Library) -> None:
    with library.catalogue.session() as session, time_machine.travel("2021-02-20", tick=False):
        told = overview.cited_lately(session, 5)
    assert told
    assert [(c.document.identifier, c.articles) for c in told.documents] == [("4204/KH-UBND", 3)]


def test_nothing_is_cited_of_an_empty_archive(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path}/catalogue.db")
    catalogue.migrate()
    with catalogue.session() as session:
        assert overview.cited_lately(session, 5) is None
        assert overview.kept(session).first is None


# What is asked for at every visit: a page is found in an index, no table is read from end to end.
@pytest.mark.parametrize(
    "asked",
    [
        lambda session: overview.newest_articles(session, 10),
        lambda session: overview.cited_lately(session, 8),
        lambda session: portal_records.newest_of_portal(session, PORTAL, 10),
        lambda session: portal_records.latest_runs(session, PORTAL, 10),
        lambda session: capture_calendar(session, PORTAL, 2024),
        lambda session: captures_of_day(session, PORTAL, date(2024, 4, 16)),
        lambda session: browse(session, [], Choice(type="Kế hoạch"), 1),
        lambda session: browse(session, [], Choice(body="ubnd-tinh-kon-tum"), 1),
        lambda session: browse(session, [], Choice(year="2018"), 1),
        lambda session: browse(session, [], Choice("Kế hoạch", "ubnd-tinh-kon-tum", "2018"), 1),
    ],
)
def test_pages_read_no_whole_table(library: Library, asked: Callable[[Session], object]) -> None:
    with library.catalogue.session() as session, statements(session) as sent:
        asked(session)
        assert sent
        assert whole_tables(session, sent) == []


# The province chosen or listed, and what stands beside it.
@pytest.mark.parametrize(
    ("slug", "now"),
    [
        ("kon-tum", "nay thuộc Quảng Ngãi"),  # joined to one that bore the name before
        ("ha-giang", "nay thuộc Tuyên Quang"),
        ("ha-tay", "nay thuộc Hà Nội"),
        ("thua-thien-hue", "nay là Huế"),  # it alone became a city
        ("quang-ngai", None),  # there is one today
        ("ha-noi", None),
        ("tinh-1", None),  # none that we know
    ],
)
def test_provinces_say_what_they_are_part_of(app: Flask, slug: str, now: str | None) -> None:
    with app.test_request_context():
        assert what_became_of(slug) == now


def test_provinces_that_a_chosen_one_took_over_are_offered() -> None:
    known = ["quang-ngai", "kon-tum", "gia-lai"]
    assert not_chosen(["quang-ngai"], known) == ["kon-tum"]
    assert not_chosen(["quang-ngai", "kon-tum"], known) == []
    assert not_chosen(["quang-ngai"], ["quang-ngai"]) == []
    assert not_chosen(["kon-tum"], known) == []
