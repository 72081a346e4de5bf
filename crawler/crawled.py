"""From a response to what is recorded of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scrapy import Request
from scrapy.http import Response

from archive.items import Article, Legislation
from crawler.extraction import LISTINGS, Extraction, extract
from crawler.pages import Page
from crawler.portals import Portal
from crawler.registers.listed_entries import ListedEntry, read_as_article

#: Request.meta keys that the archiving middleware sets: which snapshot a response is, taken when.
SNAPSHOT_ID = "snapshot_id"
FETCHED_AT = "fetched_at"
#: Request.meta key: the kind of snapshot that a response will be, where the request decides it.
SNAPSHOT_KIND = "snapshot_kind"
#: Request.meta key: the address that a listing gave, before redirects.
LISTED_URL = "listed_url"
#: Request.meta keys: whether to ask only if the page changed, and, if so, since which snapshot.
ASK_IF_CHANGED = "ask_if_changed"
UNCHANGED_SINCE = "unchanged_since"
#: Request.meta key: `item` or `listing`, where what an interrupted crawl got may be the answer.
REUSE = "reuse"
#: Response.flags: it was archived before.
ARCHIVED = "archived"


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
        failure: why there is no item although one was expected, in words.
        legislation: the entry of a register whose own page it is.
        listed: how the register listed the entry whose own page it should be.
        known_id: the id that the item on it is known by already.
        entries: the entries without pages of their own that it lists.
    """

    snapshot_id: int
    fetched_at: str
    url: str
    listed_url: str | None
    kind: str
    article: Article | None = None
    failure: str | None = None
    legislation: Legislation | None = None
    listed: ListedEntry | None = None
    known_id: str | None = None
    entries: tuple[Legislation, ...] = ()


def read_response(response: Response, portal: Portal, section: str | None) -> Extraction:
    """Extract a page that came in answer to a request for something in a section."""
    return extract(page_of(response), portal, section)


def page_of(response: Response) -> Page:
    """A response as a page to be read; the moment it was fetched, if it was archived."""
    content_type = response.headers.get("Content-Type")
    return Page(
        url=response.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
        status=response.status,
        fetched_at=response.meta.get(FETCHED_AT),
        posted=response.request.body if response.request else b"",
    )


def crawled_listing(
    response: Response, reading: Extraction, entries: Sequence[Legislation] = ()
) -> CrawledPage:
    """What is recorded of a page that should be a listing; `entries` have no pages of their own."""
    failure = None if reading.kind in LISTINGS else missing(reading, "listing")
    page = _crawled(response.meta, response.url, reading.kind, failure)
    page.entries = tuple(entries)
    return page


def crawled_feed(response: Response, failure: str | None) -> CrawledPage:
    """What is recorded of what should be a feed or a sitemap."""
    return _crawled(response.meta, response.url, "failed" if failure else "feed", failure)


def crawled_item(
    response: Response,
    reading: Extraction,
    listed: ListedEntry | None = None,
    known_id: str | None = None,
) -> CrawledPage:
    """What is recorded of a page that should show an item: an article, or a register's entry.

    An entry whose own page shows no more than an article does is that entry nevertheless.
    """
    page = _crawled(response.meta, response.url, reading.kind, None)
    page.listed, page.known_id = listed, known_id
    page.article, page.legislation = reading.article, reading.legislation
    if listed is not None and page.article is not None:
        page.legislation = read_as_article(listed.entry, page.article)
        page.kind, page.article = "legislation", None
    if page.article is None and page.legislation is None:
        page.failure = missing(reading, "article" if listed is None else "register's entry")
    return page


def refused_redirect(request: Request, reason: str) -> CrawledPage | None:
    """What is recorded of an article whose address led to a request that was refused.

    None if the request came of no redirect, and so nothing was archived that could bear the reason.
    """
    meta = request.meta
    if SNAPSHOT_ID not in meta or not meta.get("redirect_urls"):
        return None
    return _crawled(meta, meta["redirect_urls"][-1], "redirect", reason)


def unread(request: Request, kind: str, reason: str) -> CrawledPage:
    """What is recorded of a page that was archived and is not read, for a reason in words."""
    return _crawled(request.meta, request.url, kind, reason)


def missing(reading: Extraction, expected: str) -> str:
    """Why a page is not what was expected, in words."""
    return reading.reason or f"the page is no {expected} but of kind “{reading.kind}”"


def _crawled(meta: Mapping[str, Any], url: str, kind: str, failure: str | None) -> CrawledPage:
    return CrawledPage(
        snapshot_id=meta[SNAPSHOT_ID],
        fetched_at=meta[FETCHED_AT],
        url=url,
        listed_url=meta.get(LISTED_URL),
        kind=kind,
        failure=failure,
    )
