"""What the lines of a pasted list are read as, and what is found of them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.catalogue import Catalogue
from documents.list_lookup import LookedUp, count_articles, look_up_line, look_up_list
from documents.requests import read_request
from tests.documents.conftest import Publish
from tests.sql import statements

KEY = "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"


# A line as people paste it, what it is read as, and the year beside it.
@pytest.mark.parametrize(
    ("line", "text", "year"),
    [
        ("4204/KH-UBND", "4204/KH-UBND", None),
        ("4204/kh ubnd", "4204/KH-UBND", None),  # any spelling
        ("1. 4204/KH-UBND", "4204/KH-UBND", None),  # numbered entries of a list
        ("- Kế hoạch 4204/KH-UBND;", "4204/KH-UBND", None),  # bullets, signs between entries
        ("2 | 30/2020/NĐ-CP |", "30/2020/NĐ-CP", None),  # cells of a table
        ("Công văn số 1235/UBND-KGVX ngày 28/4/2023", "1235/UBND-KGVX", 2023),  # with its date
        ("Kế hoạch số 1/KH-UBND thực hiện Quyết định số 2/QĐ-TTg", "1/KH-UBND", None),  # the first
        ("Luật Đất đai năm 2013", "Luật Đất đai năm 2013", 2013),  # a law by name
        ("bảng tin điện tử", "bảng tin điện tử", None),  # no document at all
        ("12/5/2023", "12/5/2023", None),
        ("4204/KH\x00-UBND\ud800", "4204/KH-UBND", None),  # what no database takes
    ],
)
def test_lines_are_read(line: str, text: str, year: int | None) -> None:
    read = read_request(line)
    assert (read.text, read.year) == (text, year)


@pytest.fixture
def filled(catalogue: Catalogue, publish: Publish) -> Catalogue:
    """The same number of two years, one of them in two articles."""
    plan = "UBND tỉnh Kon Tum ban hành Kế hoạch số 4204/KH-UBND ngày {} về bảng tin."
    publish(plan.format("11/12/2022"), day="2022-12-12", number=1)
    publish(plan.format("11/12/2022"), day="2022-12-13", number=2)
    publish(plan.format("5/3/2021"), day="2021-03-06", number=3)
    publish("Theo Luật Đất đai năm 2013, đất đai là của toàn dân.", day="2021-03-07", number=4)
    return catalogue


def looked_up(catalogue: Catalogue, line: str, **narrowed: int) -> LookedUp:
    with catalogue.session() as session:
        return look_up_line(session, line, **narrowed)  # type: ignore[arg-type]  # year alone


def test_a_number_of_several_documents_is_ambiguous(filled: Catalogue) -> None:
    found = looked_up(filled, "4204/kh ubnd")
    assert (found.status, found.read_as) == ("ambiguous", "4204/KH-UBND")
    assert {row.year for row in found.candidates} == {2021, 2022}
    assert looked_up(filled, "4204/KH-UBND", year=2021).status == "found"


# What tells the two documents apart: the date in the line, and the key.
@pytest.mark.parametrize("line", ["Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh", KEY])
def test_a_line_that_tells_more_is_found(filled: Catalogue, line: str) -> None:
    found = looked_up(filled, line)
    assert (found.status, found.candidates[0].key) == ("found", KEY)


def test_a_law_by_name_is_found(filled: Catalogue) -> None:
    found = looked_up(filled, "- Luật Đất đai năm 2013;")
    assert (found.status, found.candidates[0].identifier) == ("found", "45/2013/QH13")


def test_what_is_not_known_has_near_ones_if_it_is_a_number(filled: Catalogue) -> None:
    with filled.session() as session:
        mistyped, words = look_up_list(session, ["4240/KH-UBND", "kế hoạch"])
    assert (mistyped.status, mistyped.read_as) == ("unknown", "4240/KH-UBND")
    assert mistyped.near
    assert (words.status, words.read_as, words.near) == ("unknown", None, ())


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(st.text(st.characters(codec=None), max_size=40) | st.from_regex(r"\W*4204\W?[KHkh]{2}\W?.*"))
def test_any_line_has_an_answer(filled: Catalogue, line: str) -> None:
    found = looked_up(filled, line)
    assert found.input == line
    assert found.status in ("found", "ambiguous", "unknown")


def test_articles_are_counted(filled: Catalogue) -> None:
    with filled.session() as session:
        counts = count_articles(session, [KEY, KEY, "x/y/2020"])
    assert counts == {KEY: 2}


def test_near_ones_are_looked_for_of_a_few_lines(
    filled: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.list_lookup.NEAR_LINES", 1)
    with filled.session() as session:
        first, again, other = look_up_list(
            session, ["4240/KH-UBND", "4240/KH-UBND", "4205/KH-UBND"]
        )
    assert first.near
    assert again == first
    assert (other.status, other.near) == ("unknown", None)


def test_equal_lines_are_looked_up_once(filled: Catalogue) -> None:
    with filled.session() as session, statements(session) as sent:
        rows = look_up_list(session, ["4204/KH-UBND"] * 1000)
    assert len(rows) == 1000
    assert len(sent) < 5


def test_few_of_many_candidates_are_named(
    filled: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.list_lookup.MOST", 1)
    found = looked_up(filled, "4204/KH-UBND")
    assert (found.status, len(found.candidates), found.more) == ("ambiguous", 1, 1)
