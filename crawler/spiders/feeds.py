"""The feeds and sitemaps of a portal: further listings, read once those on its pages are walked."""

from collections import deque

from archive.urls import canonicalize
from crawler.listings.feeds import Feed
from crawler.portals import Portal
from crawler.spiders.listed import ListedItem, item_of_card

#: An index of sitemaps names one for each section or month; more than this is a trap.
_MOST_FEEDS = 1000


class FeedQueue:
    """The feeds still to be asked for, and what those read so far have named."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._feeds = deque(portal.feeds)
        self._seen = {canonicalize(url) for url in portal.feeds}
        self._items: deque[ListedItem] = deque()

    def next(self) -> str | None:
        """The next feed to ask for."""
        return self._feeds.popleft() if self._feeds else None

    def add(self, feed: Feed) -> None:
        """Take note of what a feed names."""
        self._items.extend(item_of_card(card, self._portal) for card in feed.cards)
        for url in feed.sitemaps:
            key = canonicalize(url)
            if key not in self._seen and len(self._seen) < _MOST_FEEDS:
                self._seen.add(key)
                self._feeds.append(url)

    def take(self, most: int) -> list[ListedItem]:
        """The next items named, in order."""
        return [self._items.popleft() for _ in range(min(most, len(self._items)))]
