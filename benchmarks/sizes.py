"""What an article takes: bytes of the catalogue on each database, and of the embedded index.

    python -m benchmarks.sizes [--articles N]

The corpus is made from a seed, 3 kB an article; PostgreSQL is started for it, as for tests.
"""

import argparse
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.items import Article
from benchmarks.news_corpus import NewsCorpus
from indexer.engines import open_engine
from indexer.updating import rebuild_index
from tests.fixtures.postgresql import new_database, started_postgres


def main() -> None:
    """Measure, and print a line for each store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=3_000)
    options = parser.parse_args()
    articles = [article for article, _ in NewsCorpus().articles(options.articles)]
    text = sum(len(f"{each.headline}{each.text}".encode()) for each in articles) // len(articles)
    print(f"{len(articles)} articles of {text:,} bytes of text")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(Catalogue(f"sqlite:///{folder / 'catalogue.db'}")) as catalogue:
            catalogue.migrate()
            before = _bytes_below(folder)
            _record(catalogue, articles)
            catalogue.close()  # so that what was written is in the file
            _print("catalogue, SQLite", _bytes_below(folder) - before, articles)
            before = _bytes_below(folder)
            with open_engine(f"tantivy://{folder / 'index'}") as engine:
                rebuild_index(catalogue, engine)
            catalogue.close()
            index = _bytes_below(folder / "index")
            _print("kept tokens, SQLite", _bytes_below(folder) - before - index, articles)
            _print("index, tantivy", index, articles)
    with (
        started_postgres("fsync = off") as server,
        new_database(server.get_uri()) as url,
        closing(Catalogue(url)) as catalogue,
    ):
        catalogue.migrate()
        before = _bytes_of(url)
        _record(catalogue, articles)
        _print("catalogue, PostgreSQL", _bytes_of(url) - before, articles)


def _record(catalogue: Catalogue, articles: list[Article]) -> None:
    for article in articles:
        with catalogue.begin() as session:
            record_article(session, article, "2026-01-01T00:00:00Z", None)


def _print(what: str, size: int, articles: list[Article]) -> None:
    print(f"{what:24}{size / len(articles):10,.0f} bytes an article")


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _bytes_of(url: str) -> int:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
