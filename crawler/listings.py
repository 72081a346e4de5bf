"""Listings: the articles a page lists, and where its next page is.

What is here works on any portal: a card is a link to an address such as articles have, with a
headline's worth of text, and the date that stands in its own part of the page. A platform that is
known names its cards exactly instead.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from archive.urls import site_of
from crawler.blocks import blocks_of_element
from crawler.pages import Page, clean
from crawler.stamps import find_stamps, read_stamp_line

#: Addresses of articles as seen on the platforms of Vietnamese portals.
_ARTICLE_ADDRESS = re.compile(
    r"/pages/detail/\d+|/-/(?:[^/?]+/)*[^/?]{7,}|[-_/]\d{3,}(?:\.(?:html?|aspx))?/?$"
    r"|-\d+\.html?$|/\d{3,}/[^/]{8,}|[?&](?:itemid|articleid|newsid|id|p_id)=\d+"
    r"|/(?:[a-z0-9]+-){4,}[a-z0-9]+(?:\.(?:html?|aspx))?/?$",
    re.IGNORECASE,
)
_FILE_ADDRESS = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z)(?:[/?]|$)|LinkClick\.aspx\?.*fileticket="
    r"|DownloadFilePage\.aspx|[?&]download=1",
    re.IGNORECASE,
)
_NO_ARTICLE_ADDRESS = re.compile(
    r"\.(?:jpe?g|png|gif|svg|css|js|mp[34]|ico)(?:\?|$)|[?&]p_p_id="
    r"|/(?:category|categories|chuyen-muc|danh-muc|tag|search|dang-nhap|login|rss|print|savefile)"
    r"(?=[/?#.;]|$)",
    re.IGNORECASE,
)
_NEXT_WORDS = re.compile(
    r"^(?:trang\s+(?:sau|tiếp(?:\s+theo)?|kế(?:\s+tiếp)?)|tiếp(?:\s+theo)?|sau|kế\s+tiếp"
    r"|next(?:\s+page)?|cũ\s+hơn|older)\s*[»›>→]*$",
    re.IGNORECASE,
)
_LINKS_OUTSIDE_MENUS = (
    "//a[@href][not(ancestor::nav or ancestor::footer or ancestor::*[@role='navigation'])]"
)


@dataclass(frozen=True, slots=True)
class Card:
    """An article as a listing shows it: its absolute URL, its headline, its date if shown."""

    url: str
    headline: str
    date_published: str | None = None


def is_article_address(url: str) -> bool:
    """Whether an address looks like an article's."""
    return bool(
        _ARTICLE_ADDRESS.search(url)
        and not _NO_ARTICLE_ADDRESS.search(url)
        and not _FILE_ADDRESS.search(url)
    )


def is_file_address(url: str) -> bool:
    """Whether an address looks like a document's to be downloaded."""
    return _FILE_ADDRESS.search(url) is not None


