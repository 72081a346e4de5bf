"""How fast articles are indexed, against bare tantivy, and where the time goes.

    python -m benchmarks.indexing [--articles N] [--elasticsearch URL]

The corpus is made from a seed, 3 kB an article. Bare tantivy gets the same headlines and bodies as
two fields with its own tokenizer: what indexing costs without Vietnamese.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import tantivy

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
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
    parser.add_argument("--articles", type=int, default=300)
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
        steps = {
            "bare tantivy": bare,
            "segmenting alone": segmenting,
            "index documents": making,
            "writing them (tantivy)": writing,
            "all, from the catalogue": measure(
                lambda: rebuild(catalogue, f"tantivy://{folder}/all")
            ),
        }
        if options.elasticsearch:
            url = f"{options.elasticsearch}/benchmark"
            steps["writing them (Elasticsearch)"] = measure(lambda: write(documents, url))
    for name, seconds in steps.items():
        rate = len(articles) / seconds
        print(f"{name:30}{rate:9,.0f} articles/s {seconds / bare:8.2f} x the time of bare tantivy")
    print(f"segmenting is {segmenting / making:.0%} of making index documents")


def measure(step: Callable[[], object]) -> float:
    """Seconds by the clock, for engines write in threads of their own."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


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


def rebuild(catalogue: Catalogue, url: str) -> None:
    """Build an index from a catalogue, as `congtin index --rebuild` does."""
    with open_engine(url) as engine:
        rebuild_index(catalogue, engine)


if __name__ == "__main__":
    main()
