"""Waits where a portal is busy or refuses us, tries again, and ends a crawl that is not wanted."""

import logging
import time
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from archive.urls import site_of
from crawler.bounded import is_bounded, spider_of
from crawler.classification import block_reason
from crawler.crawled import LISTED_URL, SNAPSHOT_KIND, unread
from crawler.ending import end_crawl
from crawler.failures import PostponedError
from crawler.host_gates import MOST_SPACING, HostGate, gate_of
from crawler.pages import Page
from crawler.patience import Answer, End, Keep, Patience, TryAgain, read_countdown, read_retry_after
from crawler.spiders.portal import PortalSpider

logger = logging.getLogger(__name__)

BUSY = frozenset((429, 503))
#: 451: for legal reasons (RFC 7725), which is how some refuse other countries.
FORBIDDEN = frozenset((403, 451))


class PatienceMiddleware:
    """Judges answers by `crawler.patience`.

    It stands above compression and below Scrapy's retries, which send a request again at once: that
    is right for a lost connection and wrong for a server that asks to be left alone. Every answer
    is archived before, those that refuse us as snapshots of kind `blocked`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self._patience = Patience(
            busy_wait=settings.getfloat("CONGTIN_BUSY_WAIT"),
            blocked_wait=settings.getfloat("CONGTIN_BLOCKED_WAIT"),
            most=settings.getfloat("CONGTIN_MAX_WAITING"),
        )
        self._delay = settings.getfloat("DOWNLOAD_DELAY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware; for spiders of a portal only."""
        if not is_bounded(crawler):
            raise NotConfigured
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Use a response, or send its request again later.

        Raises:
            PostponedError: the crawl ends, because of this answer.
        """
        is_asset = request.meta.get(SNAPSHOT_KIND) == "asset"
        if is_asset and b"html" not in (response.headers.get("Content-Type") or b""):
            return response
        own = site_of(request.url) in spider_of(self.crawler).portal.sites
        answer, reason, asked = _read(response)
        if is_asset and (answer != "blocked" or asked is None):
            return response  # refused, it says nothing of whether pages are to be had
        if request.callback is NO_CALLBACK and answer in ("good", "forbidden"):
            return response  # robots.txt says nothing of whether pages are to be had
        if not own:
            return self._leave_alone(request, response, answer, asked)
        needed = LISTED_URL not in request.meta and SNAPSHOT_KIND not in request.meta
        verdict = self._patience.judge(answer, request.url, reason, asked=asked, needed=needed)
        if answer == "blocked":
            await self._record_block(request, reason)
        match verdict:
            case Keep():
                request.meta["dont_retry"] = response.status in BUSY
                return response
            case TryAgain(after=seconds):
                return self._later(request, answer, reason, seconds)
            case End(outcome=outcome, reason=why):
                end_crawl(self.crawler, outcome, f"{request.url}: {why}")
                raise PostponedError(why)

    def _leave_alone(
        self, request: Request, response: Response, answer: Answer, asked: float | None
    ) -> Response:
        """Of another host than the portal's: no reason to wait with the crawl, or to end it."""
        request.meta["dont_retry"] = answer == "busy"
        if answer == "busy":
            self._gate(request).close_for(min(asked or 0.0, MOST_SPACING))
        return response

    def _gate(self, request: Request) -> HostGate:
        places = self.crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        return gate_of(urlparse_cached(request).hostname or "", places)

    def _later(self, request: Request, answer: Answer, reason: str, seconds: float) -> Request:
        gate = self._gate(request)
        was_on_its_way = gate.is_closed
        if not was_on_its_way and (answer == "busy" or seconds > 0):
            gate.slow_down(self._delay)
        gate.close_for(seconds)
        logger.warning("%s: %s; tried again in %.0f s", request.url, reason, seconds)
        return request.replace(dont_filter=True)

    async def _record_block(self, request: Request, reason: str) -> None:
        spider = self.crawler.spider
        if isinstance(spider, PortalSpider):
            await spider.recorder.record_page(unread(request, "blocked", reason))


def _read(response: Response) -> tuple[Answer, str, float | None]:
    """What an answer is, what it says in words, and the seconds that it asks us to wait."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    page = Page(response.url, response.body, content_type or None, response.status)
    retry_after = (response.headers.get("Retry-After") or b"").decode("latin-1")
    asked = read_retry_after(retry_after, time.time())
    if reason := block_reason(page):
        countdown = read_countdown(page)
        return "blocked", reason, asked if countdown is None else countdown
    if response.status in BUSY:
        return "busy", f"the portal is busy (status {response.status})", asked
    if response.status in FORBIDDEN:
        return "forbidden", f"the portal refuses us (status {response.status})", asked
    return ("good", "", None) if response.status == 200 else ("neutral", "", asked)
