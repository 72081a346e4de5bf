"""What feeds and sitemaps name: RSS, Atom, sitemaps and their indexes, also packed with gzip.

Their dates are not read: in the feeds of real portals they are wrong (all 30 of a NukeViet feed put
the month where the minutes belong), and a sitemap's are those of the last edit at best.
"""

import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from crawler.address_forms import is_article_address
from crawler.element_text import clean
from crawler.listings.pages import Card
from crawler.pages import Page

#: As many addresses as a sitemap may have (sitemaps.org), and as many bytes.
_MOST_ENTRIES = 50_000
_MOST_BYTES = 50 * 1024 * 1024

_GZIP = b"\x1f\x8b"


class FeedError(ValueError):
    """What should be a feed or a sitemap is none. Says why."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed or sitemap names: articles, and further sitemaps."""

    cards: tuple[Card, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_feed(page: Page) -> Feed:
    """The articles and sitemaps that a page names, in its order, each once.

    Of what a feed names all are articles; of a sitemap's addresses those that look like one.

    Raises:
        FeedError: it is neither feed nor sitemap, or too large once unpacked.
    """
    body = _unpacked(page.body)
    cards: dict[str, Card] = {}
    sitemaps: dict[str, None] = {}
    parser = etree.iterparse(
        BytesIO(body.lstrip()),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
    )
    root = ""
    try:
        for event, element in parser:
            name = _name(element)
            root = root or name
            if event == "start" or name not in ("item", "entry", "url", "sitemap"):
                continue
            url = page.absolute(_address(element), page.url)
            if url is not None and len(cards) + len(sitemaps) < _MOST_ENTRIES:
                if name == "sitemap":
                    sitemaps.setdefault(url)
                elif name != "url" or is_article_address(url):
                    cards.setdefault(url, Card(url, _text(element, "title")))
            element.clear()
    except etree.XMLSyntaxError as error:
        raise FeedError(f"it is no XML: {error}") from error
    if root not in ("rss", "RDF", "feed", "urlset", "sitemapindex"):
        raise FeedError("it is neither a feed nor a sitemap")
    return Feed(tuple(cards.values()), tuple(sitemaps))


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(body, _MOST_BYTES)
    except zlib.error as error:
        raise FeedError(f"it cannot be unpacked: {error}") from error
    if unpacker.unconsumed_tail:
        raise FeedError(f"it unpacks to more than {_MOST_BYTES} bytes")
    return unpacked


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _address(element: etree._Element) -> str | None:
    """Where an entry leads: the text of `loc` or `link`, or Atom's `link` to the page itself."""
    for child in element:
        if _name(child) in ("loc", "link"):
            if text := clean(child.text or ""):
                return text
            if child.get("href") and child.get("rel", "alternate") == "alternate":
                return child.get("href")
    return None


def _text(element: etree._Element, name: str) -> str:
    return next((clean(child.text or "") for child in element if _name(child) == name), "")
