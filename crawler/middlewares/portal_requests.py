"""Sends a portal's requests as its file asks: through its proxy, with its cookies."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.bounded import is_bounded, spider_of


class PortalRequestsMiddleware:
    """Adds what a portal file names to requests.

    The proxy is for everything that the crawl fetches; cookies are for the portal's own sites: they
    are neither sent elsewhere nor taken from there.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware; for spiders of a portal only."""
        if not is_bounded(crawler):
            raise NotConfigured
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Make a request what the portal file asks for."""
        spider = spider_of(self.crawler)
        portal = spider.portal
        if portal.proxy is not None:
            request.meta["proxy"] = portal.proxy
        if portal.cookies:
            own = spider.elsewhere(request.url) is None
            # With a path, or each folder of the site would have cookies of its own.
            request.cookies = [
                {"name": name, "value": value, "path": "/"}
                for name, value in (portal.cookies.items() if own else ())
            ]
            request.meta["dont_merge_cookies"] = not own
