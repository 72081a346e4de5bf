"""What a spider has to know so that our downloader middlewares can bound its crawl."""

from typing import Protocol, cast

from scrapy.crawler import Crawler

from crawler.portals import Portal
from crawler.runs import RunTally


class BoundedSpider(Protocol):
    """A spider for one portal, that knows which addresses are its own."""

    portal: Portal
    tally: RunTally

    def elsewhere(self, url: str) -> str | None:
        """Why an address is none of the portal's own, in words; None: it is."""


def is_bounded(crawler: Crawler) -> bool:
    """Whether a crawl is of a portal (and not that of a bare `scrapy shell`)."""
    return hasattr(crawler.spidercls, "elsewhere")


def spider_of(crawler: Crawler) -> BoundedSpider:
    """The spider of a crawl that `is_bounded`."""
    return cast("BoundedSpider", crawler.spider)