class ListingPage:
    """A page that lists articles; the rules that hold on any platform."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def cards(self) -> list[Card]:
        """The articles listed, in order, each address once."""
        anchors = [
            (anchor.root, url)
            for anchor in self.page.selector.xpath(_LINKS_OUTSIDE_MENUS)
            if (url := self.page.absolute(anchor.attrib["href"]))
            and is_article_address(url)
            and site_of(url) == site_of(self.page.url)
        ]
        found = (self.card(element, url) for element, url in anchors)
        return unique(card for card in found if card is not None)

    def card(self, anchor: etree._Element, url: str) -> Card | None:
        """The card of a link, unless the link's text is too short to be a headline."""
        headline, own_date = _headline_of(anchor)
        if len(headline) < 15 or len(headline.split()) < 4:
            return None
        return Card(url, headline, own_date or self._date_beside(anchor, url, headline))

    def _date_beside(self, anchor: etree._Element, url: str, headline: str) -> str | None:
        """The first stamp in the part of the page that is about this article alone."""
        for ancestor in anchor.iterancestors():
            others = {
                other
                for link in ancestor.iter("a")
                if (other := self.page.absolute(link.get("href"))) and is_article_address(other)
            }
            if others - {url}:
                return None
            date = date_in(ancestor, headline)
            if date is not None:
                return date
        return None

    def next_url(self) -> str | None:
        """The address of the next page of the listing, None on the last one."""
        selector = self.page.selector
        said = selector.xpath("//link[@rel='next']/@href | //a[@rel='next']/@href").get()
        if said and (url := self._other(said)):
            return url
        by_text: dict[str, str] = {}
        for anchor in selector.xpath("//a[@href]"):
            words = clean(anchor.root.text_content()) or clean(anchor.attrib.get("title", ""))
            title = clean(anchor.attrib.get("title", "") or anchor.attrib.get("aria-label", ""))
            url = self._other(anchor.attrib["href"])
            if url is None or len(words) > 20:
                continue
            if _NEXT_WORDS.match(words) or _NEXT_WORDS.match(title):
                return url
            by_text.setdefault(words, url)
        for sign in ("›", ">", "→"):
            if sign in by_text:
                return by_text[sign]
        return self._after_current(by_text) or by_text.get("»") or by_text.get(">>")

    def _after_current(self, by_text: dict[str, str]) -> str | None:
        """The page whose number follows that of the current one, which is no link to elsewhere."""
        numbers = {int(text) for text in by_text if text.isdigit() and len(text) < 5}
        if not numbers:
            return None
        for current in sorted({number - 1 for number in numbers} - numbers | {min(numbers)}):
            if self._is_current(current):
                return by_text.get(str(current + 1))
        return None

    def _is_current(self, number: int) -> bool:
        """Whether that number stands in the pager as the page shown."""
        for element in self.page.selector.xpath(
            "//*[self::a or self::span or self::li or self::b or self::strong or self::em"
            " or self::td or self::div][normalize-space(.)=$number]",
            number=str(number),
        ):
            href = element.xpath("(self::a|.//a)/@href").get()
            if href is None or self._other(href) is None:
                return True
        return False

    def _other(self, address: str) -> str | None:
        """An address as an absolute URL, unless it is this very page's."""
        url = self.page.absolute(address)
        return url if url != self.page.url.partition("#")[0] else None

    def sections(self) -> list[tuple[str, str]]:
        """Links to other listings of the portal, from its menus: address and text."""
        links = {
            url: text
            for anchor in self.page.selector.xpath(
                "//nav//a[@href] | //*[@role='navigation']//a[@href]"
            )
            if (url := self.page.absolute(anchor.attrib["href"]))
            and site_of(url) == site_of(self.page.url)
            and not is_file_address(url)
            and (text := clean(anchor.root.text_content()))
        }
        return list(links.items())


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
    """The first stamp among the blocks of an element, or behind the headline in one of them."""
    for block in blocks_of_element(element):
        line = read_stamp_line(block.text.replace(headline, "", 1) if headline else block.text)
        if line is not None and line.published is not None:
            return line.published.value
    return None


def _headline_of(anchor: etree._Element) -> tuple[str, str | None]:
    """A link's headline, and the date that some portals put into the link behind it."""
    blocks = blocks_of_element(anchor)
    texts = [block.text for block in blocks if read_stamp_line(block.text) is None]
    text = texts[0] if texts else clean(anchor.get("title") or "")
    dates = [
        date
        for block in blocks
        if (line := read_stamp_line(block.text)) and (date := line.published)
    ]
    stamps = find_stamps(text)
    if (
        stamps
        and stamps[-1].end >= len(text.rstrip(" )"))
        and text[: stamps[-1].start].endswith("(")
    ):
        return text[: stamps[-1].start].rstrip(" ("), stamps[-1].value
    return text, dates[0].value if dates else None
