"""How many archived pages a second are read again, by how many processes.

    python -m benchmarks.extract [--pages N]

Pages are Liferay 6.2's, of the size of real ones, archived as a crawl does it, one snapshot each.
`find` reads them all and compares with the catalogue; `write` records what is new; the second
`find` meets them as they are known.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.catalogue import Catalogue
from archive.warc import HttpExchange, WarcWriter
from benchmarks.crawl import article_page
from benchmarks.news_corpus import NewsCorpus
from crawler.portals import Portal, StartAddress
from crawler.re_extraction import CHANGED_BY_RULES, Places, SnapshotSelection, find_changes
from crawler.records import archive_exchange

SITE = "http://do-toc-do.example.vn"
PORTAL = Portal(
    name="do-toc-do",
    title="Sở Đo tốc độ",
    platform="liferay62",
    start=(StartAddress(url=f"{SITE}/tin", section="Tin tức"),),
)


def main() -> None:
    """Archive pages, read them again, print the speeds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = Places(f"sqlite:///{folder}/catalogue.sqlite", str(Path(folder) / "archive"))
        catalogue = Catalogue(places.database_url)
        catalogue.migrate()
        with timed("archive", options.pages):
            _archive(catalogue, places, options.pages)
        chosen = SnapshotSelection(CHANGED_BY_RULES)
        for workers in (1, len(os.sched_getaffinity(0))):
            with timed(f"find, {workers} processes", options.pages):
                find_changes(catalogue, places, [PORTAL], chosen, workers=workers).close()
        changes = find_changes(catalogue, places, [PORTAL], chosen)
        with timed("write", options.pages), changes:
            changes.write(catalogue)
        with timed("find what is known", options.pages):
            changes = find_changes(catalogue, places, [PORTAL], chosen)
        with changes:
            print(dict(changes.totals))


@contextmanager
def timed(what: str, pages: int) -> Iterator[None]:
    """Print how long something took for so many pages, and how much of a processor."""
    wall, processor = time.perf_counter(), time.process_time()
    yield
    seconds = time.perf_counter() - wall
    used = time.process_time() - processor
    print(f"{what:20} {pages / seconds:6.0f} pages/s ({used / seconds:.0%} of a processor here)")


def _archive(catalogue: Catalogue, places: Places, count: int) -> None:
    with WarcWriter(places.archive_url) as warcs:
        for number, (article, _) in enumerate(NewsCorpus().articles(count)):
            exchange = HttpExchange(
                url=f"{SITE}/tin/-/view_content/{number}-bai-so-{number}",
                fetched_at="2026-01-02T03:04:05Z",
                status=200,
                response_headers=[("Content-Type", "text/html; charset=utf-8")],
                payload=article_page(article),
            )
            archive_exchange(catalogue, warcs, exchange, PORTAL.name, None, None)


if __name__ == "__main__":
    main()
