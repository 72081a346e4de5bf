"""Answers from the archive: what an interrupted crawl had, and what did not change since."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from archive.clock import moment
from archive.warc import BrokenRecordError
from crawler.archived_answers import (
    ArchivedAnswer,
    interrupted_answer,
    unchanged_answer,
    validators,
)
from crawler.crawled import (
    ARCHIVED,
    ASK_IF_CHANGED,
    FETCHED_AT,
    REUSE,
    SNAPSHOT_ID,
    UNCHANGED_SINCE,
)
from crawler.spiders.portal import PortalSpider

#: For so long what an interrupted crawl was shown is used again. Listings change soon, pages of
#: items seldom; but one that was not there may be by now.
HOLD = {"listing": timedelta(days=1), "item": timedelta(days=7)}
#: For so long a server is believed that a listing did not change: some say so of every page.
BELIEVED = timedelta(days=7)

_CONDITIONS = ("If-None-Match", "If-Modified-Since")


class FromArchiveMiddleware:
    """Asks for pages only if they changed, and not for what an interrupted crawl had already.

    It stands above `ArchivingMiddleware`, which keeps the server's word that nothing changed, and
    below compression: what is stored came as the server sent it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._archive_url = str(crawler.settings.get("CONGTIN_ARCHIVE_URL"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware; for portal spiders only, who keep an archive."""
        if not issubclass(crawler.spidercls, PortalSpider):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Answer a request that an interrupted crawl has had answered; or ask if it changed."""
        spider = self._spider
        _drop_conditions(request)  # a redirect's or a retry's are of another request
        if request.method != "GET":
            return None
        runs = spider.tally.interrupted
        if runs and (reuse := request.meta.get(REUSE)):
            since = moment(datetime.now(UTC) - HOLD[reuse])
            answer = await spider.recorder.ask(
                interrupted_answer, self._archive_url, request.url, runs, since
            )
            if answer is not None:
                spider.tally.add("replayed")
                return self._use(answer, request)
        if request.meta.get(ASK_IF_CHANGED):
            await self._set_conditions(request)
        return None

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Give the stored page in place of the word that it did not change."""
        if response.status != HTTPStatus.NOT_MODIFIED or UNCHANGED_SINCE not in request.meta:
            return response
        spider = self._spider
        try:
            answer = await spider.recorder.ask(
                unchanged_answer, self._archive_url, request.meta[SNAPSHOT_ID]
            )
        except BrokenRecordError as error:
            spider.logger.warning("%s: fetched again, for %s", request.url, error)
            return _unconditional(request)
        spider.tally.add("not_modified")
        return self._use(answer, request)

    async def _set_conditions(self, request: Request) -> None:
        since = moment(datetime.now(UTC) - BELIEVED)
        known = await self._spider.recorder.ask(validators, request.url, since)
        if known is None:
            return
        request.meta[UNCHANGED_SINCE] = known.snapshot_id
        for name, value in zip(_CONDITIONS, (known.etag, known.last_modified), strict=True):
            if value:
                request.headers[name] = value.encode("latin-1", "replace")

    def _use(self, answer: ArchivedAnswer, request: Request) -> Response:
        request.meta[SNAPSHOT_ID] = answer.snapshot_id
        request.meta[FETCHED_AT] = answer.fetched_at
        headers = Headers()
        for name, value in answer.headers:
            headers.appendlist(name, value.encode("latin-1", "replace"))
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.payload)
        return kind(
            request.url,
            status=answer.status,
            headers=headers,
            body=answer.payload,
            flags=[ARCHIVED],
            request=request,
        )

    @property
    def _spider(self) -> PortalSpider:
        spider = self.crawler.spider
        assert isinstance(spider, PortalSpider)
        return spider


def _unconditional(request: Request) -> Request:
    again = request.copy()
    again.meta.pop(ASK_IF_CHANGED, None)
    return again


def _drop_conditions(request: Request) -> None:
    for name in _CONDITIONS:
        request.headers.pop(name, None)
    request.meta.pop(UNCHANGED_SINCE, None)
