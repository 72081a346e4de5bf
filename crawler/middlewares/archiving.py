"""Archives what comes over the wire, before anything uses it."""

from http import HTTPStatus
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Headers, Response

from archive.clock import now
from archive.warc import HttpExchange
from crawler.crawled import ARCHIVED, FETCHED_AT, SNAPSHOT_ID, SNAPSHOT_KIND, UNCHANGED_SINCE
from crawler.destinations import is_public
from crawler.failures import RefusedError, first_line
from crawler.file_places import is_file_site
from crawler.portals import Portal
from crawler.snapshot_kinds import TRUNCATED, is_truncated, kind_by_status
from crawler.spiders.portal import PortalSpider


class ArchivingMiddleware:
    """Writes every response to the archive and puts its snapshot's id into the request's meta.

    It stands next to the wire, so bodies are still compressed, and redirects, errors that will be
    retried and robots.txt pass it, too. A response that cannot be archived is not used: the crawl
    ends, for all that followed would be lost as well.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware; for portal spiders only (not for a bare `scrapy shell`)."""
        if not issubclass(crawler.spidercls, PortalSpider):
            raise NotConfigured
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let nothing out that could not be kept.

        Raises:
            IgnoreRequest: an earlier response could not be archived.
        """
        spider = self.crawler.spider
        if isinstance(spider, PortalSpider) and spider.has_given_up:
            raise IgnoreRequest("nothing can be archived")

    async def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response.

        Raises:
            IgnoreRequest: it could not be archived.
            RefusedError: what answered has no public address and is not the portal either.
        """
        spider = self.crawler.spider
        assert isinstance(spider, PortalSpider)
        if ARCHIVED in response.flags:
            return response
        if (
            response.ip_address is not None
            and "proxy" not in request.meta
            and not is_public(response.ip_address)
            and spider.elsewhere(request.url)
            and not _is_file_of(spider.portal, request)
        ):
            spider.tally.add("refused")
            raise RefusedError(f"{response.ip_address} answered, which is no public address")
        exchange = _exchange(request, response, spider)
        kind = _kind(request, response)
        try:
            snapshot_id = await spider.recorder.archive(
                exchange,
                spider.portal.name,
                spider.tally.run_id,
                kind,
                request.meta.get(UNCHANGED_SINCE),
            )
        except Exception as error:
            spider.give_up(f"{request.url} cannot be archived: {first_line(error)}")
            raise IgnoreRequest("it cannot be archived") from error
        if response.status in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT):
            _note_move(request, response, spider)
        request.meta[SNAPSHOT_ID] = snapshot_id
        request.meta[FETCHED_AT] = exchange.fetched_at
        return response


def _note_move(request: Request, response: Response, spider: PortalSpider) -> None:
    """Where the portal says for good that one of its pages is on another site now."""
    location = response.headers.get("Location")
    if location is not None and request.meta.get(SNAPSHOT_KIND) is None:
        led_to = response.urljoin(location.decode("latin-1"))
        if spider.elsewhere(led_to) and not spider.elsewhere(request.url):
            spider.tally.observed.note_move(request.url, led_to)


def _exchange(request: Request, response: Response, spider: PortalSpider) -> HttpExchange:
    metadata = {"portal": spider.portal.name, "run": str(spider.tally.run_id)}
    if via := request.headers.get("Referer"):
        metadata["via"] = via.decode("latin-1")
    return HttpExchange(
        url=request.url,
        fetched_at=now(),
        status=response.status,
        response_headers=_pairs(response.headers),
        payload=response.body,
        request_headers=_sent_headers(request),
        method=request.method,
        request_body=request.body,
        ip_address=str(response.ip_address) if response.ip_address else None,
        metadata=metadata,
    )


def _is_file_of(portal: Portal, request: Request) -> bool:
    """Whether a file is asked for where the portal file says that there are some."""
    wanted = request.meta.get(SNAPSHOT_KIND) == "attachment"
    return wanted and is_file_site(request.url, portal)


def _kind(request: Request, response: Response) -> str | None:
    """What a response is, as far as that shows without reading it."""
    if is_truncated(response):
        return TRUNCATED
    asked_for: str | None = request.meta.get(SNAPSHOT_KIND)
    return kind_by_status(request.url, response.status) or asked_for


def _sent_headers(request: Request) -> list[tuple[str, str]]:
    """The headers as they are sent: Scrapy's, with `Host`, without the proxy's password."""
    headers = [pair for pair in _pairs(request.headers) if pair[0].lower() != "proxy-authorization"]
    if "Host" not in request.headers:
        headers.insert(0, ("Host", urlsplit(request.url).netloc.rpartition("@")[2]))
    return headers


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]
