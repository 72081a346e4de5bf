"""What a crawl asks for once the listings are walked: feeds, known items, files left over."""

from collections.abc import AsyncIterator, Iterator

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.catalogue.due_checks import Check
from crawler.crawled import (
    ASK_IF_CHANGED,
    CrawledPage,
    crawled_feed,
    page_of,
)
from crawler.failures import describe_failure
from crawler.listings.feeds import Feed, FeedError, read_feed
from crawler.spiders.idling import until_idle
from crawler.spiders.items import ItemPages
from crawler.spiders.left_assets import ENOUGH, assets_left
from crawler.spiders.requests import feed_request, item_request

#: So much is asked for at a time: a request that waits takes some kilobytes.
BATCH = 20


class LaterPages(ItemPages):
    """Asks for what can wait, a little at a time."""

    async def _what_can_wait(self) -> AsyncIterator[Request]:
        """Request what feeds name, known items that are due, and what is left over, bit by bit."""
        await until_idle(self.crawler)
        async for request in self._read_feeds():
            yield request
        if self.options.limit is None:
            checks = self.checks.all if self.options.full else self.checks.due
            async for some in checks(BATCH):
                unasked = [check for check in some if not self.selection.has(check.id)]
                for check in unasked:
                    yield self._request_check(check)
                if unasked:
                    await until_idle(self.crawler)
        while files := await self.attachments.left_over(BATCH):
            for url in files:
                yield self._request_attachment(url)
            await until_idle(self.crawler)
        if not self.options.full:  # it has looked at every page again
            async for request in self._left_assets():
                yield request

    async def _left_assets(self) -> AsyncIterator[Request]:
        """Request the images and style sheets that the crawls before did not come to."""
        archive_url, complete = str(self.settings.get("CONGTIN_ARCHIVE_URL")), 0
        async for urls in assets_left(self.recorder, archive_url, self.tally.unfinished):
            missing = await self.selection.assets(urls)
            for url in missing:
                yield self._request_asset(url)
            complete = 0 if missing else complete + 1
            if complete == ENOUGH:
                return
            if missing:
                await until_idle(self.crawler)

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
            while not self.selection.limit_is_reached() and (items := self.feeds.take(BATCH)):
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

    def feed_failed(self, failure: Failure) -> None:
        """Count a feed that could not be fetched: the next crawl will ask for it."""
        self.check_failed(failure)

    def check_failed(self, failure: Failure) -> None:
        """Count a known item's page that could not be fetched: it will be due again."""
        self.logger.warning("%s", describe_failure(failure))
        self._count_unfetched(failure)

    def _request_check(self, check: Check) -> Request:
        request = item_request(
            check.url,
            callback=self.parse_item,
            errback=self.check_failed,
            cb_kwargs={"section": check.section, "check": check},
        )
        request.meta[ASK_IF_CHANGED] = not self.options.full
        return request
