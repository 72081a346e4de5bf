"""How fast a site is crawled, against a bare Scrapy spider that only downloads it.

    python -m benchmarks.crawl [--articles N] [--rounds N]

Three crawls of one site on loopback, each in a process of its own, some rounds of them: `bare`
downloads; `archive` downloads and writes WARC and snapshots; `whole` also extracts, finds
references and fills the catalogue. None of them waits between requests. Pages are Liferay 6.2's, of
the size of real ones. What counts are the ratios; they vary less than the pages a second.
"""

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings

from archive.items import Article
from benchmarks.news_corpus import NewsCorpus
from crawler.portals import Portal, StartAddress
from crawler.scrapy_defaults import SCRAPY_DEFAULTS
from crawler.spiders.portal import PortalSpider, spider_for

MODES = ("bare", "archive", "whole")
PER_LISTING = 20
CHROME = "\n".join(
    f'<li class="menu-item level-{n % 3}"><a href="/muc/{n}" title="Chuyên mục {n}">'
    f"<span>Chuyên mục số {n} của cổng thông tin</span></a></li>"
    for n in range(150)
)

#: The same for all three: as fast as it goes.
PACE = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS": 8,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "LOG_LEVEL": "WARNING",
}


NO_ITEMS: tuple[Any, ...] = ()


class BareSpider(Spider):
    """Downloads every article of the site and does nothing with it."""

    name = "bare"

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the listing."""
        yield Request(self.url)  # type: ignore[attr-defined]  # a spider argument

    def parse(self, response: Response) -> Iterator[Request]:
        """Follow a listing's articles and its next page."""
        for address in response.css(".asset-title a, li.next a").xpath("@href").getall():
            callback = self.parse if "tin?" in address else self.ignore
            yield response.follow(address, callback=callback)

    def ignore(self, response: Response) -> None:
        """Do nothing with an article."""


class ArchivingSpider(PortalSpider):
    """Archives every page, reads listings only."""

    async def parse_item(
        self, response: Response, section: str | None, *of_item: Any, **more: Any
    ) -> AsyncIterator[Any]:
        """Do nothing with an article: it is archived."""
        for item in NO_ITEMS:
            yield item


