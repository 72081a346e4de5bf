"""How fast searches are answered, against bare tantivy, and Elasticsearch beside it.

    python -m benchmarks.search [--articles N] [--queries N] [--elasticsearch URL]

The corpus is made from a seed. Bare tantivy has the same syllables in one field and answers with
the ids of ten hits: no facets, no histogram, no highlights, one stream. While searches are timed a
process beside this one writes to the index, twenty articles a second, each second a commit.
"""

import argparse
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path
from unittest.mock import patch

import tantivy

from benchmarks.news_corpus import NewsCorpus, analyze_by_paragraph
from indexer import analysing
from indexer.batch import search_ids
from indexer.engines import open_engine
from indexer.engines.questions import Checkpoint
from indexer.index_documents import IndexDocument, make_index_document
from indexer.indexed_items import of_article
from indexer.search import SearchRequest
from indexer.searching import SearchEngine

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
        times = {"bare tantivy, 10 ids": measure(lambda query: search_barely(bare, query), queries)}
        for name, engine in engines.items():
            with writer_beside(urls[name].format(folder)):
                for way, search in ways(engine).items():
                    times[f"{name}, {way}"] = measure(search, queries)
            start = time.perf_counter()
            list(search_ids(engine, queries))
            rate = len(queries) / (time.perf_counter() - start)
            print(f"{name}, batch: {rate:,.0f} queries/s")
        report(times)
        for engine in engines.values():
            engine.close()


def ways(engine: SearchEngine) -> dict[str, Callable[[str], object]]:
    """What is asked of an engine, simple first."""
    return {
        "10 hits": lambda q: engine.search(SearchRequest(q=q, size=10, with_facets=False)),
        "10 hits and facets": lambda q: engine.search(SearchRequest(q=q, size=10)),
        "10 hits, 5 facets chosen": lambda q: engine.search(
            SearchRequest(q=q, size=10, filters=FILTERS)
        ),
        "everything, 5 facets chosen": lambda q: engine.search(
            SearchRequest(size=10, filters=FILTERS)
        ),
    }


@contextmanager
def writer_beside(url: str) -> Iterator[None]:
    """A process that writes to the index for as long as the block runs, and a second before."""
    context = multiprocessing.get_context("spawn")
    writes, stop = context.Event(), context.Event()
    process = context.Process(target=write_on, args=(url, writes, stop))
    process.start()
    try:
        writes.wait()
        yield
    finally:
        stop.set()
        process.join()


def write_on(url: str, writes: Event, stop: Event) -> None:
    """Write articles that are in the index once more, until told to stop."""
    with patch.object(analysing, "analyze", analyze_by_paragraph):
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

    with patch.object(analysing, "analyze", analyze_by_paragraph):
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


def measure(search: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Milliseconds for each query, after a few to warm up."""
    for query in queries[:5]:
        search(query)
    times = []
    for query in queries:
        start = time.perf_counter()
        search(query)
        times.append(1_000 * (time.perf_counter() - start))
    return times


def report(times: dict[str, list[float]]) -> None:
    """Print p50, p95 and the ratio to the first line."""
    baseline = statistics.median(next(iter(times.values())))
    print(f"{'':44}{'p50 ms':>8}{'p95 ms':>8}{'ratio':>8}")
    for name, values in times.items():
        p50, p95 = statistics.median(values), statistics.quantiles(values, n=20)[-1]
        print(f"{name:44}{p50:8.1f}{p95:8.1f}{p50 / baseline:8.1f}")


if __name__ == "__main__":
    main()
