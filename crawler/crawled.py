"""From a response to what is recorded of it."""

from dataclasses import dataclass

from scrapy import Request
from scrapy.http import Response

from archive.items import Article
from crawler.extraction import Extraction, extract
from crawler.pages import Page
from crawler.portals import Portal

#: Request.meta keys that the archiving middleware sets: which snapshot a response is, taken when.
SNAPSHOT_ID = "snapshot_id"
FETCHED_AT = "fetched_at"
#: Request.meta key: the kind of snapshot that a response will be, where the request decides it.
SNAPSHOT_KIND = "snapshot_kind"
#: Request.meta key: the address that a listing gave, before redirects.
LISTED_URL = "listed_url"


@dataclass(slots=True)
class CrawledPage:
    """The item that the spider hands to the pipelines for each page.

    Attributes:
        snapshot_id: the row of the archived response.
        fetched_at: when it was received (UTC).
        url: the page's address after redirects.
        listed_url: the address that a listing gave for it; None for listings themselves.
        kind: what the page is (see `crawler.extraction`).
        article: the article on it, if it has one.
        failure: why there is none although one was expected, in words.
    """

    snapshot_id: int
    fetched_at: str
    url: str
    listed_url: str | None
    kind: str
    article: Article | None = None
    failure: str | None = None


def read_response(response: Response, portal: Portal, section: str | None) -> Extraction:
    """Extract a page that came in answer to a request for something in a section."""
    content_type = response.headers.get("Content-Type")
    page = Page(
        url=response.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
        status=response.status,
        fetched_at=response.meta[FETCHED_AT],
    )
    return extract(page, portal, section)


def crawled_listing(response: Response, reading: Extraction) -> CrawledPage:
    """What is recorded of a page that should be a listing."""
    return _crawled(response, reading, None, None if reading.cards else missing(reading, "listing"))


def crawled_article(response: Response, reading: Extraction) -> CrawledPage:
    """What is recorded of a page that a listing gave as an article."""
    failure = missing(reading, "article") if reading.article is None else None
    return _crawled(response, reading, reading.article, failure)


def refused_redirect(request: Request, reason: str) -> CrawledPage | None:
    """What is recorded of an article whose address led to a request that was refused.

    None if the request came of no redirect, and so nothing was archived that could bear the reason.
    """
    meta = request.meta
    if SNAPSHOT_ID not in meta or not meta.get("redirect_urls"):
        return None
    return CrawledPage(
        snapshot_id=meta[SNAPSHOT_ID],
        fetched_at=meta[FETCHED_AT],
        url=meta["redirect_urls"][-1],
        listed_url=meta.get(LISTED_URL),
        kind="redirect",
        failure=reason,
    )


def missing(reading: Extraction, expected: str) -> str:
    """Why a page is not what was expected, in words."""
    return reading.reason or f"the page is no {expected} but of kind “{reading.kind}”"


def _crawled(
    response: Response, reading: Extraction, article: Article | None, failure: str | None
) -> CrawledPage:
    meta = response.meta
    return CrawledPage(
        snapshot_id=meta[SNAPSHOT_ID],
        fetched_at=meta[FETCHED_AT],
        url=response.url,
        listed_url=meta.get(LISTED_URL),
        kind=reading.kind,
        article=article,
        failure=failure,
    )
