"""What a portal's crawl consists of, and what bounds it."""

import asyncio
from typing import Any, ClassVar, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from archive.urls import site_of
from crawler.addresses import own_address
from crawler.options import parse_options
from crawler.portals import Portal
from crawler.portals.scrapy_settings import settings_of
from crawler.recording import Recorder, open_recorder
from crawler.runs import ARCHIVING_FAILED, RunSummary, RunTally
from crawler.spiders.attachments import AttachmentQueue
from crawler.spiders.checks import MAX_CHECKS, Checks
from crawler.spiders.feeds import FeedQueue
from crawler.spiders.listed import ListedItem
from crawler.spiders.listing import ListingWalk
from crawler.spiders.requests import ATTACHMENT_MAX_BYTES
from crawler.spiders.selection import Selection
from crawler.spiders.traps import trap_reason


class CrawlingSpider(Spider):
    """A spider for one portal: its state, its bounds, and how it ends before its end.

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
            crawler.settings.getint(ATTACHMENT_MAX_BYTES),
        )
        return spider

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
            self.tally.unkept = True
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

    def _is_worth_a_request(self, item: ListedItem) -> bool:
        """Whether an item is to be had from this portal; if not, the log says why."""
        reason = None if item.id else "it has neither an address nor an id"
        if item.has_page:
            reason = trap_reason(item.url) or self.elsewhere(item.url)
            if self.elsewhere(item.url):
                self.tally.observed.note_elsewhere(site_of(item.url))
        if reason:
            self.logger.info("%s: not fetched: %s", item.url, reason)
            self.tally.add("skipped")
        return reason is None
