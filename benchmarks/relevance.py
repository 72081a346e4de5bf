"""How well searches find what answers them, in both engines, and Elasticsearch's `standard` beside.

    python -m benchmarks.relevance [--elasticsearch URL] [--data FOLDER]

Without a server, BM25 of the same tokens in tantivy stands for the analyzer `standard`, and the
line says so. Each set of queries is asked with diacritics and without. For questions and headlines
the figure is nDCG@10, for known items the share that is among the first ten. Behind it stands by
how much it is above `standard`, and the standard error of that difference over the queries.
"""

import argparse
import math
import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.relevance_sets import Query, RelevanceSet, read_sets
from benchmarks.relevance_standard import Search, elasticsearch_standard, remove, tantivy_standard
from indexer import ranking
from indexer.engines import open_engine
from indexer.engines.questions import Checkpoint
from indexer.index_documents import IndexDocument, make_index_document
from indexer.indexed_items import of_article
from indexer.search import Recency, SearchRequest
from indexer.searching import SearchEngine

#: What the project's ranking is held against: BM25 of the streams alone, each worth the same.
STREAMS_MARKED = ("syllables", "words", "folded", "folded_pairs")
STREAMS_FOLDED = ("folded", "folded_pairs")
PLAIN_STREAMS: dict[str, Any] = {
    "WEIGHTS_MARKED": {("text", stream): 1.0 for stream in STREAMS_MARKED},
    "WEIGHTS_FOLDED": {("text", stream): 1.0 for stream in STREAMS_FOLDED},
    "PRESENCE_MARKED": 0.0,
    "PRESENCE_FOLDED": 0.0,
}

DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def main() -> None:
    """Fill the engines with each set, ask them, and print how well they did."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--elasticsearch", help="the URL of a server, to search there too")
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("CONGTIN_SHARED_DATA", DEFAULT_DATA))
    )
    options = parser.parse_args()
    for tested in read_sets(options.data):
        measure = "in the first ten" if tested.known_item else "nDCG@10"
        print(f"\n{tested.name}: {len(tested.queries)} in {len(tested.articles)}, {measure}")
        print(f"{'':34}{'with diacritics':>26}{'without':>26}")
        standard: list[list[float]] | None = None
        for name, search in searches(tested, options.elasticsearch):
            scores = [
                [score(tested, query, search(text)) for query, text in asked]
                for asked in (
                    [(query, query.marked) for query in tested.queries],
                    [(query, query.unmarked) for query in tested.queries],
                )
            ]
            standard = standard or scores
            told = [told_score(*pair) for pair in zip(scores, standard, strict=True)]
            print(f"{name:34}{told[0]:>26}{told[1]:>26}", flush=True)


def searches(tested: RelevanceSet, server: str | None) -> Iterator[tuple[str, Search]]:
    """The ways to search the set, what they are held against first; each ends with the next."""
    standard = (
        elasticsearch_standard(server, tested.articles)
        if server
        else tantivy_standard(tested.articles)
    )
    with standard as search:
        yield "standard, " + ("Elasticsearch" if server else "BM25 in tantivy"), search
    documents = [make_index_document(of_article(article, ())) for article in tested.articles]
    with (
        tempfile.TemporaryDirectory() as folder,
        filled(f"tantivy://{folder}", documents) as engine,
    ):
        with patch.multiple(ranking, **PLAIN_STREAMS):
            yield "tantivy, streams alike, BM25", ids_of(engine, "off")
        yield "tantivy, recency off", ids_of(engine, "off")
        yield "tantivy", ids_of(engine, "mild")
    if server:
        with filled(f"{server}/benchmark-relevance", documents) as engine:
            yield "Elasticsearch", ids_of(engine, "mild")
        remove(server, "benchmark-relevance.v-*")


@contextmanager
def filled(url: str, documents: Sequence[IndexDocument]) -> Iterator[SearchEngine]:
    """An engine with an index of these documents."""
    with open_engine(url) as engine:
        engine.store.discard_build()
        with engine.store.build() as writer:
            writer.write(documents, (), as_of=1)
            writer.commit(Checkpoint("benchmark", "benchmark", 1))
        engine.store.publish()
        yield engine


def ids_of(engine: SearchEngine, recency: Recency) -> Search:
    """The search for ids alone in an engine."""

    def search(query: str) -> list[str]:
        request = SearchRequest(
            q=query, size=10, recency=recency, with_facets=False, with_highlights=False
        )
        return [hit.id for hit in engine.search(request).hits]

    return search


def score(tested: RelevanceSet, query: Query, ids: Sequence[str]) -> float:
    """How good ten ids are, from 0 to 1."""
    if tested.known_item:
        return float(bool(query.relevant.intersection(ids)))
    gain = sum(1 / math.log2(n + 2) for n, key in enumerate(ids) if key in query.relevant)
    return gain / sum(1 / math.log2(n + 2) for n in range(min(10, len(query.relevant))))


def told_score(scores: Sequence[float], standard: Sequence[float]) -> str:
    """The mean, and how far it is above the mean of `standard`."""
    above = [one - other for one, other in zip(scores, standard, strict=True)]
    told = f"{statistics.fmean(scores):.3f}"
    if scores is standard:
        return told + " " * 16
    error = statistics.stdev(above) / math.sqrt(len(above))
    return f"{told} ({statistics.fmean(above):+.3f} ± {error:.3f})"


if __name__ == "__main__":
    main()
