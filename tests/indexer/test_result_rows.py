"""A whole result goes by cursor through either engine: all of it, in its order, each once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from indexer import result_rows
from indexer.engines.questions import Checkpoint
from indexer.index_documents import make_index_document
from indexer.indexed_items import IndexedItem
from indexer.search import SearchRequest, Sort
from indexer.searching import SearchEngine
from tests.indexer.engines import ENGINES, opened

ITEMS = 25


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    documents = [
        make_index_document(
            IndexedItem(
                type="NewsArticle",
                id=f"{number}",
                url="https://example.gov.vn/",
                headline="tin " * (1 + number % 4) + "đất",
                # Some of a day, some of none.
                date=f"2023-05-{number % 6 + 1:02}" if number % 7 else None,
            )
        )
        for number in range(ITEMS)
    ]
    with opened(request.param, tmp_path_factory.mktemp("rows"), request) as engine:
        with engine.store.build() as writer:
            writer.write(documents, (), as_of=1)
            writer.commit(Checkpoint("test", "test", 1))
        engine.store.publish()
        yield engine


# The last page is full, or not, or the only one.
@pytest.mark.parametrize("page", [5, 7, 100])
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_every_hit_is_a_row(
    engine: SearchEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sort: Sort,
    page: int,
) -> None:
    monkeypatch.setattr(result_rows, "PAGE", page)
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'empty.db'}")
    catalogue.migrate()
    request = SearchRequest(q="tin", sort=sort, page=3, size=2)
    rows = list(result_rows.result_rows(engine.search, catalogue, request, "https://kho.example"))
    whole = engine.search(SearchRequest(q="tin", sort=sort, size=ITEMS))
    assert [row["id"] for row in rows] == [hit.id for hit in whole.hits]
    assert len(rows) == ITEMS
    assert rows[0]["permalink"] == f"https://kho.example/articles/{rows[0]['id']}"
