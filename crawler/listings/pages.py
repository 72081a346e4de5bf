"""Listings: the articles a page lists, and where its next page is.

What is here works on any portal: a card is a link to an address such as articles have, with a
headline's worth of text, and the date that stands in its own part of the page. A platform that is
known names its cards exactly instead.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from lxml import etree

from crawler.address_forms import is_article_address, is_file_address
from crawler.blocks import blocks_of_element
from crawler.element_text import clean, line_of
from crawler.finding import elements_by
from crawler.listings.page_requests import PageRequest
from crawler.listings.paging import next_page
from crawler.pages import Page
from crawler.reading.stamps import find_stamps, read_stamp_line

#: `Thời hạn: 15/07/2026 - 13/08/2026`, as lists of drafts that readers may comment on have it.
_DEADLINE = re.compile(r"(?:thời\s+)?hạn\b", re.IGNORECASE)
#: A listing shows an article this often at most: for telephones and for others, by its picture.
_MOST_TIMES = 4
#: A card has its link no deeper inside; its date stands nowhere else.
_CARD_DEPTH = 12
#: What has more elements in it is no card, but a part of the page.
_CARD_ELEMENTS = 200
_MENUS = elements_by("//nav | //@role[. = 'navigation']/..")
#: Advertisements are counted at addresses like `/banners/click/?id=6`; their links say so.
_NO_CARD = "nofollow"


@dataclass(frozen=True, slots=True)
class Card:
    """An article as a listing shows it: its absolute URL, its headline, its date if shown."""

    url: str
    headline: str
    date_published: str | None = None


class ListingPage:
    """A page that lists articles; the rules that hold on any platform."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def cards(self) -> list[Card]:
        """The articles listed, in order, each address once."""
        by_url: dict[str, list[Card]] = {}
        footers = self.page.selector.root.iter("footer")
        frame = self._in_menus | {a for footer in footers for a in footer.iterdescendants("a")}
        for anchor, url in self._article_links.items():
            if anchor in frame or _NO_CARD in (anchor.get("rel") or ""):
                continue
            if not self.page.is_of_site(url):
                continue
            cards = by_url.setdefault(url, [])
            if len(cards) < _MOST_TIMES and (card := self.card(anchor, url)):
                cards.append(card)
        return unique(card for cards in by_url.values() for card in cards)

    def is_article(self, url: str) -> bool:
        """Whether an address looks like an article's; a platform may know its own."""
        return is_article_address(url)

    def card(self, anchor: etree._Element, url: str) -> Card | None:
        """The card of a link, unless the link's text is too short to be a headline."""
        if _is_large(anchor):
            return None
        headline, own_date = _headline_of(anchor)
        if len(headline) < 15 or len(headline.split()) < 4:
            return None
        return Card(url, headline, own_date or self._date_beside(anchor, url, headline))

    def _date_beside(self, anchor: etree._Element, url: str, headline: str) -> str | None:
        """The first stamp in the part of the page that is about this article alone."""
        for ancestor in islice(anchor.iterancestors(), _CARD_DEPTH):
            if ancestor.tag == "body" or self._only_article.get(ancestor) != url:
                return None
            if _is_large(ancestor):
                return None
            date = date_in(ancestor, headline)
            if date is not None:
                return date
        return None

    @cached_property
    def _article_links(self) -> dict[etree._Element, str]:
        """The links to addresses such as articles have, menus' included."""
        urls = self.page.anchor_urls
        return {
            link: url
            for link in self.page.selector.root.iter("a")
            if (url := urls.get(link)) and self.is_article(url)
        }

    @cached_property
    def _only_article(self) -> dict[etree._Element, str | None]:
        """For each element with links to articles in it: the article, None where there are several.

        Each element is met at most three times: what has several need not be told of one more.
        """
        only: dict[etree._Element, str | None] = {}
        for link, url in self._article_links.items():
            for element in chain((link,), link.iterancestors()):
                known = only.get(element, "")
                if known is None or known == url:
                    break
                only[element] = None if known else url
        return only

    def next_url(self) -> str | None:
        """The address of the next page of the listing, None on the last one."""
        return next_page(self.page)

    def next_request(self) -> PageRequest | None:
        """How to ask for the next page: for pagers that post a form, with the form."""
        url = self.next_url()
        return PageRequest(url) if url else None

    def sections(self) -> list[tuple[str, str]]:
        """Links to other listings of the portal, from its menus: address and text."""
        links = {
            url: text
            for anchor, text in self.page.anchor_lines.items()
            if text
            and anchor in self._in_menus
            and (url := self.page.anchor_urls[anchor])
            and self.page.is_of_site(url)
            and not is_file_address(url)
        }
        return list(links.items())

    @cached_property
    def _menus(self) -> list[etree._Element]:
        return _MENUS(self.page.selector.root)

    @cached_property
    def _in_menus(self) -> set[etree._Element]:
        return {anchor for menu in self._menus for anchor in menu.iterdescendants("a")}


def unique(cards: Iterable[Card]) -> list[Card]:
    """Cards with each address once: some portals list all twice, for telephones and for others."""
    kept: dict[str, Card] = {}
    for card in cards:
        known = kept.get(card.url)
        if known is None:
            kept[card.url] = card
        elif known.date_published is None and card.date_published is not None:
            kept[card.url] = Card(card.url, known.headline, card.date_published)
    return list(kept.values())


def date_in(element: etree._Element, headline: str = "") -> str | None:
    """The first stamp among the blocks of an element, or behind the headline in one of them.

    Days until which something may be sent in are none.
    """
    for block in blocks_of_element(element):
        line = read_stamp_line(block.text.replace(headline, "", 1) if headline else block.text)
        if line is not None and line.published is not None and not _DEADLINE.match(line.rest):
            return line.published.value
    return None


def _is_large(element: etree._Element) -> bool:
    return next(islice(element.iter(), _CARD_ELEMENTS, None), None) is not None


def _stamp_at_end(anchor: etree._Element) -> tuple[str, str] | None:
    """The text of the last element in a link where that is a stamp behind a text, and its day:
    `<a>Họp báo <span>12/05/2018</span></a>`.
    """
    last = anchor[-1] if len(anchor) else None
    if last is None or (last.tail or "").strip() or not isinstance(last.tag, str):
        return None
    text = line_of(last)
    line = read_stamp_line(text)
    if line is None or line.published is None or line.rest:
        return None
    has_text_before = line_of(anchor) != text
    return (text, line.published.value) if has_text_before else None


def _headline_of(anchor: etree._Element) -> tuple[str, str | None]:
    """A link's headline, and the date that some portals put into the link behind it."""
    blocks = blocks_of_element(anchor)
    if len(blocks) == 1 and (apart := _stamp_at_end(anchor)):
        stamp, day = apart
        return blocks[0].text.removesuffix(stamp).rstrip(), day
    lines = [(block.text, read_stamp_line(block.text)) for block in blocks]
    unstamped = (text for text, line in lines if line is None)
    text = next(unstamped, "") or clean(anchor.get("title") or "")
    dates = [date for _, line in lines if line and (date := line.published)]
    before, _, last = text.rpartition("(")
    stamps = find_stamps(last)
    if before and stamps and stamps[0].start == 0 and stamps[0].end >= len(last.rstrip(" )")):
        return before.rstrip(), stamps[0].value
    return text, dates[0].value if dates else None
