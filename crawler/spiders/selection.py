"""What is fetched of all that listings and pages name: each address once in a crawl."""

from collections.abc import Sequence

from archive.urls import article_id, canonicalize
from crawler.extraction import Card
from crawler.options import CrawlOptions
from crawler.recording import Recorder
from crawler.runs import RunTally
from crawler.spiders.listing import ListingWalk


class Selection:
    """Chooses the articles and assets that a crawl fetches, and counts them in its tally."""

    def __init__(self, options: CrawlOptions, tally: RunTally, recorder: Recorder) -> None:
        self._options = options
        self._tally = tally
        self._recorder = recorder
        self._articles: set[str] = set()
        self._assets: set[str] = set()

    async def articles(self, cards: Sequence[Card], walk: ListingWalk) -> tuple[list[Card], int]:
        """The cards to fetch now, and how many of the page's were not known before this run."""
        ids = {card.url: article_id(card.url) for card in cards}
        unrequested = [id_ for id_ in ids.values() if id_ not in self._articles]
        known = set() if self._options.full else await self._recorder.known_articles(unrequested)
        due: list[Card] = []
        for card in cards:
            if ids[card.url] in self._articles or walk.is_too_old(card):
                continue
            if self.limit_is_reached():
                break
            if ids[card.url] in known:
                self._tally.add("skipped")
                self._tally.known += 1
                continue
            self._articles.add(ids[card.url])
            self._tally.due += 1
            due.append(card)
        tried = await self._recorder.tried_before([card.url for card in due])
        self._tally.fresh += len(due) - len(tried)
        return due, len(set(ids.values()) - known)

    async def assets(self, urls: Sequence[str]) -> list[str]:
        """The assets to fetch now: those not archived yet; in a full crawl all of them once more,
        for a style sheet may have changed.
        """
        fresh = {canonicalize(url): url for url in urls}
        fresh = {key: url for key, url in fresh.items() if key not in self._assets}
        self._assets.update(fresh)
        if self._options.full or not fresh:
            return list(fresh.values())
        archived = await self._recorder.archived_assets(list(fresh.values()))
        return [url for url in fresh.values() if url not in archived]

    def limit_is_reached(self) -> bool:
        """Whether the crawl has as many articles as it was asked for."""
        return self._options.limit is not None and self._tally.due >= self._options.limit
