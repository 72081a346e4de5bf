"""Crawls portals, several at a time, in one process that ends cleanly when it is told to."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from signal import SIGINT, SIGTERM, getsignal
from signal import signal as set_handler
from typing import Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from archive.catalogue import CatalogueError
from crawler.options import CrawlOptions
from crawler.portals import Portal
from crawler.runs import STOPPED, RunSummary, RunTally
from crawler.spiders.portal import PortalSpider, spider_for

#: How many hosts are crawled at a time: each takes memory, and one thread does all the reading.
HOSTS_AT_A_TIME = 8

Progress = Callable[[str, Mapping[str, int]], None]


def crawl(
    portals: Sequence[Portal],
    scrapy_settings: Mapping[str, Any],
    options: CrawlOptions,
    on_progress: Progress = lambda portal, counts: None,
) -> list[RunSummary]:
    """Crawl portals and say how each crawl ended, in the order of the portals.

    To be called in the main thread, once in a process (Twisted's reactor starts only once).
    SIGINT and SIGTERM stop all crawls after the requests on their way; a second one stops at once.

    Args:
        portals: what to crawl; portals on the same host are crawled one after the other.
        scrapy_settings: what `congtin.scrapy_settings` makes of `crawler.scrapy_defaults`.
        options: how far to go.
        on_progress: called with the portal's name and its counts whenever they have changed.
    """
    process = AsyncCrawlerProcess(Settings(dict(scrapy_settings)))
    crawls = _Crawls(process, options, on_progress)
    loop = asyncio.get_event_loop()
    everything = loop.create_task(crawls.run(portals))
    handlers = {number: getsignal(number) for number in (SIGINT, SIGTERM)}
    process.start(stop_after_crawl=False)
    for number, handler in handlers.items():
        set_handler(number, handler)  # what comes after the crawl is stopped as it would be
    if not everything.done():
        everything.cancel()
        loop.run_until_complete(asyncio.gather(everything, return_exceptions=True))
    return [crawls.summaries.get(portal.name) or _unfinished(portal) for portal in portals]


class _Crawls:
    """The crawls of one process."""

    def __init__(
        self, process: AsyncCrawlerProcess, options: CrawlOptions, on_progress: Progress
    ) -> None:
        self.summaries: dict[str, RunSummary] = {}
        self._process = process
        self._options = options
        self._on_progress = on_progress
        self._places = asyncio.Semaphore(HOSTS_AT_A_TIME)

    async def run(self, portals: Sequence[Portal]) -> None:
        """Crawl everything, then stop the reactor."""
        from twisted.internet import reactor

        hosts: dict[str | None, list[Portal]] = {}
        for portal in portals:
            hosts.setdefault(urlsplit(portal.start[0].url).hostname, []).append(portal)
        try:
            await asyncio.gather(*(self._crawl_host(group) for group in hosts.values()))
        finally:
            if reactor.running:
                reactor.stop()  # type: ignore[misc]  # a zope interface, seen as a class

    async def _crawl_host(self, portals: Sequence[Portal]) -> None:
        async with self._places:
            for portal in portals:
                if any(s.reason == STOPPED for s in self.summaries.values()):
                    return
                self.summaries[portal.name] = await self._crawl_portal(portal)

    async def _crawl_portal(self, portal: Portal) -> RunSummary:
        def report(spider: PortalSpider) -> None:
            self._on_progress(portal.name, spider.tally.counts)

        try:
            crawler = self._process.create_crawler(spider_for(portal))
            for signal in (signals.response_received, signals.item_scraped, signals.spider_closed):
                crawler.signals.connect(report, signal=signal, weak=False)
            await self._process.crawl(crawler, **self._options.to_spider_arguments())
        except Exception as error:
            # A crawler opens the log anew, and closes the former: on a full disk it cannot.
            unkept = isinstance(error, (CatalogueError, OSError))
            return _failed(portal, f"{type(error).__name__}: {error}", unkept)
        spider = crawler.spider
        assert isinstance(spider, PortalSpider)
        return spider.summary or _cut_short(portal, spider.tally)


def _failed(portal: Portal, reason: str, unkept: bool) -> RunSummary:
    counts = RunTally().counts
    return RunSummary(portal.name, None, "failed", counts, reason, complete=False, unkept=unkept)


def _cut_short(portal: Portal, tally: RunTally) -> RunSummary:
    """How a crawl ended that could not say so: it never began, or was told to stop at once."""
    if tally.problems or tally.run_id is None:
        return _failed(portal, "; ".join(tally.problems) or "it did not begin", tally.unkept)
    counts = dict(tally.counts)
    return RunSummary(portal.name, tally.run_id, "interrupted", counts, STOPPED, complete=False)


def _unfinished(portal: Portal) -> RunSummary:
    return RunSummary(portal.name, None, "interrupted", RunTally().counts, STOPPED, complete=False)
