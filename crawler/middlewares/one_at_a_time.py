"""Sends one request at a time to a host, whichever of the process's crawls it is of."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.bounded import is_bounded
from crawler.ending import is_ending
from crawler.host_gates import HostGate, gate_of


class OneAtATimeMiddleware:
    """Passes requests through their host's gate. Stands last before the downloader."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._places = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._on_their_way: dict[Request, HostGate] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for a request's turn.

        Raises:
            PostponedError: the crawl is about to end.
        """
        gate = gate_of(urlparse_cached(request).hostname or "", self._places)
        await gate.enter(self, self._delay, self._is_ending)
        self._on_their_way[request] = gate

    def process_response(self, request: Request, response: Response) -> Response:
        """Let the next request pass."""
        self._leave(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Let the next request pass."""
        self._leave(request)

    def _leave(self, request: Request) -> None:
        if (gate := self._on_their_way.pop(request, None)) is not None:
            gate.leave()

    def _is_ending(self) -> bool:
        return is_bounded(self.crawler) and is_ending(self.crawler)
