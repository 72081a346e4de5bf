"""Whether a long crawl's memory stays flat: one crawl of very many pages from a generator.

    python -m benchmarks.soak_crawl [--pages N]

A site on loopback makes up its listings and articles as they are asked for, so that nothing but the
crawl itself can grow. The crawl runs at full speed in a process of its own, the whole road with
archive and catalogue; its resident memory is sampled. The first fifth is warming up; of the rest a
line is fitted. It is flat if the line rises by less than `MOST_GROWTH` a page: exit code 0, else 1.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from statistics import linear_regression

from archive.items import Article
from benchmarks.crawl import PACE, PER_LISTING, article_page, listing_of
from benchmarks.news_corpus import NewsCorpus
from crawler.options import CrawlOptions
from crawler.portals import Portal, StartAddress
from crawler.running import crawl
from crawler.scrapy_defaults import SCRAPY_DEFAULTS

#: Bytes a page. What a crawl must remember of each (that it was asked for) takes about so much.
MOST_GROWTH = 400

#: So many different texts are enough: what differs is each page's address, headline and number.
_TEXTS = 200

_SECONDS_BETWEEN_SAMPLES = 2.0


def main() -> None:
    """Crawl, sample, say whether memory stays flat."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=100_000)
    count = parser.parse_args().pages
    context = multiprocessing.get_context("spawn")
    served: Synchronized[int] = context.Value("q", 0)
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(count, served, theirs), daemon=True)
    server.start()
    url: str = ours.recv()
    with tempfile.TemporaryDirectory() as folder:
        crawling = context.Process(target=_crawl, args=(url, folder, count))
        begun = time.monotonic()
        crawling.start()
        samples = []
        while crawling.is_alive():
            crawling.join(_SECONDS_BETWEEN_SAMPLES)
            if crawling.is_alive() and crawling.pid:
                samples.append((served.value, _resident(crawling.pid)))
                _progress(*samples[-1], time.monotonic() - begun)
        seconds = time.monotonic() - begun
    server.terminate()
    if crawling.exitcode:
        sys.exit(f"the crawl failed (exit code {crawling.exitcode})")
    sys.exit(_judge(samples, served.value, seconds))


def _judge(samples: list[tuple[int, int]], pages: int, seconds: float) -> int:
    steady = [sample for sample in samples if sample[0] > pages / 5]
    if len(steady) < 5:
        print("too short a crawl to judge: more --pages")
        return 1
    growth = linear_regression([page for page, _ in steady], [size for _, size in steady]).slope
    first, last = steady[0][1] / 2**20, steady[-1][1] / 2**20
    print(f"{pages} pages in {seconds:.0f} s, {pages / seconds:.0f} pages/s")
    print(
        f"resident: {first:.0f} MB after a fifth, {last:.0f} MB at the end, most "
        f"{max(size for _, size in samples) / 2**20:.0f} MB"
    )
    flat = growth < MOST_GROWTH
    print(f"{growth:+.0f} bytes a page: {'flat' if flat else 'NOT flat'}")
    return 0 if flat else 1


def _progress(pages: int, resident: int, seconds: float) -> None:
    print(f"{seconds:6.0f} s {pages:8d} pages {resident / 2**20:6.0f} MB", flush=True)


def _resident(process: int) -> int:
    """The resident memory of a process, in bytes (Linux)."""
    fields = Path(f"/proc/{process}/status").read_text().splitlines()
    line = next((f for f in fields if f.startswith("VmRSS:")), "VmRSS: 0 kB")
    return int(line.split()[1]) * 1024


def _crawl(url: str, folder: str, count: int) -> None:
    portal = Portal(
        name="do-suc-ben",
        title="Sở Đo sức bền",
        platform="liferay62",
        start=(StartAddress(url=url, section="Tin tức"),),
        download_delay=0,
    )
    places = {
        "CONGTIN_DATABASE_URL": f"sqlite:///{folder}/catalogue.sqlite",
        "CONGTIN_ARCHIVE_URL": str(Path(folder) / "archive"),
        "CONGTIN_WARC_MAX_BYTES": 1_000_000_000,
        "CONGTIN_MAX_LISTING_PAGES": count,
    }
    (summary,) = crawl([portal], {**SCRAPY_DEFAULTS, **PACE, **places}, CrawlOptions())
    print(summary)
    if summary.outcome != "finished" or summary.counts["new"] != count:
        sys.exit(1)


def _serve(count: int, served: "Synchronized[int]", reply: Connection) -> None:
    """Serve a site of so many articles, made as they are asked for; tells its listing's address."""
    texts = [article for article, _ in NewsCorpus().articles(_TEXTS)]

    def article(number: int) -> Article:
        text = texts[number % _TEXTS]
        return replace(text, headline=f"{text.headline} (tin số {number})")

    def page(path: str) -> bytes:
        if path.startswith("/tin?cur="):
            first = (int(path.partition("=")[2]) - 1) * PER_LISTING
            numbers = range(first, min(first + PER_LISTING, count))
            return listing_of([(n, article(n)) for n in numbers], first, count)
        number = int(path.rpartition("-")[2])
        served.value += 1
        return article_page(article(number))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet

        def do_GET(self) -> None:
            known = self.path.startswith("/tin")
            body = page(self.path) if known else b""
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    reply.send(f"http://127.0.0.1:{server.server_port}/tin?cur=1")
    server.serve_forever()


if __name__ == "__main__":
    main()
