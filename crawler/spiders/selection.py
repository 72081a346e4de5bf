"""What is fetched of all that listings and pages name: each address once in a crawl."""

from collections.abc import Sequence

from archive.clock import now
from archive.urls import canonicalize
from crawler import known
from crawler.digests import Digests
from crawler.options import CrawlOptions
from crawler.recording import Recorder
from crawler.runs import RunTally
from crawler.spiders.listed import ListedItem
from crawler.spiders.listing import ListingWalk

#: Registers within registers (a gazette's years, the issues of a year) go no deeper.
MOST_PARTS_DEEP = 3
#: So many of the first and of the last parts are looked at in every crawl: whichever end a register
#: grows at.
GROWING_PARTS = 2


class Selection:
    """Chooses what a crawl fetches, and counts it in its tally."""

    def __init__(self, options: CrawlOptions, tally: RunTally, recorder: Recorder) -> None:
        self._options = options
        self._tally = tally
        self._recorder = recorder
        self._items = Digests()
        self._assets = Digests()
        self._parts = Digests()

    async def items(self, items: Sequence[ListedItem], walk: ListingWalk) -> list[ListedItem]:
        """The items of a page to fetch now, or to record where they have no page of their own.

        The walk is told which of all were known, or at least asked for, before this run.
        """
        unrequested = [item for item in items if item.id not in self._items]
        done = set() if self._options.full else await self._done(unrequested)
        tried = await self._recorder.ask(known.tried_before, [i.url for i in unrequested])
        put_off = await self._put_off([i for i in unrequested if i.id not in done], tried)
        due: list[ListedItem] = []
        for item in items:
            requested = item.id in self._items
            old = item.id in done or (item.has_page and item.url in tried)
            walk.note(requested or not old)
            if requested or walk.is_too_old(item):
                continue
            if self.limit_is_reached():
                break
            if item.id in done:
                self._tally.known += 1
                if item.has_page:
                    self._tally.add("skipped")
                    continue
                self._tally.checked += 1
            elif item.url in put_off:
                self._tally.put_off += 1
                self._tally.add("skipped")
                self._tally.missed |= put_off[item.url]
                continue
            else:
                self._tally.due += 1
                self._tally.fresh += not old
            self._items.add(item.id)
            due.append(item)
        return due

    async def parts(self, urls: Sequence[str], walk: ListingWalk) -> list[str]:
        """The registers to walk of those that a page of one leads to."""
        if walk.depth >= MOST_PARTS_DEEP or self.limit_is_reached():
            return []
        parts = _unseen(urls, self._parts)
        if not walk.stop_when_known:
            return parts
        tried = await self._recorder.ask(known.tried_before, parts)
        growing = {*parts[:GROWING_PARTS], *parts[-GROWING_PARTS:]}
        return [url for url in parts if url in growing or url not in tried]

    async def _done(self, items: Sequence[ListedItem]) -> set[str]:
        """The ids of those of which nothing more is to be had than the catalogue has."""
        pages = [item.id for item in items if item.entry and item.has_page]
        others = [item.id for item in items if not (item.entry and item.has_page)]
        ask = self._recorder.ask
        return await ask(known.known_items, others) | await ask(known.known_pages, pages)

    async def _put_off(self, items: Sequence[ListedItem], tried: set[str]) -> dict[str, bool]:
        """The pages not to be asked for again yet (see `known.put_off`)."""
        failed = [item.url for item in items if item.has_page and item.url in tried]
        if self._options.full or not failed:
            return {}
        return await self._recorder.ask(known.put_off, failed, self._tally.interrupted, now())

    async def assets(self, urls: Sequence[str]) -> list[str]:
        """The assets to fetch now: those not archived yet; in a full crawl all of them once more,
        for a style sheet may have changed.
        """
        fresh = _unseen(urls, self._assets)
        if self._options.full or not fresh:
            return fresh
        archived = await self._recorder.ask(known.archived_assets, fresh)
        return [url for url in fresh if url not in archived]

    def has(self, id_: str) -> bool:
        """Whether an item was chosen in this crawl already."""
        return id_ in self._items

    def limit_is_reached(self) -> bool:
        """Whether the crawl has as many items as it was asked for."""
        return self._options.limit is not None and self._tally.due >= self._options.limit


def _unseen(urls: Sequence[str], seen: Digests) -> list[str]:
    """Those of some addresses that are new, each once; from now on they are seen."""
    return [url for url in urls if seen.add(canonicalize(url))]
