"""SharePoint portals without a vendor's marks: pages in `/SitePages/` or `/Pages/`, `?ItemID=N`.

Seen: lamdong.gov.vn (each department a site of its own, `/sites/{snv,stc,stp,…}`), moet.gov.vn
(`#news-title`, `#news-des`, `#news-detail`), baohiemxahoi.gov.vn (`#contenttin`, `.tacgia`),
customs.gov.vn, moj.gov.vn (tpnanh/DACNTT2_N26, WebDB.sql; a public list of lamdong.gov.vn's
addresses). Texts of pages made in SharePoint itself stand in its own fields: `.ms-rtestate-field`,
or for its modern pages as data inside a script (`"CanvasContent1"`, as a public reader of
lamdong.gov.vn finds it), which a browser builds the page from. What has no such mark, dates above
all, is read as a visitor reads it.
"""

import json
import re
from functools import cached_property
from typing import Any

from parsel import Selector

from archive.items import Attachment
from crawler.address_forms import is_article_address
from crawler.found import Found
from crawler.listings.postback_listing import PostBackListing
from crawler.pages import Page
from crawler.platforms.base import Platform
from crawler.platforms.visible import ReadingPage
from crawler.reading.bodies import paragraphs
from crawler.reading.signatures import names_login

_BODIES = ("#news-detail", "#contenttin", "[data-sp-rte]", ".ms-rtestate-field")
_CANVAS = re.compile(r'"CanvasContent1"\s*:\s*("(?:[^"\\]|\\.)*")')
_PAGE_ADDRESS = re.compile(r"/SitePages/(?!(?:Home|default|index)\.aspx)[^/?]+\.aspx", re.I)
#: Pages made in SharePoint are of any length; with fewer characters there is nothing to read.
_LEAST_TEXT = 80


class SitePage(ReadingPage):
    """An article by the marks of its text where it has any, else as a visitor reads it."""

    def why_not(self) -> str | None:
        """Neither a text in one of SharePoint's fields, with a headline, nor readable as one."""
        is_page = self._canvas is not None and _PAGE_ADDRESS.search(self.page.url)
        is_marked = {"news-title", "news-detail"} <= self.page.named.keys()
        if (is_page or is_marked) and self._texts and self.headline():
            return None
        return super().why_not()

    def is_article(self, url: str) -> bool:
        """As in lists: the pages of the site."""
        return _is_article(url)

    def find(self, field: str) -> Found[Any] | None:
        """A field by its mark, else off what a visitor reads."""
        found: Found[Any] | None = getattr(self, field)()
        return found if found or self._canvas is not None else super().find(field)

    def headline(self) -> Found[str] | None:
        """The headline by its mark; of a modern page its title, for the page itself is a script."""
        marked = self.text_in("news-title")
        if marked or self._canvas is None or not self.page.title:
            return marked
        return Found(self.page.title, "title")

    def lead(self) -> Found[str] | None:
        """What stands apart above the text."""
        return self.text_in("news-des")

    def body(self) -> Found[list[str]] | None:
        """The text in its field."""
        return self._texts

    def author(self) -> Found[str] | None:
        """The author by his mark."""
        found = self.text_in("tacgia")
        return None if found and names_login(found.value) else found

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files that a modern page links to, which no reader sees before the script ran."""
        return self.files_in("CanvasContent1", self._canvas.root) if self._canvas else None

    @cached_property
    def _texts(self) -> Found[list[str]] | None:
        for css in _BODIES:
            for part in (self._canvas, self.page.selector):
                found = part.css(css) if part is not None else ()
                texts = [text for field in found for text in paragraphs(field.root)]
                if sum(map(len, texts)) >= _LEAST_TEXT:
                    return Found(texts, css)
        return None

    @cached_property
    def _canvas(self) -> Selector | None:
        """What a modern page is built from, as markup."""
        match = _CANVAS.search(self.page.text)
        if match is None:
            return None
        try:
            markup = _markup_of(json.loads(match[1], strict=False))
            return Selector(markup, type="html") if markup.strip() else None
        except ValueError:  # no JSON, or half a character
            return None


class SiteListing(PostBackListing):
    """A list of a SharePoint site's pages, whatever their names."""

    def is_article(self, url: str) -> bool:
        """Pages but home pages, and addresses such as articles have anywhere."""
        return _is_article(url)


def _is_article(url: str) -> bool:
    return _PAGE_ADDRESS.search(url) is not None or is_article_address(url)


def _markup_of(canvas: object) -> str:
    """The markup of a canvas: some writers escape it as a whole."""
    text = canvas if isinstance(canvas, str) else ""
    return Selector(text, type="html").xpath("string()").get("") if "&lt;" in text[:40] else text


def _recognise(page: Page) -> str | None:
    if "sharepoint" in (page.meta("generator") or "").lower():
        return "its generator says that it is SharePoint"
    if {"s4-workspace", "s4-bodyContainer"} & page.named.keys():
        return "the frame that SharePoint puts around pages (#s4-workspace)"
    if "_spPageContextInfo" in page.text:
        return "a script of SharePoint's (_spPageContextInfo)"
    return None


PLATFORM = Platform(
    "sharepoint_b", "SharePoint (SitePages, ItemID)", SitePage, _recognise, SiteListing
)
