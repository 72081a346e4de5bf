"""The pages of items, what is needed to show them again, and the files that they offer."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.catalogue.due_checks import Check
from crawler.crawled import (
    FETCHED_AT,
    SNAPSHOT_ID,
    CrawledPage,
    crawled_item,
    read_response,
    refused_redirect,
    unread,
)
from crawler.ending import is_ending
from crawler.extraction import Extraction
from crawler.failures import (
    RefusedError,
    TruncatedError,
    UnreadableError,
    describe_failure,
    in_words,
    may_succeed_later,
    request_of,
)
from crawler.registers.listed_entries import ListedEntry
from crawler.snapshot_kinds import TRUNCATED
from crawler.spiders.base import CrawlingSpider
from crawler.spiders.listed import ListedItem
from crawler.spiders.listing import ListingWalk
from crawler.spiders.requests import asset_request, attachment_request, item_request


class ItemPages(CrawlingSpider):
    """Records the pages of items, and what comes with them."""

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
        async for result in self._keep_item(response, reading, page, check):
            yield result

    async def _keep_item(
        self,
        response: Response,
        reading: Extraction,
        page: CrawledPage,
        check: Check | None = None,
    ) -> AsyncIterator[Any]:
        """Record an item's page; request what is needed to show it again, and its files."""
        if page.failure:
            self.logger.warning("%s: %s", response.url, page.failure)
        if response.status in self.settings.getlist("RETRY_HTTP_CODES"):
            self.tally.missed = True
        yield page
        for url in await self.selection.assets(reading.assets):
            yield self._request_asset(url)
        item = page.article or page.legislation or (page.listed.entry if page.listed else None)
        if item is not None:
            files = [attachment.url for attachment in item.attachments]
            async for request in self._request_attachments(files, check):
                yield request

    def parse_asset(self, response: Response) -> None:
        """Count an image or style sheet: that it is archived is all that was wanted."""
        self.tally.add("assets")

    async def parse_attachment(self, response: Response) -> None:
        """Record a file that an item offers."""
        if failure := await self.attachments.keep(response):
            self.logger.warning("%s: %s", response.url, failure)

    def item_failed(self, failure: Failure) -> Iterator[CrawledPage | ListedEntry]:
        """Count an item's page that could not be fetched; record where it led, if that is why.

        An entry of a register is kept as it is listed.
        """
        reason = describe_failure(failure)
        self.logger.warning("%s", reason)
        request = request_of(failure)
        listed: ListedEntry | None = request.cb_kwargs.get("listed")
        page: CrawledPage | None = None
        if isinstance(failure.value, RefusedError):
            page = refused_redirect(request, reason)
        elif isinstance(failure.value, UnreadableError):
            kind = TRUNCATED if isinstance(failure.value, TruncatedError) else "failed"
            page = unread(request, kind, reason)
        if page is not None:
            page.listed = listed
            yield page
            return
        if listed is not None:
            yield listed
        if may_succeed_later(failure):
            self._count_unfetched(failure)
            self.tally.missed = True
        else:
            self.tally.add("skipped")
            self.tally.fresh -= 1
        self.tally.first_failure = self.tally.first_failure or reason

    def _count_unfetched(self, failure: Failure) -> None:
        """Count a page that could not be fetched; in a crawl that is told to end it was let go."""
        if not is_ending(self.crawler):
            self.tally.add("errors")
            reason = in_words(failure.value)
            self.tally.observed.note_unfetched(request_of(failure).url, reason)

    def asset_failed(self, failure: Failure) -> None:
        """Pass over an asset that cannot be fetched: the item itself is kept."""
        self.logger.info("%s", describe_failure(failure))

    async def attachment_failed(self, failure: Failure) -> None:
        """Record why a file could not be fetched: the item itself is kept."""
        self.logger.warning("%s", await self.attachments.lose(failure))

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

    async def _request_attachments(
        self, urls: list[str], check: Check | None = None
    ) -> AsyncIterator[Request]:
        again = check is not None or self.options.full
        due = self.attachments.due_again if again else self.attachments.due
        for url in await due(urls):
            yield self._request_attachment(url)

    def _request_asset(self, url: str) -> Request:
        return asset_request(url, callback=self.parse_asset, errback=self.asset_failed)

    def _request_attachment(self, url: str) -> Request:
        return attachment_request(
            url,
            self.attachments.max_bytes,
            ask_if_changed=not self.options.full,
            callback=self.parse_attachment,
            errback=self.attachment_failed,
        )
