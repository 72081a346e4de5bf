"""How far a listing is walked: page after page, until there is a reason to stop."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from archive.urls import article_id, canonicalize
from crawler.extraction import Card
from crawler.spiders.traps import trap_reason


@dataclass(slots=True)
class ListingWalk:
    """The walk through one listing of a portal, from a start address on.

    Attributes:
        start: the address it began at.
        section: what the portal file calls the listing.
        max_pages: how many pages are walked at most.
        stop_when_known: whether a page on which every article is known already ends the walk. Right
            only if an earlier crawl has been through the rest.
        since: the first day of interest; a page that is all older ends the walk.
    """

    start: str
    section: str | None
    max_pages: int
    stop_when_known: bool
    since: str | None = None
    pages: int = 0
    _addresses: set[str] = field(default_factory=set)
    _contents: set[bytes] = field(default_factory=set)
    _articles: set[str] = field(default_factory=set)

    def enter(self, url: str, cards: Sequence[Card]) -> str | None:
        """Take note of a page; the reason not to use its cards, if there is one.

        A page that shows what an earlier one showed is a loop, even where relative links make all
        its addresses new; that is why headlines are compared, not addresses.
        """
        self.pages += 1
        self._addresses.add(canonicalize(url))
        shown = "\n".join(f"{card.headline}\t{card.date_published}" for card in cards)
        content = blake2b(shown.encode(), digest_size=16).digest()
        if cards and content in self._contents:
            return "it shows the same articles as an earlier page"
        self._contents.add(content)
        unseen = {article_id(card.url) for card in cards} - self._articles
        self._articles |= unseen
        if not cards:
            return "it shows no articles"
        if not unseen:
            return "all its articles stood on earlier pages"
        return None

    def is_too_old(self, card: Card) -> bool:
        """Whether the listing itself dates an article before the first day of interest."""
        return bool(self.since and card.date_published and card.date_published[:10] < self.since)

    def reason_to_stop(self, cards: Sequence[Card], new: int, next_url: str | None) -> str | None:
        """Why the walk ends after a page with these cards, `new` of which were not known before."""
        if next_url is None:
            return "it is the last page"
        if self.stop_when_known and new == 0:
            return "all its articles are known already"
        dated = [card for card in cards if card.date_published]
        if dated and all(self.is_too_old(card) for card in dated):
            return f"all its articles are older than {self.since}"
        if canonicalize(next_url) in self._addresses:
            return f"its next page {next_url} was walked before"
        if reason := trap_reason(next_url):
            return f"its next page {next_url} looks like a trap: {reason}"
        if self.pages >= self.max_pages:
            return f"{self.max_pages} pages are the most that are walked"
        return None
