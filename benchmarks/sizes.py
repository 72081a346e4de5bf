"""What an article takes in the catalogue and an index, and a page each time it is captured.

    python -m benchmarks.sizes [--articles N] [--stores sqlite|postgresql|elasticsearch …]

The corpus is made from a seed, 4 kB an article. `sqlite` is measured with the embedded index; for
`postgresql` a server is started, as for tests; `elasticsearch` wants one that was started with
`scripts/elasticsearch start`, and PostgreSQL holds its catalogue. Bytes of an index are those after
it was built, and, for Elasticsearch, after its segments were merged into one.
"""

import argparse
import base64
import hashlib
import subprocess
import tempfile
import uuid
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from elasticsearch import Elasticsearch

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.snapshots import NewSnapshot, record_snapshot
from archive.clock import moment
from archive.items import Article
from benchmarks.news_corpus import NewsCorpus
from indexer.engines import open_engine
from indexer.updating import rebuild_index
from tests.fixtures.postgresql import new_database, started_postgres

STORES = ("sqlite", "postgresql", "elasticsearch")

#: When the first page is captured; the others a second after one another.
_FETCHED = datetime(2026, 1, 1, tzinfo=UTC)

#: What the index is called in Elasticsearch meanwhile.
_ALIAS = "congtin-sizes"


def main() -> None:
    """Measure, and print a line for each store."""
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0] if __doc__ else None,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--articles", type=int, default=3_000, help="so many are made")
    parser.add_argument(
        "--stores", nargs="+", choices=STORES, default=STORES[:2], help="what is measured"
    )
    options = parser.parse_args()
    articles = [article for article, _ in NewsCorpus().articles(options.articles)]
    text = sum(len(f"{each.headline}{each.text}".encode()) for each in articles) // len(articles)
    print(f"{len(articles)} articles of {text:,} bytes of text")
    if "sqlite" in options.stores:
        _measure_sqlite(articles)
    if {"postgresql", "elasticsearch"} & set(options.stores):
        _measure_servers(articles, options.stores)


def _measure_sqlite(articles: Sequence[Article]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(Catalogue(f"sqlite:///{folder / 'catalogue.db'}")) as catalogue:
            catalogue.migrate()
            before = _bytes_below(folder)
            _record(catalogue, articles)
            catalogue.close()  # so that what was written is in the file
            _print("catalogue, SQLite", _bytes_below(folder) - before, articles)
            before = _bytes_below(folder)
            _capture(catalogue, articles)
            catalogue.close()
            _print("captures, SQLite", _bytes_below(folder) - before, articles)
            before = _bytes_below(folder)
            with open_engine(f"tantivy://{folder / 'index'}") as engine:
                rebuild_index(catalogue, engine)
            catalogue.close()
            index = _bytes_below(folder / "index")
            _print("kept tokens, SQLite", _bytes_below(folder) - before - index, articles)
            _print("index, tantivy", index, articles)


def _measure_servers(articles: Sequence[Article], stores: Sequence[str]) -> None:
    with (
        started_postgres("fsync = off") as server,
        new_database(server.get_uri()) as url,
        closing(Catalogue(url)) as catalogue,
    ):
        catalogue.migrate()
        before = _bytes_of(url)
        _record(catalogue, articles)
        _print("catalogue, PostgreSQL", _bytes_of(url) - before, articles)
        before = _bytes_of(url)
        _capture(catalogue, articles)
        _print("captures, PostgreSQL", _bytes_of(url) - before, articles)
        before = _bytes_of(url)
        if "elasticsearch" in stores:
            _measure_elasticsearch(catalogue, articles)
        else:
            with tempfile.TemporaryDirectory() as name, open_engine(f"tantivy://{name}") as engine:
                rebuild_index(catalogue, engine)
        _print("kept tokens, PostgreSQL", _bytes_of(url) - before, articles)


def _measure_elasticsearch(catalogue: Catalogue, articles: Sequence[Article]) -> None:
    script = ["scripts/elasticsearch", "url"]
    address = subprocess.run(script, capture_output=True, text=True).stdout.strip()
    if not address:
        raise SystemExit("no Elasticsearch runs here: scripts/elasticsearch start")
    with Elasticsearch(address) as client:
        try:
            with open_engine(f"{address}/{_ALIAS}") as engine:
                rebuild_index(catalogue, engine)
            _print("index, Elasticsearch", _bytes_in(client), articles)
            client.options(request_timeout=600).indices.forcemerge(
                index=f"{_ALIAS}*", max_num_segments=1
            )
            _print("the same, merged", _bytes_in(client), articles)
        finally:
            for index in client.indices.get(index=f"{_ALIAS}*"):  # by name: patterns are refused
                client.indices.delete(index=index)


def _record(catalogue: Catalogue, articles: Sequence[Article]) -> None:
    for article in articles:
        with catalogue.begin() as session:
            record_article(session, article, "2026-01-01T00:00:00Z", None)


def _capture(catalogue: Catalogue, articles: Sequence[Article]) -> None:
    """Enter a snapshot of each article's page."""
    for number, article in enumerate(articles):
        digest = hashlib.sha256(article.url.encode()).digest()
        snapshot = NewSnapshot(
            portal=article.portal or "",
            run_id=None,
            url=article.url,
            fetched_at=moment(_FETCHED + timedelta(seconds=number)),
            status=200,
            content_type="text/html; charset=utf-8",
            payload_digest=f"sha256:{base64.b32encode(digest).decode().rstrip('=')}",
            record_type="response",
            record_id=f"<urn:uuid:{uuid.UUID(bytes=digest[:16])}>",
            warc=f"congtin-20260101000000000-{number // 1000:05}-archive-12345-0123abcd.warc.gz",
            offset=number * 7_000,
            length=7_000,
            kind="article",
            article_id=article.id,
        )
        with catalogue.begin() as session:
            record_snapshot(session, snapshot)


def _print(what: str, size: int, articles: Sequence[Article]) -> None:
    print(f"{what:24}{size / len(articles):10,.0f} bytes each")


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _bytes_of(url: str) -> int:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


def _bytes_in(client: Elasticsearch) -> int:
    client.indices.flush(index=f"{_ALIAS}*")
    stats = client.indices.stats(index=f"{_ALIAS}*", metric="store")
    return int(stats["_all"]["primaries"]["store"]["size_in_bytes"])


if __name__ == "__main__":
    main()
