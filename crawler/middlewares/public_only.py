"""Asks nothing of the network that the worker stands in, for addresses that somebody typed."""

from collections.abc import Collection
from ipaddress import ip_address
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.destinations import PublicHosts, is_public
from crawler.failures import RefusedError


class PublicOnlyMiddleware:
    """Refuses each request to an address that is not public, redirects and robots.txt included.

    What answers is looked at, too: a name may lead elsewhere by then. `CONGTIN_PORTAL_HOSTS` are
    hosts that may be at private addresses nevertheless.
    """

    def __init__(self, trusted: Collection[str]) -> None:
        self._trusted = trusted
        self._hosts = PublicHosts()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler.settings.getlist("CONGTIN_PORTAL_HOSTS"))

    async def process_request(self, request: Request) -> None:
        """Let a request pass.

        Raises:
            RefusedError: it leads to where it must not.
        """
        host = urlsplit(request.url).hostname or ""
        if host in self._trusted:
            return
        hidden = await self._hosts.hidden_address(host)
        if hidden is not None:
            raise RefusedError(f"{host} is at {hidden}, which is no public address")

    def process_response(self, request: Request, response: Response) -> Response:
        """Let an answer pass.

        Raises:
            RefusedError: it came from where it must not.
        """
        host = urlsplit(request.url).hostname or ""
        answered = response.ip_address
        if host not in self._trusted and answered and not is_public(ip_address(str(answered))):
            raise RefusedError(f"{answered} answered, which is no public address")
        return response


#: What fetches an address that somebody typed has this among its settings of Scrapy.
PUBLIC_ONLY = {"crawler.middlewares.public_only.PublicOnlyMiddleware": 50}
