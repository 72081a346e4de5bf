"""The one spider for every portal: what differs between portals is in their files and platforms."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from archive.urls import site_of
from crawler.crawled import (
    LISTED_URL,
    SNAPSHOT_KIND,
    CrawledPage,
    crawled_article,
    crawled_listing,
    missing,
    read_response,
    refused_redirect,
)
from crawler.extraction import Card, Extraction
from crawler.failures import RefusedError, describe_failure, may_succeed_later, request_of
from crawler.options import parse_options
from crawler.portals import Portal
from crawler.recording import Recorder, open_recorder
from crawler.runs import ARCHIVING_FAILED, RunSummary, RunTally
from crawler.spiders.listing import ListingWalk
from crawler.spiders.selection import Selection
from crawler.spiders.traps import trap_reason

# Articles of a page before the next page: so little waits, and a stopped crawl leaves few gaps.
LISTING_PRIORITY, ASSET_PRIORITY, ARTICLE_PRIORITY = 0, 5, 10

#: Kinds of page that stand where a listing should be and show that it cannot be read.
NO_LISTINGS = frozenset({"article", "error", "login", "blocked", "failed"})


class PortalSpider(Spider):
    """Walks a portal's listings and fetches the articles they show.

    Attributes:
        portal: the portal that the class is for (see `spider_for`).
        options: how far to go.
        recorder: where responses and articles are kept.
        selection: what is fetched of all that pages name.
        tally: what the run has come to so far.
        summary: how the run ended, once it has.
    """

    portal: ClassVar[Portal]
    recorder: Recorder
    selection: Selection

    def __init__(self, **arguments: str) -> None:
        self.options = parse_options(arguments)
        super().__init__(self.portal.name)
        self.tally = RunTally()
        self._sites = self.portal.sites
        self.summary: RunSummary | None = None
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Let the portal file have its say."""
        super().update_settings(settings)
        if cls.portal.download_delay is not None:
            settings.set("DOWNLOAD_DELAY", cls.portal.download_delay, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider and open the archive and catalogue that the settings name."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.recorder = open_recorder(crawler.settings)
        spider.selection = Selection(spider.options, spider.tally, spider.recorder)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Request the first page of every listing."""
        for start in self.portal.start:
            walk = ListingWalk(
                start=start.url,
                section=start.section,
                max_pages=self.settings.getint("CONGTIN_MAX_LISTING_PAGES"),
                stop_when_known=self.tally.previous_complete and not self.options.full,
                since=self.options.since,
            )
            yield self._request_listing(start.url, walk)

    async def parse_listing(self, response: Response, walk: ListingWalk) -> AsyncIterator[Any]:
        """Record a listing page; request the articles that are due, and the next page."""
        self.tally.add("pages")
        reading = read_response(response, self.portal, walk.section)
        if reading.article is not None and walk.pages == 0:
            # A portal file may name an article itself: one that no listing of a site shows.
            self.logger.info("%s: the start address is an article", response.url)
            self.tally.listed += 1
            async for result in self._keep_article(response, reading):
                yield result
            return
        yield crawled_listing(response, reading)
        if reading.kind in NO_LISTINGS:
            self._lose_listing(f"{response.url}: {missing(reading, 'listing')}")
            return
        self.tally.listed += len(reading.cards)
        cards = [card for card in reading.cards if self._is_worth_a_request(card)]
        if looped := walk.enter(response.url, cards):
            self.logger.info("%s: %s; this listing ends here", response.url, looped)
            return
        due, new = await self.selection.articles(cards, walk)
        for card in due:
            yield self._request_article(card, walk)
        if self.selection.limit_is_reached():
            return
        if stop := walk.reason_to_stop(cards, new, reading.next.url if reading.next else None):
            self.logger.info("%s: %s", response.url, stop)
        elif reading.next:
            yield self._request_listing(reading.next.url, walk)

    async def parse_article(self, response: Response, section: str | None) -> AsyncIterator[Any]:
        """Record a page that a listing gave as an article."""
        self.tally.add("pages")
        reading = read_response(response, self.portal, section)
        async for result in self._keep_article(response, reading):
            yield result

    async def _keep_article(self, response: Response, reading: Extraction) -> AsyncIterator[Any]:
        """Record an article page; request what is needed to show it again."""
        page = crawled_article(response, reading)
        if page.failure:
            self.logger.warning("%s: %s", response.url, page.failure)
        if response.status in self.settings.getlist("RETRY_HTTP_CODES"):
            self.tally.missed = True
        yield page
        for url in await self.selection.assets(reading.assets):
            yield Request(
                url,
                callback=self.parse_asset,
                errback=self.asset_failed,
                priority=ASSET_PRIORITY,
                headers={"Accept": "text/css,image/*,*/*;q=0.5"},
                meta={SNAPSHOT_KIND: "asset"},
            )

    def parse_asset(self, response: Response) -> None:
        """Count an image or style sheet: that it is archived is all that was wanted."""
        self.tally.add("assets")

    def listing_failed(self, failure: Failure) -> None:
        """Remember that a listing could not be fetched: what it shows stays unknown."""
        self._lose_listing(describe_failure(failure))

    def article_failed(self, failure: Failure) -> Iterator[CrawledPage]:
        """Count an article page that could not be fetched; record where it led, if that is why."""
        reason = describe_failure(failure)
        self.logger.warning("%s", reason)
        if isinstance(failure.value, RefusedError) and (
            page := refused_redirect(request_of(failure), reason)
        ):
            yield page
            return
        if may_succeed_later(failure):
            self.tally.add("errors")
            self.tally.missed = True
        else:
            self.tally.add("skipped")
            self.tally.fresh -= 1
        self.tally.first_failure = self.tally.first_failure or reason

    def asset_failed(self, failure: Failure) -> None:
        """Pass over an asset that cannot be fetched: the article itself is kept."""
        self.logger.info("%s", describe_failure(failure))

    def elsewhere(self, url: str) -> str | None:
        """Why an address is none of the portal's own, in words; None: it is."""
        site = site_of(url)
        return None if site in self._sites else f"{site} is another site"

    @property
    def has_given_up(self) -> bool:
        """Whether the crawl is about to end because what it fetches cannot be kept."""
        return self._closing is not None

    def give_up(self, problem: str) -> None:
        """End the crawl, because what it fetches cannot be kept. Later calls change nothing."""
        if not self.has_given_up:
            self.logger.error("%s", problem)
            self.tally.problems.append(problem)
            engine = self.crawler.engine
            self._closing = asyncio.ensure_future(
                engine.close_spider_async(reason=ARCHIVING_FAILED)
            )

    def _request_listing(self, url: str, walk: ListingWalk) -> Request:
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"walk": walk},
            priority=LISTING_PRIORITY,
        )

    def _request_article(self, card: Card, walk: ListingWalk) -> Request:
        return Request(
            card.url,
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"section": walk.section},
            priority=ARTICLE_PRIORITY,
            meta={LISTED_URL: card.url},
        )

    def _is_worth_a_request(self, card: Card) -> bool:
        """Whether a card leads to a page of this portal; if not, the log says why."""
        reason = trap_reason(card.url) or self.elsewhere(card.url)
        if reason:
            self.logger.info("%s: not fetched: %s", card.url, reason)
            self.tally.add("skipped")
        return reason is None

    def _lose_listing(self, problem: str) -> None:
        if self.has_given_up:  # the problem is known, and another one
            return
        self.logger.error("%s", problem)
        self.tally.problems.append(problem)
        self.tally.missed = True


def spider_for(portal: Portal) -> type[PortalSpider]:
    """The spider class of a portal: Scrapy wants one for each name."""
    return type("PortalSpider", (PortalSpider,), {"name": portal.name, "portal": portal})