def main() -> None:
    """Crawl in all modes, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mode", choices=MODES, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.mode:
        print(json.dumps(_crawl(options.mode, options.url)))
        return
    results: dict[str, list[dict[str, float]]] = {mode: [] for mode in MODES}
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(options.articles, theirs), daemon=True)
    server.start()
    url: str = ours.recv()
    for _ in range(options.rounds):
        for mode in MODES:
            command = [sys.executable, "-m", "benchmarks.crawl", "--mode", mode, "--url", url]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            results[mode].append(json.loads(done.stdout.splitlines()[-1]))
    server.terminate()
    _print(results)


def _print(results: dict[str, list[dict[str, float]]]) -> None:
    bare = median(r["pages"] / r["seconds"] for r in results["bare"])
    for mode, rounds in results.items():
        speed = median(r["pages"] / r["seconds"] for r in rounds)
        memory = max(r["megabytes"] for r in rounds)
        pages = f"{rounds[0]['pages']:.0f} pages"
        print(
            f"{mode:8} {speed:6.0f} pages/s {speed / bare:5.0%} of bare {memory:5.0f} MB, {pages}"
        )


def _crawl(mode: str, url: str) -> dict[str, float]:
    """Crawl in this process; pages, seconds between opening and closing, resident megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        places = {
            "CONGTIN_DATABASE_URL": f"sqlite:///{folder}/catalogue.sqlite",
            "CONGTIN_ARCHIVE_URL": str(Path(folder) / "archive"),
            "CONGTIN_WARC_MAX_BYTES": 1_000_000_000,
        }
        settings = PACE if mode == "bare" else {**SCRAPY_DEFAULTS, **places, **PACE}
        process = AsyncCrawlerProcess(Settings(settings))
        crawler = process.create_crawler(_spider(mode, url))
        times: list[float] = []
        for signal in (signals.spider_opened, signals.spider_closed):
            crawler.signals.connect(lambda: times.append(time.perf_counter()), signal, weak=False)
        process.crawl(crawler, **({"url": url} if mode == "bare" else {}))
        process.start()
        return {
            "pages": _pages(crawler),
            "seconds": times[1] - times[0],
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def _pages(crawler: Crawler) -> float:
    return float(crawler.stats.get_value("response_received_count") or 0)


def _spider(mode: str, url: str) -> type[Spider]:
    if mode == "bare":
        return BareSpider
    portal = Portal(
        name="do-toc-do",
        title="Sở Đo tốc độ",
        platform="liferay62",
        start=(StartAddress(url=url, section="Tin tức"),),
        download_delay=0,
    )
    spider = spider_for(portal)
    if mode == "archive":
        return type("ArchivingSpider", (ArchivingSpider,), {"name": portal.name, "portal": portal})
    return spider


def _serve(count: int, reply: Connection) -> None:
    """Serve a site of so many articles from memory; tells the address of its listing."""
    articles = [article for article, _ in NewsCorpus().articles(count)]
    pages = {f"/tin/-/view_content/{n}-bai-so-{n}": article_page(a) for n, a in enumerate(articles)}
    for first in range(0, count, PER_LISTING):
        listed = list(enumerate(articles))[first : first + PER_LISTING]
        pages[f"/tin?cur={first // PER_LISTING + 1}"] = listing_of(listed, first, count)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet

        def do_GET(self) -> None:
            body = pages.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    reply.send(f"http://127.0.0.1:{server.server_port}/tin?cur=1")
    server.serve_forever()


def listing_of(articles: list[tuple[int, Article]], first: int, count: int) -> bytes:
    """A page of a listing: the articles with their numbers, from the `first` of `count` on."""
    cards = "\n".join(
        f'<div class="asset-abstract"><h3 class="asset-title">'
        f'<a href="/tin/-/view_content/{n}-bai-so-{n}">{article.headline}</a></h3>'
        f'<div class="assetPublishDate">Ngày đăng {_stamp(article)}</div></div>'
        for n, article in articles
    )
    following = first // PER_LISTING + 2
    more = f'class="next"><a href="/tin?cur={following}">Tiếp</a>'
    if first + PER_LISTING >= count:
        more = 'class="disabled"><a href="javascript:;">Tiếp</a>'
    pager = f"<li>Đầu</li><li>Trước</li><li {more}</li><li>Cuối</li>"
    return _page(f'{cards}<ul class="lfr-pagination-buttons">{pager}</ul>')


def article_page(article: Article) -> bytes:
    """The page of an article as Liferay 6.2 shows it."""
    text = "\n".join(f'<p style="text-align: justify"><span>{p}</span></p>' for p in article.body)
    return _page(
        f'<div class="asset-full-content-title">{article.headline}</div>'
        f'<div class="assetPublishDate">{_stamp(article)}</div>'
        f'<div class="asset-full-content"><div class="journal-content-article">{text}'
        f'<p align="right">{article.author or "Lệ Quỳnh"}</p></div></div>'
    )


def _page(content: str) -> bytes:
    return (
        '<!DOCTYPE html><html class="aui ltr"><head><title>Sở Đo tốc độ</title></head><body>'
        f'<nav><ul>{CHROME}</ul></nav><div class="portlet-boundary">{content}</div>'
        "<footer>Chịu trách nhiệm chính: Nguyễn Văn An</footer></body></html>"
    ).encode()


def _stamp(article: Article) -> str:
    year, month, day = (article.date_published or "2020-01-02")[:10].split("-")
    return f"{day}/{month}/{year} | 08:30 AM"


if __name__ == "__main__":
    main()
