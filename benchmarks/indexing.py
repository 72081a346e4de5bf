"""How fast articles are indexed, against bare tantivy, and where the time goes.

    python -m benchmarks.indexing [--articles N] [--elasticsearch URL]

The corpus is made from a seed, 3 kB an article. Bare tantivy gets the same headlines and bodies as
two fields with its own tokenizer: what indexing costs without Vietnamese.
"""

import argparse
import gc
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import tantivy
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.tables import KeptTokensRow
from archive.items import Article
from benchmarks.news_corpus import NewsCorpus
from indexer.engines import open_engine
from indexer.engines.questions import Checkpoint
from indexer.index_documents import IndexDocument, make_index_document
from indexer.indexed_items import of_article
from indexer.updating import rebuild_index
from vietnamese.segmenting import segment


def main() -> None:
    """Measure, and print one line for each step and each whole."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--elasticsearch", help="the URL of a server, to index there too")
    options = parser.parse_args()
    pairs = list(NewsCorpus().articles(options.articles))
    articles = [article for article, _ in pairs]
    characters = sum(len(article.headline) + len(article.text) for article in articles)
    print(f"{len(articles)} articles of {characters // len(articles)} characters")
    segment("nạp mô hình")

    documents: list[IndexDocument] = []
    with tempfile.TemporaryDirectory() as folder:
        bare = measure(lambda: index_barely(articles, Path(folder) / "bare"))
        segmenting = measure(lambda: [segment(article.text) for article in articles])
        making = measure(
            lambda: documents.extend(make_index_document(of_article(a, c)) for a, c in pairs)
        )
        writing = measure(lambda: write(documents, f"tantivy://{folder}/written"))
        catalogue = make_catalogue(articles, Path(folder))
        gc.collect()
        gc.freeze()  # an indexer does not have all articles in memory for the collector to visit
        steps = {
            "bare tantivy": bare,
            "segmenting alone": segmenting,
            "index documents": making,
            "writing them (tantivy)": writing,
            "all, from the catalogue": measure(
                lambda: rebuild(catalogue, f"tantivy://{folder}/all")
            ),
            "all, from tokens kept": measure(lambda: rebuild(catalogue, f"tantivy://{folder}/all")),
        }
        if options.elasticsearch:
            url = f"{options.elasticsearch}/benchmark"
            steps["writing them (Elasticsearch)"] = measure(lambda: write(documents, url))
    print(f"{'':30}{'articles/s':>12}{'per CPU s':>12}{'x bare tantivy':>16}")
    for name, spent in steps.items():
        rate, of_processor = len(articles) / spent.wall, len(articles) / spent.processor
        slower = spent.processor / bare.processor
        print(f"{name:30}{rate:12,.0f}{of_processor:12,.0f}{slower:16.2f}")
    kept = sum(map(len, kept_of(catalogue)))
    print(f"kept tokens take {kept / len(articles):,.0f} bytes an article")
    print(f"segmenting is {segmenting.processor / making.processor:.0%} of making index documents")


class Spent(NamedTuple):
    """Seconds by the clock, and of processors: this process's and those of its children."""

    wall: float
    processor: float


def measure(step: Callable[[], object]) -> Spent:
    """What a step took. On a machine that does other work beside, go by the processors' time."""
    start, before = time.perf_counter(), sum(os.times()[:4])
    step()
    return Spent(time.perf_counter() - start, sum(os.times()[:4]) - before)


def index_barely(articles: list[Article], folder: Path) -> None:
    """Index headlines and bodies as English would be."""
    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    for name in ("id", "headline", "body"):
        builder.add_text_field(name, stored=True)
    index = tantivy.Index(builder.build(), str(folder))
    writer = index.writer(100_000_000, 1)
    for article in articles:
        fields = {"id": article.id, "headline": article.headline, "body": article.text}
        writer.add_document(tantivy.Document(**fields))
    writer.commit()
    writer.wait_merging_threads()


def write(documents: list[IndexDocument], url: str) -> None:
    """Write index documents to a new index."""
    with open_engine(url) as engine:
        engine.store.discard_build()
        with engine.store.build() as writer:
            writer.write(documents, (), as_of=1)
            writer.commit(Checkpoint("benchmark", "benchmark", 1))


def make_catalogue(articles: list[Article], folder: Path) -> Catalogue:
    """A catalogue with the articles in it."""
    catalogue = Catalogue(f"sqlite:///{folder / 'catalogue.db'}")
    catalogue.migrate()
    with catalogue.begin() as session:
        for article in articles:
            record_article(session, article, "2026-01-01T00:00:00Z", None)
    return catalogue


def kept_of(catalogue: Catalogue) -> list[bytes]:
    """What the catalogue keeps of the analyzer's work."""
    with catalogue.session() as session:
        return list(session.scalars(select(KeptTokensRow.tokens)))


def rebuild(catalogue: Catalogue, url: str) -> None:
    """Build an index from a catalogue, as `congtin index --rebuild` does."""
    with open_engine(url) as engine:
        report = rebuild_index(catalogue, engine)
    print(f"{report.indexed} indexed, {report.reused} of them with tokens kept from before")


if __name__ == "__main__":
    main()
