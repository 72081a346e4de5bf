"""What a person may mean who has begun to type, and what is like an item: in every engine."""

from collections.abc import Iterator

import pytest

from documents.resolving import resolve_changes
from indexer.searching import SearchEngine
from indexer.suggesting import Suggestions
from indexer.updating import update_index
from tests.indexer.articles import article, entry, make_catalogue, record, record_entries
from tests.indexer.engines import ENGINES, opened

ROADS = (
    "Khởi công đường cao tốc nối hai tỉnh miền núi",
    "Thông xe đường cao tốc nối hai tỉnh miền núi",
    "Đường cao tốc miền núi chậm tiến độ",
)


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("suggesting")
    catalogue = make_catalogue(folder)
    record(catalogue, *(article(f"duong-{n}", text) for n, text in enumerate(ROADS)))
    record_entries(catalogue, entry("muc", "Kế hoạch đường cao tốc", identifier="4207/KH-UBND"))
    resolve_changes(catalogue)
    with opened(request.param, folder, request) as engine:
        update_index(catalogue, engine)
        yield engine


def headlines(found: Suggestions) -> set[str]:
    return {headline.id for headline in found.headlines}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("so tu", ["Sở Tư pháp"]),
        # the most frequent first
        ("sở tà", ["Sở Giáo dục và Đào tạo", "Sở Tài nguyên và Môi trường"]),
        (
            "so t",
            ["Sở Tư pháp", "Sở Giáo dục và Đào tạo", "Sở Tài nguyên và Môi trường", "Sở Y tế"],
        ),
        ("pháp tư", ["Sở Tư pháp"]),  # in any order
        ("tư phap", ["Sở Tư pháp"]),
        ("tư phá", ["Sở Tư pháp"]),
        ("moi truong tai nguye", ["Sở Tài nguyên và Môi trường"]),
        ("sở xyz", []),
    ],
)
def test_departments(engine: SearchEngine, typed: str, names: list[str]) -> None:
    assert [name for name, _ in engine.suggest(typed, 4).departments] == names


def test_names_come_with_how_many_have_them(engine: SearchEngine) -> None:
    assert engine.suggest("q", 4).authors == (("Lệ Quỳnh", 2), ("Lê Quynh", 1))
    assert engine.suggest("le q", 1).authors == (("Lệ Quỳnh", 2),)
    assert engine.suggest("so tu phap", 4).departments == (("Sở Tư pháp", 3),)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("42", ["4204-kh-ubnd", "4207-kh-ubnd"]),
        ("4204/k", ["4204-kh-ubnd"]),
        ("4204 kh ubnd", ["4204-kh-ubnd"]),
        ("QD 490/BTTTT", ["490-qd-btttt"]),
        ("12/2022/TT", ["12-2022-tt-bgddt"]),
        ("99", []),
        ("đất 42", []),
    ],
)
def test_document_numbers(engine: SearchEngine, typed: str, numbers: list[str]) -> None:
    assert [number for number, _ in engine.suggest(typed, 4).identifiers] == numbers


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bảng t", {"bang-tin"}),
        ("bang ti", {"bang-tin"}),
        ("bẳng ti", set()),  # a whole word is taken at its diacritics
        ("bảng tín", {"bang-tin"}),  # the last one may be about to get others
        # but those come first that have the marks it has
        ("gia", {"khong-ngay", "dat-giai"}),
        ("giá", {"khong-ngay"}),
        ("giả", {"dat-giai"}),
        ("giã", {"khong-ngay", "dat-giai"}),
        ("cao tốc đường", {"duong-0", "duong-1", "duong-2", "muc"}),
        ("duong cao t", {"duong-0", "duong-1", "duong-2", "muc"}),
        ("ubnd", set()),
        ("hội đồng nhân d", {"hdnd"}),  # abbreviated in the headline
        ("zz", set()),
    ],
)
def test_headlines(engine: SearchEngine, typed: str, found: set[str]) -> None:
    assert headlines(engine.suggest(typed, 4)) == found


def test_headlines_say_what_they_are_of(engine: SearchEngine) -> None:
    (first,) = engine.suggest("bảng tin", 1).headlines
    assert (first.type, first.department) == ("NewsArticle", "Sở Tư pháp")
    assert {h.type for h in engine.suggest("đường cao", 4).headlines} == {
        "NewsArticle",
        "Legislation",
    }


@pytest.mark.parametrize(
    "typed",
    ["", " ", "*", "a*", '"', "(((", "\x00", "x" * 5_000, "đ " * 3_000, "1" * 5_000, "\ud800", "-"],
)
def test_anything_may_be_typed(engine: SearchEngine, typed: str) -> None:
    found = engine.suggest(typed, 4)
    assert found.departments == found.authors == () or typed.startswith("đ")


def test_what_is_alike(engine: SearchEngine) -> None:
    alike = engine.alike("NewsArticle", "duong-0", 5)
    assert alike is not None
    assert [hit.id for hit in alike][:2] == ["duong-1", "duong-2"]
    assert "duong-0" not in {hit.id for hit in alike}
    assert all(hit.score > 0 for hit in alike)
    first = engine.alike("NewsArticle", "duong-0", 1)
    assert first is not None
    assert [hit.id for hit in first] == ["duong-1"]
    of_entry = engine.alike("Legislation", "muc", 5)
    assert of_entry is not None
    assert {hit.id for hit in of_entry} >= {"duong-0", "duong-1"}


def test_nothing_is_like_what_is_not_there(engine: SearchEngine) -> None:
    assert engine.alike("NewsArticle", "muc", 5) is None
    assert engine.alike("Legislation", "", 5) is None
