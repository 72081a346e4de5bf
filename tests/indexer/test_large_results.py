"""Results of more than ten thousand, where servers by default stop counting and paging."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from indexer.engines.questions import Checkpoint
from indexer.index_documents import make_index_document
from indexer.indexed_items import IndexedItem
from indexer.search import SearchRequest, Sort
from indexer.searching import SearchEngine
from tests.indexer.engines import ENGINES, opened

pytestmark = pytest.mark.slow

ITEMS = 10_250


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    # Of many dates one minute is shared by some: ties are paged through, too.
    documents = [
        make_index_document(
            IndexedItem(
                type="NewsArticle",
                id=f"{number}",
                url="https://example.gov.vn/",
                headline="tin đất" if number % 3 else "tin",
                date=f"20{number % 20:02}-05-{number % 28 + 1:02}",
                department=f"Sở {number % 7}",
            )
        )
        for number in range(ITEMS)
    ]
    folder = tmp_path_factory.mktemp("large")
    with opened(request.param, folder, request) as engine:
        with engine.store.build() as writer:
            writer.write(documents, (), as_of=1)
            writer.commit(Checkpoint("test", "test", 1))
        engine.store.publish()
        yield engine


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_cursor_goes_to_the_end(engine: SearchEngine, sort: Sort) -> None:
    request = SearchRequest(
        q="tin OR đất", sort=sort, size=1_000, with_facets=False, with_highlights=False
    )
    found: list[str] = []
    cursor = None
    while True:
        answer = engine.search(replace(request, cursor=cursor))
        assert answer.total == ITEMS
        found += [hit.id for hit in answer.hits]
        cursor = answer.cursor
        if cursor is None:
            break
    assert len(found) == len(set(found)) == ITEMS


def test_totals_and_counts_are_exact(engine: SearchEngine) -> None:
    answer = engine.search(SearchRequest(q="tin", size=0))
    assert answer.total == sum(bucket.count for bucket in answer.histogram.buckets) == ITEMS
    counts = {value.value: value.count for value in answer.facets["department"]}
    assert counts == {f"Sở {n}": len(range(n, ITEMS, 7)) for n in range(7)}
    assert engine.search(SearchRequest(q="đất", size=0)).total == ITEMS - len(range(0, ITEMS, 3))


def test_a_page_behind_the_ten_thousandth_is_there(engine: SearchEngine) -> None:
    request = SearchRequest(q="tin", size=50, page=ITEMS // 50, with_facets=False)
    assert len(engine.search(request).hits) == 50
    assert engine.search(replace(request, page=ITEMS // 50 + 1)).hits == ()
