"""Whether the embedded index is hard to kill: an indexer killed with -9 again and again.

    python -m benchmarks.soak_index [--articles N] [--kills N]

A process of its own brings an index up to date with a catalogue that keeps growing and changing; it
is killed at a moment drawn by chance: while it starts, analyses on all processors, writes, commits,
merges. Each time the index must open and answer, and must not have fewer articles than before. At
the end one run completes it: every article is found, the changed ones as they are now, none twice.
Exit code 0 if all held, else 1.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.items import Article
from benchmarks.news_corpus import NewsCorpus
from indexer.engines import open_engine
from indexer.search import SearchRequest, SearchUnavailableError
from indexer.updating import update_index

#: Seconds that an indexer lives at most. Its processes take some to start.
_LONGEST_LIFE = 12.0


def main() -> None:
    """Kill, look, kill again, complete; say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=25)
    options = parser.parse_args()
    chance = random.Random(20261123)
    with tempfile.TemporaryDirectory() as folder:
        url = f"tantivy://{folder}/index"
        catalogue = Catalogue(f"sqlite:///{Path(folder) / 'catalogue.db'}")
        catalogue.migrate()
        articles = [article for article, _ in NewsCorpus().articles(options.articles)]
        share = len(articles) // options.kills + 1
        at_least = 0
        for round_ in range(options.kills):
            _record(catalogue, articles[round_ * share : (round_ + 1) * share])
            _record(catalogue, map(_changed, chance.sample(articles[: round_ * share + 1], 1)))
            _index_until_killed(catalogue, url, chance.uniform(0.5, _LONGEST_LIFE))
            size = _size(url)
            print(f"kill {round_ + 1}: {size} of {(round_ + 1) * share} articles", flush=True)
            if size < at_least:
                sys.exit(f"there were {at_least} articles before")
            at_least = size
        _record(catalogue, map(_changed, articles[:: len(articles) // 100 + 1]))
        sys.exit(_complete(catalogue, url, articles))


def _complete(catalogue: Catalogue, url: str, articles: list[Article]) -> int:
    with open_engine(url) as engine:
        report = update_index(catalogue, engine)
        print(f"the last run indexed {report.indexed} in {report.seconds:.0f} s")
        again = update_index(catalogue, engine).indexed
        changed = engine.search(SearchRequest(q='"bản sửa đổi zqx"', size=0)).total
        size = engine.size()
    expected = len(articles[:: len(articles) // 100 + 1])
    files = len(list(Path(url.removeprefix("tantivy://")).glob("index-*/*")))
    print(f"{size} articles in {files} files, {changed} found as changed, {again} still to do")
    return 0 if size == len(articles) and changed >= expected and again == 0 else 1


def _index_until_killed(catalogue: Catalogue, url: str, seconds: float) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_index, args=(catalogue, url))
    process.start()
    process.join(seconds)
    process.kill()
    process.join()
    time.sleep(0.2)  # the processes that it had beside it end by themselves


def _index(catalogue: Catalogue, url: str) -> None:
    with open_engine(url) as engine:
        update_index(catalogue, engine)


def _size(url: str) -> int:
    """How many articles are found; none while the first index is not complete."""
    with open_engine(url) as engine:
        try:
            return engine.search(SearchRequest(size=1)).total
        except SearchUnavailableError:
            return 0


def _record(catalogue: Catalogue, articles: "map[Article] | list[Article]") -> None:
    with catalogue.begin() as session:
        for article in articles:
            record_article(session, article, "2026-01-01T00:00:00Z", None)


def _changed(article: Article) -> Article:
    return replace(article, headline=f"{article.headline} (bản sửa đổi zqx)")


if __name__ == "__main__":
    main()
