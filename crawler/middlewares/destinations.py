"""Sends no request to where the portal has no business to send us."""

import logging
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK

from archive.urls import site_of
from crawler.bounded import BoundedSpider, is_bounded, spider_of
from crawler.crawled import SNAPSHOT_KIND
from crawler.destinations import PublicHosts
from crawler.failures import RefusedError, led_to
from crawler.file_places import is_file_site, may_have_files

logger = logging.getLogger(__name__)


class DestinationMiddleware:
    """Refuses requests by where they lead, each hop of a redirect, retry and robots.txt included.

    Listings and articles have to be on the portal's own sites, files that these offer on those or
    on sites of the same province; images, style sheets and robots.txt may be on other hosts, but
    only on public ones. The portal's own sites may be anywhere: whoever
    wrote the portal file (as of the demo, on loopback) meant them.

    The connection is not pinned to the address found here: its name is resolved once more. If it
    leads elsewhere by then, the request (a GET that holds nothing secret) is sent; the answer is
    not kept, for `ArchivingMiddleware` looks at the address that did answer. Behind a proxy it is
    the proxy that resolves names and has to have such a rule of its own.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._hosts = PublicHosts()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware; for portal spiders only, who know their sites."""
        if not is_bounded(crawler):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass.

        Raises:
            RefusedError: it leads to where it must not.
        """
        spider = spider_of(self.crawler)
        if reason := await self._reason(request, spider):
            spider.tally.add("refused")
            logger.warning("%s: refused: %s", led_to(request), reason)
            raise RefusedError(reason)

    async def _reason(self, request: Request, spider: BoundedSpider) -> str | None:
        elsewhere = spider.elsewhere(request.url)
        if elsewhere is None:
            return None
        if request.meta.get(SNAPSHOT_KIND) == "attachment":
            if is_file_site(request.url, spider.portal):
                return None
            if not may_have_files(request.url, spider.portal):
                return elsewhere
        elif not _may_leave(request):
            return elsewhere
        host = urlsplit(request.url).hostname
        if not site_of(request.url) or host is None:
            return "it is no http or https address"
        hidden = await self._hosts.hidden_address(host)
        return f"{host} is at {hidden}, which is no public address" if hidden else None


def _may_leave(request: Request) -> bool:
    """Whether a request is for an asset or a robots.txt (which alone have no callback)."""
    return request.callback is NO_CALLBACK or request.meta.get(SNAPSHOT_KIND) == "asset"
