"""Two engines, the same news, many queries: the same totals and counts, the same best hits."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.items import Article
from indexer.batch import search_ids
from indexer.engines.questions import Checkpoint
from indexer.index_documents import IndexDocument, make_index_document
from indexer.indexed_items import Citation, of_article
from indexer.search import SearchRequest
from indexer.searching import SearchEngine
from tests.indexer.engines import opened
from vietnamese import fold

pytestmark = [pytest.mark.server, pytest.mark.slow]

ARTICLES = 250


def news(folder: Path) -> list[Article]:
    """Real news, with departments, authors and dates drawn as unevenly as real ones are."""
    chance = random.Random(20260101)
    articles = []
    with gzip.open(folder / "text" / "news.sample.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(ARTICLES), strict=False):
            item = json.loads(line)
            articles.append(
                Article(
                    url="https://example.vn/",
                    id=item["id"],
                    headline=item["headline"],
                    lead=item["lead"],
                    body=item["body"].split("\n"),
                    province=f"tinh-{min(int(chance.paretovariate(0.7)), 60)}",
                    department=f"Sở {min(int(chance.paretovariate(0.5)), 200)}",
                    author=f"Tác giả {min(int(chance.paretovariate(0.3)), 3_000)}",
                    date_published=f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-15"
                    if chance.random() < 0.9
                    else None,
                )
            )
    return articles


def fill(engine: SearchEngine, documents: list[IndexDocument]) -> None:
    """Put the documents in by several commits, so that there are several segments."""
    with engine.store.build() as writer:
        for start in range(0, len(documents), 60):
            writer.write(documents[start : start + 60], (), as_of=1)
            writer.commit(Checkpoint("test", "test", 1))
    engine.store.publish()


@pytest.fixture(scope="module")
def articles(shared_data: Path) -> list[Article]:
    return news(shared_data)


@pytest.fixture(scope="module")
def engines(
    articles: list[Article],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    documents = [
        make_index_document(
            of_article(
                article, [Citation(f"{n % 90}-kh-ubnd", f"b/{n % 90}-kh-ubnd/_", "Kế hoạch")]
            )
        )
        for n, article in enumerate(articles)
    ]
    folder = tmp_path_factory.mktemp("engines")
    with (
        opened("tantivy", folder, request) as one,
        opened("elasticsearch-9", folder, request) as other,  # in three shards
    ):
        fill(one, documents)
        fill(other, documents)
        yield one, other


@pytest.fixture(scope="module")
def queries(articles: list[Article]) -> list[str]:
    """Words of headlines, as typed with and without diacritics, as phrases and with operators."""
    chance = random.Random(20260102)
    made = []
    for article in chance.sample(articles, 30):
        words = article.headline.split()
        start = chance.randrange(max(1, len(words) - 6))
        part = " ".join(words[start : start + chance.randint(1, 7)])
        other = chance.choice(chance.choice(articles).headline.split())
        made += [part, fold(part), f"{part} OR {other}", f"{part} -{other}"]
        made += [f'"{" ".join(words[start : start + 2])}"', f"{part} after:2015 before:2022-06"]
    return made


def test_totals_and_counts_are_the_same(
    engines: tuple[SearchEngine, SearchEngine], queries: list[str]
) -> None:
    chance = random.Random(20260103)
    choices: list[dict[str, tuple[str, ...]]] = [
        {},
        {"province": ("tinh-1", "tinh-2")},
        {"year": ("2015",)},
    ]
    for query in queries:
        request = SearchRequest(q=query, filters=chance.choice(choices), size=0)
        one, other = (engine.search(request) for engine in engines)
        assert one.total == other.total, query
        assert one.facets == other.facets, query
        assert one.histogram == other.histogram, query
        assert one.understood == other.understood


def test_the_best_hits_are_the_same(
    engines: tuple[SearchEngine, SearchEngine], queries: list[str]
) -> None:
    one, other = (list(search_ids(engine, queries, size=10)) for engine in engines)
    overlaps = [
        len(set(first) & set(second)) / max(len(first), len(second), 1)
        for first, second in zip(one, other, strict=True)
        if first or second
    ]
    assert sum(overlaps) / len(overlaps) > 0.99
    same_first = [a[:1] == b[:1] for a, b in zip(one, other, strict=True)]
    assert sum(same_first) / len(same_first) > 0.97


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_cursor_goes_through_all_in_the_same_order(
    engines: tuple[SearchEngine, SearchEngine], sort: str
) -> None:
    orders = []
    for engine in engines:
        found: list[str] = []
        cursor = None
        while True:
            request = SearchRequest(q="của", sort=sort, size=37, cursor=cursor, with_facets=False)  # type: ignore[arg-type] # of the three
            answer = engine.search(request)
            found += [hit.id for hit in answer.hits]
            cursor = answer.cursor
            if cursor is None:
                break
        assert len(found) == len(set(found)) == answer.total > 200
        orders.append(found)
    if sort != "relevance":  # where scores differ by less than a float can tell, so may the order
        assert orders[0] == orders[1]
