"""What relevance must not fall below, on the dev queries; and what the benchmark's queries are."""

import random
from pathlib import Path

import pytest

from benchmarks.relevance import filled, ids_of, score
from benchmarks.relevance_sets import Query, RelevanceSet, laws, misspell
from benchmarks.relevance_standard import Search, tantivy_standard
from indexer.index_documents import make_index_document
from indexer.indexed_items import of_article


@pytest.mark.parametrize(
    ("word", "slip", "misspelt"),
    [
        ("đất", "tone", {"đầt", "đẫt", "đẩt", "đật"}),
        ("thu", "tone", {"thu"}),  # it has none
        ("lợi", "swap", {"ợli", "liợ"}),
        ("xã", "drop", {"x", "ã"}),
        ("đất", "telex", {"ddaats"}),
        ("được", "telex", {"dduwowcj"}),
        ("thu", "telex", {"thu"}),
    ],
)
def test_misspelling(word: str, slip: str, misspelt: set[str]) -> None:
    chance = random.Random(1)
    assert {misspell(word, slip, chance) for _ in range(100)} == misspelt


def test_scores_of_ten_ids() -> None:
    query = Query("", "", frozenset({"a", "b"}))
    ranked = RelevanceSet("", (), ())
    assert score(ranked, query, ["a", "b", "c"]) == pytest.approx(1)
    assert score(ranked, query, ["c", "a"]) == pytest.approx(0.3869, abs=1e-4)
    known = RelevanceSet("", (), (), known_item=True)
    assert [score(known, query, ids) for ids in (["c", "b"], ["c"])] == [1, 0]


@pytest.mark.slow
def test_dev_queries_are_answered_better_than_by_the_standard_analyzer(
    shared_data: Path, tmp_path: Path
) -> None:
    """By 0.055 with diacritics, and by 0.01 less without: what held-back queries are to show."""
    tested = laws(shared_data)

    def mean(search: Search, *, unmarked: bool) -> float:
        asked = [(query, query.unmarked if unmarked else query.marked) for query in tested.queries]
        return sum(score(tested, query, search(text)) for query, text in asked) / len(asked)

    with tantivy_standard(tested.articles) as search:
        standard = mean(search, unmarked=False)
    documents = [make_index_document(of_article(article, ())) for article in tested.articles]
    with filled(f"tantivy://{tmp_path / 'index'}", documents) as engine:
        search = ids_of(engine, "mild")
        assert mean(search, unmarked=False) > max(standard + 0.055, 0.90)
        assert mean(search, unmarked=True) > max(standard + 0.045, 0.89)
