"""What a listing's page names, news or entries of a register alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from archive.items import Legislation
from archive.urls import article_id, page_shown
from crawler.addresses import own_address
from crawler.extraction import Card, Extraction
from crawler.portals import Portal


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item as a page of a listing names it.

    Attributes:
        url: its absolute address.
        id: the id that follows from the page it shows, or that the register gives; empty if
            neither.
        headline: what the page calls it.
        day: the day it shows (ISO 8601, perhaps with a time), if any.
        entry: of a register: what the page tells of the entry.
        has_page: whether it has a page of its own, to be fetched.
    """

    url: str
    id: str
    headline: str
    day: str | None = None
    entry: Legislation | None = None
    has_page: bool = True


def listed_items(reading: Extraction, portal: Portal) -> Iterator[ListedItem]:
    """The items that a page of a portal names, in its order."""
    for card in reading.cards:
        yield item_of_card(card, portal)
    for row in reading.rows:
        url = own_address(row.entry.url, portal)
        id_ = row.entry.id or _id(url)
        entry = replace(row.entry, url=url, id=id_, portal=portal.name, province=portal.province)
        headline = f"{entry.identifier or ''} {entry.title or ''}"
        yield ListedItem(url, id_, headline, entry.issued_on, entry, row.has_page)


def item_of_card(card: Card, portal: Portal) -> ListedItem:
    """An article as a listing or feed of a portal names it."""
    url = own_address(card.url, portal)
    return ListedItem(url, _id(url, page_shown), card.headline, card.date_published)


def _id(url: str, shown: Callable[[str], str] = str) -> str:
    try:
        return article_id(shown(url))
    except ValueError:
        return ""
