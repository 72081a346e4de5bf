"""Ends a crawl when the hours end in which its portal may be asked."""

import asyncio
from datetime import UTC, datetime
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from archive.hours import closes_at
from crawler.ending import end_crawl
from crawler.spiders.portal import PortalSpider

#: The clock is looked at that often at least, in seconds: a machine may sleep, or be set right.
_GLANCE = 30.0


class HoursKeeper:
    """Watches the clock while a portal with hours is crawled; `interrupted`, the crawl goes on in
    the next hours.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._watch: asyncio.Task[None] | None = None
        crawler.signals.connect(self.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the extension; for portals that have hours only."""
        spider = crawler.spidercls
        if not issubclass(spider, PortalSpider) or spider.portal.hours is None:
            raise NotConfigured
        return cls(crawler)

    def spider_opened(self, spider: PortalSpider) -> None:
        """Begin to watch, unless the crawl may go on at any time."""
        if not spider.options.any_time and spider.portal.hours is not None:
            self._watch = asyncio.create_task(self._end_in_time(spider.portal.hours))

    def spider_closed(self, spider: PortalSpider) -> None:
        """Watch no longer."""
        if self._watch is not None:
            self._watch.cancel()

    async def _end_in_time(self, hours: str) -> None:
        while closes := closes_at(hours, now := datetime.now(UTC)):
            await asyncio.sleep(min(_GLANCE, (closes - now).total_seconds()))
        end_crawl(self.crawler, "interrupted", f"the portal's hours ({hours}) are over")
