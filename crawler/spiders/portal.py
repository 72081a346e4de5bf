"""The one spider for every portal: what differs between portals is in their files and platforms."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.crawled import (
    ASK_IF_CHANGED,
    REUSE,
    crawled_item,
    crawled_listing,
    missing,
    read_response,
)
from crawler.failures import PostponedError, describe_failure
from crawler.listings.page_requests import PageRequest
from crawler.portals import Portal
from crawler.spiders.later import LaterPages
from crawler.spiders.listed import listed_items
from crawler.spiders.listing import ListingWalk
from crawler.spiders.requests import listing_request
from crawler.spiders.traps import trap_reason

#: Kinds of page that stand where a listing should be and show that it cannot be read.
NO_LISTINGS = frozenset({"article", "legislation", "error", "login", "blocked", "failed"})


class PortalSpider(LaterPages):
    """Walks a portal's listings and fetches the items they show (see `spider_for`)."""

    async def start(self) -> AsyncIterator[Any]:
        """Request the first page of every listing; once they are walked, what can wait."""
        for start in self.portal.start:
            page = PageRequest(start.url, tuple(start.form.items()), start.json_body)
            yield self._request_listing(page, self._walk(start.url, start.section))
        async for request in self._what_can_wait():
            yield request

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

    def listing_failed(self, failure: Failure) -> None:
        """Remember that a listing could not be fetched: what it shows stays unknown."""
        if isinstance(failure.value, PostponedError):
            self.tally.missed = True
        else:
            self._lose_listing(describe_failure(failure))

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

    def _own(self, links: Sequence[tuple[str, str]]) -> list[str]:
        return [url for url, _ in links if not trap_reason(url) and not self.elsewhere(url)]

    def _lose_listing(self, problem: str) -> None:
        if self.has_given_up:  # the problem is known, and another one
            return
        self.logger.error("%s", problem)
        self.tally.problems.append(problem)
        self.tally.missed = True


def spider_for(portal: Portal) -> type[PortalSpider]:
    """The spider class of a portal: Scrapy wants one for each name."""
    return type("PortalSpider", (PortalSpider,), {"name": portal.name, "portal": portal})
