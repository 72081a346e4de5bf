"""A page as it came from a portal, read once and shared by every rule that looks at it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast
from urllib.parse import urljoin, urlsplit

from lxml import etree
from parsel import Selector, SelectorList
from parsel.selector import create_root_node
from w3lib.html import strip_html5_whitespace
from w3lib.url import safe_url_string

from archive.urls import site_of
from crawler.blocks import Block, blocks_of_element, blocks_of_text
from crawler.charsets import decode_page
from crawler.css_selecting import alternatives, elements_by_name, select
from crawler.element_text import clean, clean_label, fold_label, lowered, text_of
from crawler.finding import elements_by
from crawler.markup import bearable, with_line_breaks
from crawler.remembering import remembering
from crawler.unseen import shows_more_than

#: As much of a block as a headline may have.
_HEAD_LENGTH = 400

_HTTP_URL = re.compile(r"https?://[^/?#]", re.IGNORECASE)
#: What an address may consist of as it is (RFC 3986); nearly all do, and quoting the rest is slow.
_SAFE_URL = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+")
#: Most links are written so: nothing in them has to be resolved or quoted, which is slow.
_PLAIN_PATH = re.compile(r"/[\w%-][\w%/-]*(?:\.\w+)?(?:\?[\w%=&.;,+/:-]+)?", re.ASCII)
_PLAIN_URL = re.compile(rf"https?://[\w.-]+(?::\d+)?(?:/|{_PLAIN_PATH.pattern})?", re.ASCII)
_ORIGIN = re.compile(r"https?://[\w.:-]+(?=[/?#]|$)", re.ASCII)
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|title|meta|link|body|div|p|br|table|td|span|a|b|font|img|ul|li|form"
    r"|input|script|article|section|main|h[1-6])\b",
    re.IGNORECASE,
)
_NO_TEXT = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_FEED = re.compile(r"<(?:rss|feed|urlset|sitemapindex)[\s>]", re.IGNORECASE)

_ANCHORS = elements_by("//a[@href]")

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Page:
    """One response: its final address, its bytes (decompressed), and what was said of them.

    `content_type` is the header of that name, whole. `fetched_at` is the moment it was fetched
    (ISO 8601); a date after it is not believed. `posted` is the form or JSON that was sent
    to ask for it, if any was. What is derived is computed once and kept.
    """

    url: str
    body: bytes
    content_type: str | None = None
    status: int = 200
    fetched_at: str | None = None
    posted: bytes = b""

    @cached_property
    def text(self) -> str:
        """The body decoded (`crawler.charsets`), without what parsers cannot bear."""
        return bearable(decode_page(self.content_type, self.body))

    @cached_property
    def is_html(self) -> bool:
        """Whether this is markup; the header is believed only where the bytes do not speak."""
        if not self.is_text or self.is_feed:
            return False
        if self.content_type and "text/plain" in self.content_type.lower():
            return bool(_MARKUP.match(self.text.lstrip()))
        return _MARKUP.search(self.text) is not None

    @cached_property
    def is_text(self) -> bool:
        """Whether this is text at all, of whatever kind, and not a file to be downloaded."""
        return (
            not self.body.lstrip()[:8].startswith(_NO_TEXT) and b"\x00\x00" not in self.body[:512]
        )

    @cached_property
    def is_feed(self) -> bool:
        """Whether this is a feed or a sitemap."""
        return self.is_text and _FEED.search(self.text, 0, 2000) is not None

    @cached_property
    def json(self) -> Any:
        """What the body says if it is an object or a list in JSON, else None."""
        if self.body.lstrip()[:1] not in (b"{", b"["):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def selector(self) -> Selector:
        """The parsed page; an empty document where it is not HTML."""
        if not self.is_html:
            return _parsed("<html></html>")
        try:
            return _parsed(with_line_breaks(self.text))
        except (etree.LxmlError, ValueError):
            return _parsed("<html></html>")

    @cached_property
    def anchors(self) -> Sequence[etree._Element]:
        """Every `<a>` with an address, in order; those that broken markup leaves beside the root
        too.
        """
        return _ANCHORS(self.selector.root)

    @cached_property
    def anchor_lines(self) -> Mapping[etree._Element, str]:
        """The text of each of them, normalised and in one line."""
        return {anchor: clean_label(text_of(anchor)) for anchor in self.anchors}

    @cached_property
    def anchor_urls(self) -> Mapping[etree._Element, str | None]:
        """Where each of them leads, as `absolute` tells it."""
        return {anchor: self.absolute(anchor.get("href")) for anchor in self.anchors}

    @cached_property
    def lower_text(self) -> str:
        """All the text in the markup, scripts' too, in lower case: for a quick look."""
        return lowered(text_of(self.selector.root))

    @cached_property
    def base_url(self) -> str:
        """What relative addresses on the page are relative to."""
        base = next((one.get("href") for one in self.selector.root.iter("base")), None)
        return self.absolute(base, self.url) or self.url if base else self.url

    @cached_property
    def _origin(self) -> str:
        """Scheme and host that addresses of this site begin with, empty where they are odd."""
        origin = _ORIGIN.match(self.base_url)
        return origin[0] if origin else ""

    def absolute(self, address: str | None, base: str | None = None) -> str | None:
        """An address on the page as an absolute http(s) URL without fragment; None for others."""
        if not address:
            return None
        if base is not None:
            return self._absolute(address, base)
        if address not in self._addresses:
            self._addresses[address] = self._absolute(address, None)
        return self._addresses[address]

    @cached_property
    def _addresses(self) -> dict[str, str | None]:
        """The absolute addresses that have been asked for: rules ask for those of links in turn."""
        return {}

    def _absolute(self, address: str, base: str | None) -> str | None:
        if base is None and self._origin:
            if _PLAIN_PATH.fullmatch(address):
                return self._origin + address
            if _PLAIN_URL.fullmatch(address):
                return address
        address = strip_html5_whitespace(address)
        if not address or address.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            return None
        try:
            url = urljoin(base or self.base_url, address).partition("#")[0]
            if not _SAFE_URL.fullmatch(url):
                url = safe_url_string(url)
            return url if _HTTP_URL.match(url) else None
        except ValueError:
            return None

    @cached_property
    def blocks(self) -> list[Block]:
        """What a reader sees, block by block, in order."""
        if self.is_html:
            return blocks_of_element(self.selector.root)
        return blocks_of_text(self.text) if self.is_text and not self.is_feed else []

    @cached_property
    def visible_text(self) -> str:
        """What a reader sees, a line a block."""
        return "\n".join(block.text for block in self.blocks)

    def shows_more_than(self, most: int) -> bool:
        """Whether it is plain that a reader sees more than so many characters.

        Nothing is read line by line for it, but what has been is not looked at once more.
        """
        if "blocks" in self.__dict__:
            return len(self.visible_text) > most
        return self.is_html and shows_more_than(self.selector.root, most)

    @cached_property
    def folded_heads(self) -> list[str]:
        """The first characters of each block, folded: what tells a block's role."""
        return [fold_label(block.text[:_HEAD_LENGTH]) for block in self.blocks]

    @cached_property
    def title(self) -> str:
        """The `<title>`, in one line."""
        titles = self.selector.root.iter("title")
        return clean(next((title.text for title in titles if title.text), ""))

    def meta(self, name: str) -> str | None:
        """The content of a `<meta>` by its name or property."""
        return self._metas.get(name.lower())

    @cached_property
    def _metas(self) -> dict[str, str]:
        metas: dict[str, str] = {}
        for meta in self.selector.root.iter("meta"):
            name = meta.get("property") or meta.get("name")
            value = clean(meta.get("content", ""))
            if name and value:
                metas.setdefault(name.lower(), value)
        return metas

    @cached_property
    def canonical_url(self) -> str:
        """The page's own word for its address if it is to be believed, else its address.

        It has to be on the same site, and not its root: some portals name their home page on every
        page, and all their articles would be one.
        """
        links = self.selector.root.iter("link")
        hrefs = (link.get("href") for link in links if link.get("rel") == "canonical")
        said = self.absolute(next(hrefs, None))
        if said is None or not self.is_of_site(said) or _is_root(said):
            return self.url
        return said

    def css(self, selector: str) -> SelectorList[Selector]:
        """What a CSS selector finds.

        Raises:
            cssselect.SelectorError: it is no selector.
        """
        return select(self.selector, self.named, selector)

    def may_have(self, selector: str) -> bool:
        """Whether the page has all the classes and ids that an alternative of a selector needs."""
        return any(one.names <= self.named.keys() for one in alternatives(selector))

    @cached_property
    def named(self) -> Mapping[str, Sequence[etree._Element]]:
        """The elements by each of their classes and by their ids, in order: one look at the page
        for all that would be asked of it by such names.
        """
        return elements_by_name(self.selector.root)

    def once(self, look: Callable[["Page"], Seen]) -> Seen:
        """What a look at the page finds; it is taken once, however many rules ask for it."""
        if look not in self._found:
            self._found[look] = look(self)
        return cast("Seen", self._found[look])

    @cached_property
    def _found(self) -> dict[object, object]:
        return {}

    def links(self) -> Iterator[tuple[str, str]]:
        """Every link's absolute address and its text, or the text of its title attribute."""
        for anchor, text in self.anchor_lines.items():
            if url := self.anchor_urls[anchor]:
                yield url, text or clean(anchor.get("title") or "")

    @cached_property
    def own_url(self) -> str:
        """The page's address without fragment."""
        return self.url.partition("#")[0]

    @cached_property
    def site(self) -> str:
        """The site that the page is of."""
        return site_of(self.url)

    def is_of_site(self, url: str) -> bool:
        """Whether an absolute address is on the site that the page is of."""
        origin = _ORIGIN.match(url)
        return (_site_of_origin(origin[0]) if origin else site_of(url)) == self.site


_site_of_origin = remembering(site_of)


def _parsed(markup: str) -> Selector:
    """Markup parsed into lxml's plain elements, which cost less than those of `lxml.html`."""
    return Selector(root=create_root_node(markup, etree.HTMLParser), type="html")


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
