"""How far a listing is walked: page after page, until there is a reason to stop."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from archive.urls import canonicalize
from crawler.digests import Digests
from crawler.listings.page_requests import PageRequest
from crawler.spiders.listed import ListedItem
from crawler.spiders.traps import trap_reason

#: So many known items in a row, of as many pages as they take, end a walk. Portals list in order of
#: entry or of date, pin what they like to the top, and enter late what is dated earlier (23 of 263
#: articles of a real portal do not stand in the order of their dates), so fewer would end too soon.
KNOWN_IN_A_ROW = 30


@dataclass(slots=True)
class ListingWalk:
    """The walk through one listing of a portal, from a start address on.

    Attributes:
        start: the address it began at.
        section: what the portal file calls the listing.
        max_pages: how many pages are walked at most.
        stop_when_known: whether a run of items that are known already ends the walk. Right only if
            an earlier crawl has been through the rest.
        since: the first day of interest; a page that is all older ends the walk.
        depth: how many registers lead to this one.
        known_run: how many items known already stood in a row at the end of what was walked.
    """

    start: str
    section: str | None
    max_pages: int
    stop_when_known: bool
    since: str | None = None
    depth: int = 0
    pages: int = 0
    known_run: int = 0
    _requests: set[bytes] = field(default_factory=set)
    _contents: set[bytes] = field(default_factory=set)
    _items: Digests = field(default_factory=Digests)

    def request(self, page: PageRequest) -> None:
        """Take note of what is asked for."""
        self._requests.add(_digest(page))

    def part(self, url: str) -> "ListingWalk":
        """The walk through a register that this one leads to."""
        return replace(
            self,
            start=url,
            depth=self.depth + 1,
            pages=0,
            known_run=0,
            _requests=set(),
            _contents=set(),
            _items=Digests(),
        )

    def enter(self, items: Sequence[ListedItem]) -> str | None:
        """Take note of a page; the reason not to use its items, if there is one.

        A page that shows what an earlier one showed is a loop, even where relative links make all
        its addresses new; that is why headlines are compared, not addresses. Pages that are posted
        for all have one address: of them, too, what they show tells.
        """
        self.pages += 1
        shown = "\n".join(f"{item.headline}\t{item.day}" for item in items)
        content = blake2b(shown.encode(errors="replace"), digest_size=16).digest()
        if items and content in self._contents:
            return "it shows the same as an earlier page"
        self._contents.add(content)
        unseen = [item for item in items if self._items.add(item.id)]
        if not items:
            return "it shows nothing of this portal"
        if not unseen:
            return "all that it shows stood on earlier pages"
        return None

    def is_too_old(self, item: ListedItem) -> bool:
        """Whether the listing itself dates an item before the first day of interest."""
        return bool(self.since and item.day and item.day[:10] < self.since)

    def note(self, is_new: bool) -> None:
        """Take note of whether the next item in order is news."""
        self.known_run = 0 if is_new else self.known_run + 1

    def reason_to_stop(
        self, items: Sequence[ListedItem], following: PageRequest | None
    ) -> str | None:
        """Why the walk ends after a page with these items."""
        if following is None:
            return "it is the last page"
        if self.stop_when_known and self.known_run >= KNOWN_IN_A_ROW:
            return f"the last {self.known_run} items are known already"
        dated = [item for item in items if item.day]
        if dated and all(self.is_too_old(item) for item in dated):
            return f"all that it shows is older than {self.since}"
        if reason := trap_reason(following.url):
            return f"its next page {following.url} looks like a trap: {reason}"
        if _digest(following) in self._requests:
            return f"its next page {following.url} was walked before"
        if self.pages >= self.max_pages:
            return f"{self.max_pages} pages are the most that are walked"
        return None


def _digest(page: PageRequest) -> bytes:
    """What tells one request for a page from another."""
    asked = repr((canonicalize(page.url), page.form, page.json))
    return blake2b(asked.encode(errors="replace"), digest_size=16).digest()
