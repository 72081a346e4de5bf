"""How fast searches are answered, against bare tantivy, and Elasticsearch beside it.

    python -m benchmarks.search [--articles N] [--queries N] [--elasticsearch URL]

The corpus is made from a seed. Bare tantivy has the same syllables in one field and answers with
the ids of ten hits: no facets, no histogram, no highlights, one stream. While searches are timed a
process beside this one writes to the index, twenty articles a second, each second a commit.

Of the searches of an engine all but the first count every facet and the histogram and mark their
ten hits. `0 to 2 facets chosen` is what readers send. Where all five are chosen, six different sets
of articles are counted, each behind filters that most articles pass: nothing takes longer.

Hostile queries (`benchmarks.hostile_queries`) are asked one by one, with all that comes with a page
of results; the slowest three are named.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import tantivy

from benchmarks.beside import process_beside
from benchmarks.hostile_queries import hostile_queries
from benchmarks.news_corpus import NewsCorpus, tokens_by_paragraph
from indexer import analysing
from indexer.batch import search_ids
from indexer.engines import open_engine
from indexer.engines.questions import Checkpoint
from indexer.index_documents import IndexDocument, make_index_document
from indexer.indexed_items import of_article
from indexer.search import SearchRequest
from indexer.searching import SearchEngine

Asked = TypeVar("Asked")

#: What is chosen where all is: values that most articles have, five facets of them.
FILTERS = {
    "province": ("tinh-1", "tinh-2"),
    "department": tuple(f"Sở {n}" for n in range(1, 9)),
    "section": ("Mục 1", "Mục 2", "Mục 3"),
    "document_type": ("Kế hoạch",),
    "year": tuple(str(year) for year in range(2010, 2024)),
}


def main() -> None:
    """Fill the engines, and print for each how long its searches take."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--elasticsearch", help="the URL of a server, to search there too")
    options = parser.parse_args()
    urls = {"tantivy": "tantivy://{}/index"}
    if options.elasticsearch:
        urls["Elasticsearch"] = f"{options.elasticsearch}/benchmark"
    with tempfile.TemporaryDirectory() as folder:
        engines = {name: open_engine(url.format(folder)) for name, url in urls.items()}
        corpus = NewsCorpus()
        bare = fill(corpus, options.articles, Path(folder) / "bare", list(engines.values()))
        queries = corpus.queries(options.queries)
        barely = "bare tantivy", "10 ids"
        times = {barely: measure(lambda query: search_barely(bare, query), queries)}
        for name, engine in engines.items():
            with process_beside(write_on, urls[name].format(folder)):
                for way, requests in ways(queries).items():
                    times[name, way] = measure(engine.search, requests)
            start = time.perf_counter()
            list(search_ids(engine, queries))
            rate = len(queries) / (time.perf_counter() - start)
            print(f"{name}, batch: {rate:,.0f} queries/s")
            print(f"{name}, hostile queries, ms: {slowest(engine, corpus.words)}")
        report(times)
        for engine in engines.values():
            engine.close()


def ways(queries: Sequence[str]) -> dict[str, list[SearchRequest]]:
    """What is asked of an engine, simple first."""
    chance = random.Random(len(queries))
    chosen = [choose(chance) for _ in queries]
    return {
        "10 hits": [SearchRequest(q=q, size=10, with_facets=False) for q in queries],
        "facets, none chosen": [SearchRequest(q=q, size=10) for q in queries],
        "facets, 0 to 2 chosen": [
            SearchRequest(q=q, size=10, filters=filters)
            for q, filters in zip(queries, chosen, strict=True)
        ],
        "facets, all 5 chosen": [SearchRequest(q=q, size=10, filters=FILTERS) for q in queries],
        "everything, all 5 chosen": [SearchRequest(size=10, filters=FILTERS) for _ in queries],
    }


def choose(chance: random.Random) -> dict[str, tuple[str, ...]]:
    """What a reader chooses: mostly one value of one facet, of those that many articles have."""
    (count,) = chance.choices((0, 1, 2), (3, 5, 2))
    facets = chance.sample(list(FILTERS), count)
    values = {facet: min(chance.choice((1, 1, 2)), len(FILTERS[facet])) for facet in facets}
    return {facet: tuple(chance.sample(FILTERS[facet], n)) for facet, n in values.items()}


