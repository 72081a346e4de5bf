"""The one spider for every portal: what differs between portals is in their files and platforms."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from archive.catalogue.due_checks import Check
from archive.urls import site_of
from crawler.addresses import own_address
from crawler.crawled import (
    ASK_IF_CHANGED,
    FETCHED_AT,
    REUSE,
    SNAPSHOT_ID,
    CrawledPage,
    crawled_feed,
    crawled_item,
    crawled_listing,
    missing,
    page_of,
    read_response,
    refused_redirect,
)
from crawler.extraction import Extraction
from crawler.failures import (
    PostponedError,
    RefusedError,
    describe_failure,
    may_succeed_later,
    request_of,
)
from crawler.feeds import Feed, FeedError, read_feed
from crawler.listed_entries import ListedEntry
from crawler.options import parse_options
from crawler.page_requests import PageRequest
from crawler.portal_settings import settings_of
from crawler.portals import Portal
from crawler.recording import Recorder, open_recorder
from crawler.runs import ARCHIVING_FAILED, RunSummary, RunTally
from crawler.spiders.attachments import AttachmentQueue
from crawler.spiders.checks import MAX_CHECKS, Checks
from crawler.spiders.feeds import FeedQueue
from crawler.spiders.idling import until_idle
from crawler.spiders.listed import ListedItem, listed_items
from crawler.spiders.listing import ListingWalk
from crawler.spiders.requests import (
    ATTACHMENT_MAXSIZE,
    asset_request,
    attachment_request,
    feed_request,
    item_request,
    listing_request,
)
from crawler.spiders.selection import Selection
from crawler.spiders.traps import trap_reason

#: Kinds of page that stand where a listing should be and show that it cannot be read.
NO_LISTINGS = frozenset({"article", "legislation", "error", "login", "blocked", "failed"})

#: Of what can wait, so much is asked for at a time: a request waiting takes some kilobytes.
BATCH = 20


class PortalSpider(Spider):
    """Walks a portal's listings and fetches the items they show.

    Attributes:
        portal: the portal that the class is for (see `spider_for`).
        options: how far to go.
        recorder: where responses and items are kept.
        selection: what is fetched of all that pages name.
        attachments: which of the files that items offer are fetched.
        feeds: which feeds and sitemaps are read.
        checks: which known items are looked at again.
        tally: what the run has come to so far.
        summary: how the run ended, once it has.
    """

    portal: ClassVar[Portal]
    recorder: Recorder
    selection: Selection
    attachments: AttachmentQueue
    checks: Checks

    def __init__(self, **arguments: str) -> None:
        self.options = parse_options(arguments)
        super().__init__(self.portal.name)
        self.tally = RunTally()
        self.feeds = FeedQueue(self.portal)
        self._sites = self.portal.sites
        self.summary: RunSummary | None = None
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Let the portal file have its say."""
        super().update_settings(settings)
        settings.update(settings_of(cls.portal), priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider and open the archive and catalogue that the settings name."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.recorder = open_recorder(crawler.settings)
        spider.selection = Selection(spider.options, spider.tally, spider.recorder)
        most = crawler.settings.getint(MAX_CHECKS)
        spider.checks = Checks(spider.portal.name, spider.tally, spider.recorder, most)
        spider.attachments = AttachmentQueue(
            spider.portal,
            spider.tally,
            spider.recorder,
            crawler.settings.getint(ATTACHMENT_MAXSIZE),
        )
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Request the first page of every listing; once they are walked, what can wait."""
        for start in self.portal.start:
            page = PageRequest(start.url, tuple(start.form.items()), start.json_body)
            yield self._request_listing(page, self._walk(start.url, start.section))
        await until_idle(self.crawler)
        async for request in self._read_feeds():
            yield request
        if self.options.limit is None:
            checks = self.checks.all if self.options.full else self.checks.due
            async for some in checks(BATCH):
                for check in some:
                    yield self._request_check(check)
                await until_idle(self.crawler)
        while files := await self.attachments.left_over(BATCH):
            for url in files:
                yield self._request_attachment(url)
            await until_idle(self.crawler)

    async def parse_listing(self, response: Response, walk: ListingWalk) -> AsyncIterator[Any]:
        """Record a listing page; request the items that are due, and the next page."""
        self.tally.add("pages")
        reading = read_response(response, self.portal, walk.section)
        if (reading.article or reading.legislation) and walk.pages == 0:
            # A portal file may name an item itself: one that no listing of a site shows.
            self.logger.info("%s: the start address is an item", response.url)
            self.tally.listed += 1
            async for result in self._keep_item(response, reading, crawled_item(response, reading)):
                yield result
            return
        if reading.kind in NO_LISTINGS:
            yield crawled_listing(response, reading)
            self._lose_listing(f"{response.url}: {missing(reading, 'listing')}")
            return
        listed = list(listed_items(reading, self.portal))
        self.tally.listed += len(listed)
        items = [item for item in listed if self._is_worth_a_request(item)]
        looped = walk.enter(items)
        due = [] if looped else await self.selection.items(items, walk)
        entries = [item.entry for item in due if item.entry and not item.has_page]
        yield crawled_listing(response, reading, entries)
        for entry in entries:
            async for request in self._request_attachments([a.url for a in entry.attachments]):
                yield request
        if reading.kind == "register":
            for url in await self.selection.parts(self._own(reading.sections), walk):
                yield self._request_listing(PageRequest(url), walk.part(url))
        if looped:
            self.logger.info("%s: %s; this listing ends here", response.url, looped)
            return
        for item in due:
            if item.has_page:
                yield self._request_item(item, walk, response.meta)
        if self.selection.limit_is_reached():
            return
        if stop := walk.reason_to_stop(items, reading.next):
            self.logger.info("%s: %s", response.url, stop)
        elif reading.next:
            yield self._request_listing(reading.next, walk)

    async def _read_feeds(self) -> AsyncIterator[Request]:
        """Request the feeds one by one, and what they name, a little at a time."""
        while (url := self.feeds.next()) and not self.selection.limit_is_reached():
            walk = self._walk(url, None)
            yield feed_request(
                url,
                ask_if_changed=not self.options.full,
                callback=self.parse_feed,
                errback=self.feed_failed,
            )
            await until_idle(self.crawler)
            while items := self.feeds.take(BATCH):
                self.tally.listed += len(items)
                items = [item for item in items if self._is_worth_a_request(item)]
                due = await self.selection.items(items, walk)
                for item in due:
                    yield self._request_item(item, walk)
                if due:
                    await until_idle(self.crawler)

    def parse_feed(self, response: Response) -> Iterator[CrawledPage]:
        """Record a feed or sitemap, and take note of what it names."""
        self.tally.add("pages")
        try:
            feed = read_feed(page_of(response))
        except FeedError as error:
            reason = f"the response has status {response.status}: {error}"
            self.logger.warning("%s: %s", response.url, reason)
            self.tally.add("errors")
            yield crawled_feed(response, reason)
            return
        self.feeds.add(Feed(feed.cards, tuple(u for u in feed.sitemaps if not self.elsewhere(u))))
        yield crawled_feed(response, None)

    async def parse_item(
        self,
        response: Response,
        section: str | None,
        listed: ListedEntry | None = None,
        check: Check | None = None,
    ) -> AsyncIterator[Any]:
        """Record a page that a listing gave as an item's, or that is known to have shown one."""
        self.tally.add("pages")
        reading = read_response(response, self.portal, section)
        known_id = check.id if check and check.item_type == "Legislation" else None
        page = crawled_item(response, reading, listed, known_id)
        await self.checks.look(response, reading)
        if check and not page.failure:
            self.tally.checked += 1
        async for result in self._keep_item(response, reading, page):
            yield result

    async def _keep_item(
        self, response: Response, reading: Extraction, page: CrawledPage
    ) -> AsyncIterator[Any]:
        """Record an item's page; request what is needed to show it again, and its files."""
        if page.failure:
            self.logger.warning("%s: %s", response.url, page.failure)
        if response.status in self.settings.getlist("RETRY_HTTP_CODES"):
            self.tally.missed = True
        yield page
        for url in await self.selection.assets(reading.assets):
            yield asset_request(url, callback=self.parse_asset, errback=self.asset_failed)
        item = page.article or page.legislation or (page.listed.entry if page.listed else None)
        if item is not None:
            async for request in self._request_attachments([a.url for a in item.attachments]):
                yield request

    def parse_asset(self, response: Response) -> None:
        """Count an image or style sheet: that it is archived is all that was wanted."""
        self.tally.add("assets")

    async def parse_attachment(self, response: Response) -> None:
        """Record a file that an item offers."""
        if failure := await self.attachments.keep(response):
            self.logger.warning("%s: %s", response.url, failure)

    def listing_failed(self, failure: Failure) -> None:
        """Remember that a listing could not be fetched: what it shows stays unknown."""
        if isinstance(failure.value, PostponedError):
            self.tally.missed = True
        else:
            self._lose_listing(describe_failure(failure))

    def item_failed(self, failure: Failure) -> Iterator[CrawledPage | ListedEntry]:
        """Count an item's page that could not be fetched; record where it led, if that is why.

        An entry of a register is kept as it is listed.
        """
        reason = describe_failure(failure)
        self.logger.warning("%s", reason)
        request = request_of(failure)
        listed: ListedEntry | None = request.cb_kwargs.get("listed")
        if isinstance(failure.value, RefusedError) and (page := refused_redirect(request, reason)):
            page.listed = listed
            yield page
            return
        if listed is not None:
            yield listed
        if may_succeed_later(failure):
            self.tally.add("errors")
            self.tally.missed = True
        else:
            self.tally.add("skipped")
            self.tally.fresh -= 1
        self.tally.first_failure = self.tally.first_failure or reason

    def feed_failed(self, failure: Failure) -> None:
        """Count a feed that could not be fetched: the next crawl will ask for it."""
        self.check_failed(failure)

    def check_failed(self, failure: Failure) -> None:
        """Count a known item's page that could not be fetched: it will be due again."""
        self.logger.warning("%s", describe_failure(failure))
        self.tally.add("errors")

    def asset_failed(self, failure: Failure) -> None:
        """Pass over an asset that cannot be fetched: the item itself is kept."""
        self.logger.info("%s", describe_failure(failure))

    async def attachment_failed(self, failure: Failure) -> None:
        """Record why a file could not be fetched: the item itself is kept."""
        self.logger.warning("%s", await self.attachments.lose(failure))

    def elsewhere(self, url: str) -> str | None:
        """Why an address is none of the portal's own, in words; None: it is."""
        site = site_of(own_address(url, self.portal))
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

    def _walk(self, start: str, section: str | None) -> ListingWalk:
        return ListingWalk(
            start=start,
            section=section,
            max_pages=self.settings.getint("CONGTIN_MAX_LISTING_PAGES"),
            stop_when_known=self.tally.previous_complete and not self.options.full,
            since=self.options.since,
        )

    def _request_listing(self, page: PageRequest, walk: ListingWalk) -> Request:
        # what an interrupted crawl saw holds for a while, but not where the news stand
        is_first = walk.pages == 0 and walk.depth == 0
        meta = {ASK_IF_CHANGED: not self.options.full, REUSE: None if is_first else "listing"}
        walk.request(page)
        return listing_request(
            page,
            meta,
            callback=self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"walk": walk},
        )

    def _request_item(
        self, item: ListedItem, walk: ListingWalk, listing: Mapping[str, Any] | None = None
    ) -> Request:
        arguments: dict[str, Any] = {"section": walk.section}
        if item.entry is not None and listing is not None:
            snapshot_id, fetched_at = listing[SNAPSHOT_ID], listing[FETCHED_AT]
            arguments["listed"] = ListedEntry(item.entry, snapshot_id, fetched_at)
        return item_request(
            item.url, callback=self.parse_item, errback=self.item_failed, cb_kwargs=arguments
        )

    def _request_check(self, check: Check) -> Request:
        request = item_request(
            check.url,
            callback=self.parse_item,
            errback=self.check_failed,
            cb_kwargs={"section": check.section, "check": check},
        )
        request.meta[ASK_IF_CHANGED] = not self.options.full
        return request

    async def _request_attachments(self, urls: list[str]) -> AsyncIterator[Request]:
        for url in await self.attachments.due(urls):
            yield self._request_attachment(url)

    def _request_attachment(self, url: str) -> Request:
        return attachment_request(
            url,
            self.attachments.max_bytes,
            callback=self.parse_attachment,
            errback=self.attachment_failed,
        )

    def _own(self, links: Sequence[tuple[str, str]]) -> list[str]:
        return [url for url, _ in links if not trap_reason(url) and not self.elsewhere(url)]

    def _is_worth_a_request(self, item: ListedItem) -> bool:
        """Whether an item is to be had from this portal; if not, the log says why."""
        reason = None if item.id else "it has neither an address nor an id"
        if item.has_page:
            reason = trap_reason(item.url) or self.elsewhere(item.url)
        if reason:
            self.logger.info("%s: not fetched: %s", item.url, reason)
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
