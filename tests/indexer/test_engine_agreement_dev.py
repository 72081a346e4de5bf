"""The engines agree on the dev queries: the same totals, the same top ten nearly always."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from archive.items import Article
from indexer.engines.questions import Checkpoint
from indexer.engines.server_options import ServerOptions
from indexer.index_documents import make_index_document
from indexer.indexed_items import of_article
from indexer.search import SearchAnswer, SearchRequest
from indexer.searching import SearchEngine
from tests.indexer.engines import opened
from vietnamese import fold

pytestmark = [pytest.mark.server, pytest.mark.slow]

#: Of the dev queries every so-manieth is asked, as it is and folded.
EVERY = 6

#: Elasticsearch in one shard, and in three, where scores agree if terms are counted over all.
SHARDS = (1, 3)


@pytest.fixture(scope="module")
def engines(
    shared_data: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SearchEngine, dict[int, SearchEngine]]]:
    documents = []
    with (shared_data / "retrieval" / "legal.corpus.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            law = json.loads(line)
            text = Article(
                url="https://example.vn/",
                id=law["id"],
                headline=law["headline"],
                body=law["body"].split("\n"),
                department=law["id"].partition("|")[0],
                section=f"Điều {law['id'].partition('|')[2]}",
            )
            documents.append(make_index_document(of_article(text, [])))
    folder = tmp_path_factory.mktemp("engines")
    with ExitStack() as stack:
        one = stack.enter_context(opened("tantivy", folder, request))
        others = {
            shards: stack.enter_context(
                opened("elasticsearch", folder, request, options=ServerOptions(shards=shards))
            )
            for shards in SHARDS
        }
        for engine in (one, *others.values()):
            with engine.store.build() as writer:
                writer.write(documents, (), as_of=1)
                writer.commit(Checkpoint("test", "test", 1))
            engine.store.publish()
        yield one, others


@pytest.fixture(scope="module")
def queries(shared_data: Path) -> list[str]:
    path = shared_data / "retrieval" / "legal.queries.dev.jsonl"
    asked = [json.loads(line)["q"] for line in path.read_text("utf-8").splitlines()][::EVERY]
    return [*asked, *map(fold, asked)]


@pytest.fixture(scope="module")
def expected(
    engines: tuple[SearchEngine, dict[int, SearchEngine]], queries: list[str]
) -> list[SearchAnswer]:
    return [_ask(engines[0], query) for query in queries]


def _ask(engine: SearchEngine, query: str) -> SearchAnswer:
    return engine.search(SearchRequest(q=query, size=10, with_highlights=False))


@pytest.mark.parametrize("shards", SHARDS)
def test_the_engines_agree_on_the_dev_queries(
    engines: tuple[SearchEngine, dict[int, SearchEngine]],
    queries: list[str],
    expected: list[SearchAnswer],
    shards: int,
) -> None:
    overlaps = []
    for query, one in zip(queries, expected, strict=True):
        other = _ask(engines[1][shards], query)
        assert other.total == one.total, query
        assert other.facets == one.facets, query
        assert other.understood == one.understood, query
        first, second = ({hit.id for hit in answer.hits} for answer in (one, other))
        assert len(first) == len(second) == min(10, one.total)
        overlaps.append(len(first & second) / len(first) if first else 1.0)
    middle = len(queries) // 2
    for half in (overlaps[:middle], overlaps[middle:]):  # with diacritics, and without
        print(f"{shards} shards: overlap {sum(half) / len(half):.4f}")
        assert sum(half) / len(half) >= 0.9