def write_on(url: str, writes: Event, stop: Event) -> None:
    """Write articles that are in the index once more, until told to stop."""
    with patch.object(analysing, "syllables_and_words", tokens_by_paragraph):
        documents = [make_index_document(of_article(*pair)) for pair in NewsCorpus().articles(200)]
    with open_engine(url) as engine, engine.store.update() as writer:
        for number in count():
            first = 20 * number % len(documents)
            writer.write(documents[first : first + 20], (), as_of=number + 2)
            writer.commit(Checkpoint("benchmark", "benchmark", number + 2))
            writes.set()
            if stop.wait(1):
                break


def fill(
    corpus: NewsCorpus, articles: int, folder: Path, engines: Sequence[SearchEngine]
) -> tantivy.Index:
    """Put the corpus into every engine, and its syllables into a bare index, which is returned."""
    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="whitespace")
    index = tantivy.Index(builder.build(), str(folder))
    index.register_tokenizer(
        "whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    )
    bare = index.writer(100_000_000, 1)
    batch: list[IndexDocument] = []
    for engine in engines:
        engine.store.discard_build()

    def flush() -> None:
        for engine in engines:
            with engine.store.build() as writer:
                writer.write(batch, (), as_of=1)
                writer.commit(Checkpoint("benchmark", "benchmark", 1))
        batch.clear()

    with patch.object(analysing, "syllables_and_words", tokens_by_paragraph):
        for article, citations in corpus.articles(articles):
            document = make_index_document(of_article(article, citations))
            text = " ".join(document.texts["text_syllables"])
            bare.add_document(tantivy.Document(id=document.key, text=text))
            batch.append(document)
            if len(batch) == 5_000:
                flush()
    flush()
    bare.commit()
    bare.wait_merging_threads()
    index.reload()
    for engine in engines:
        engine.store.publish()
    return index


def search_barely(index: tantivy.Index, query: str) -> list[object]:
    """The ids of the ten best articles that have all words of the query."""
    words = [
        (
            tantivy.Occur.Must,
            tantivy.Query.term_query(index.schema, "text", word.strip(".").lower()),
        )
        for word in query.split()
    ]
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.boolean_query(words), 10).hits
    return [searcher.doc(address).get_first("id") for _, address in hits]


def measure(search: Callable[[Asked], object], asked: Sequence[Asked]) -> list[float]:
    """Milliseconds for each search, after a few to warm up."""
    for one in asked[:5]:
        search(one)
    times = []
    for one in asked:
        start = time.perf_counter()
        search(one)
        times.append(1_000 * (time.perf_counter() - start))
    return times


def slowest(engine: SearchEngine, words: Sequence[str]) -> str:
    """Which hostile queries take longest, and how long."""
    took = {}
    for made_of, query in hostile_queries(words).items():
        start = time.perf_counter()
        engine.search(SearchRequest(q=query, size=10))
        took[made_of] = 1_000 * (time.perf_counter() - start)
    worst = sorted(took, key=lambda made_of: -took[made_of])[:3]
    return ", ".join(f"{took[made_of]:,.0f} ({made_of})" for made_of in worst)


def report(times: dict[tuple[str, str], list[float]]) -> None:
    """Print p50, p95, the ratio of p50 to the first line, and those to Elasticsearch."""
    baseline, _ = percentiles(next(iter(times.values())))
    print(f"load {os.getloadavg()[0]:.1f}\n{'':44}{'p50 ms':>8}{'p95 ms':>8}{'ratio':>8}")
    for (name, way), values in times.items():
        p50, p95 = percentiles(values)
        print(f"{f'{name}, {way}':44}{p50:8.1f}{p95:8.1f}{p50 / baseline:8.1f}")
    for (name, way), values in times.items():
        if name == "tantivy" and ("Elasticsearch", way) in times:
            pairs = zip(percentiles(values), percentiles(times["Elasticsearch", way]), strict=True)
            p50, p95 = (here / there for here, there in pairs)
            print(f"{f'{name} / Elasticsearch, {way}':44}{p50:8.2f}{p95:8.2f}")


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """The median, and what 95 of 100 do not exceed."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
