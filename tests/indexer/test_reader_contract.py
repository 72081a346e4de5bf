"""What every engine's reader tells besides results: counts, values, and one item by its key."""

from collections.abc import Iterator

import pytest

from archive.catalogue.articles import delete_article
from indexer import expressions as e
from indexer.search import SearchUnavailableError
from indexer.searching import SearchEngine
from indexer.updating import update_index
from tests.indexer.articles import article, make_catalogue, record
from tests.indexer.engines import ENGINES, opened


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    """An engine with the small catalogue in it, and traces of an article that was deleted."""
    folder = tmp_path_factory.mktemp("engine")
    catalogue = make_catalogue(folder)
    with opened(request.param, folder, request) as engine:
        deleted = article("da-xoa", "Bảng tin đã xóa", "Số 4204/KH-UBND.", author="Lệ Quỳnh")
        record(catalogue, deleted)
        update_index(catalogue, engine)
        with catalogue.begin() as session:
            delete_article(session, deleted.id)
        update_index(catalogue, engine)
        yield engine


def test_counts_are_exact(engine: SearchEngine) -> None:
    asked: dict[e.Expression, int] = {
        e.EVERYTHING: 6,
        e.NOTHING: 0,
        e.Term("text_syllables", "bảng"): 2,  # the one deleted does not count
        e.Term("text_syllables", "xóa"): 0,
        e.Term("text_folded", "dat"): 4,
        e.Term("text_folded_pairs", "bang_tin"): 1,
        e.Term("text_words", "không_có"): 0,
        e.Sequence("text_syllables", ("bảng", "tin")): 1,
        e.Prefix("headline_folded", "ba"): 2,
        e.Prefix("headline_folded", "xo"): 0,
        e.Prefix("author_name_folded", "q"): 3,
        e.Prefix("author_name_folded", ""): 5,
        e.Prefix("text_syllables", "đ"): 6,
        e.Prefix("text_folded", "4204/kh-u"): 1,
        e.Prefix("text_folded", "a*?.\\"): 0,
        e.all_of(e.Prefix("headline_folded", "b"), e.Not(e.Term("text_folded", "tin"))): 2,
    }
    assert dict(zip(asked, engine.reader.counts(list(asked)), strict=True)) == asked
    assert engine.reader.counts([]) == ()
    assert engine.reader.has(list(asked)) == tuple(map(bool, asked.values()))
    many = [e.Term("text_folded", f"x{n}") for n in range(2_000)]
    assert engine.reader.counts(many) == (0,) * 2_000


@pytest.mark.parametrize(
    ("field", "prefix", "size", "values"),
    [
        ("author", "L", 9, (("Lệ Quỳnh", 2), ("Lê Quynh", 1))),
        ("author", "L", 1, (("Lệ Quỳnh", 2),)),
        ("author", "", 3, (("Lệ Quỳnh", 2), ("Lê Quynh", 1), ("Thu Hà", 1))),
        ("identifier", "4204-", 9, (("4204-kh-ubnd", 1),)),
        ("identifier", "1", 9, (("12-2022-tt-bgddt", 1), ("1235-ubnd-kgvx", 1))),
        ("department", "Sở T", 9, (("Sở Tư pháp", 3), ("Sở Tài nguyên và Môi trường", 1))),
        ("author", "Thu.*", 9, ()),  # no pattern
        ("author", ".", 9, ()),
        ("author", 'a"\\[(#@&<~', 9, ()),
        ("author", "Lệ Quỳnh ", 9, ()),
    ],
)
def test_values_by_their_beginning(
    engine: SearchEngine, field: str, prefix: str, size: int, values: tuple[tuple[str, int], ...]
) -> None:
    assert engine.reader.values(field, prefix, size) == values


def test_one_item_by_its_key(engine: SearchEngine) -> None:
    shown = engine.reader.get("NewsArticle/bang-tin")
    assert shown is not None
    assert (shown["id"], shown["author"]) == ("bang-tin", "Lệ Quỳnh")
    assert shown["body"].startswith("Ủy ban nhân dân")
    for key in ("NewsArticle/da-xoa", "Legislation/bang-tin", "", "x" * 2_000):
        assert engine.reader.get(key) is None


@pytest.mark.parametrize("name", ENGINES)
def test_there_is_no_index_yet(
    name: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> None:
    with opened(name, tmp_path_factory.mktemp("none"), request) as engine:
        for ask in (
            lambda: engine.reader.counts([e.EVERYTHING]),
            lambda: engine.reader.values("author", "L", 3),
            lambda: engine.reader.get("NewsArticle/bang-tin"),
        ):
            with pytest.raises(SearchUnavailableError, match="congtin index"):
                ask()
