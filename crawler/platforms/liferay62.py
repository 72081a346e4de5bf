"""Liferay 6.2 with an asset publisher, as sotttt.hanoi.gov.vn had it until 2022.

Listings: `.asset-abstract`; articles: `.asset-full-content-title` above `.asset-full-content`. The
site's labels mix Vietnamese and English (`Ngày đăng 14/06/2018 | 11:22 AM | View count: 1108`), its
clock has twelve hours, and its `<title>` may name another office than its own.

The portals of Đắk Lắk's districts: `.nd_detail` in listings, `.nd_detail_chitiet` around articles
(duongnguyen2k2/portal-en-v5, Controllers/ImportController.cs and Models/ReadHtml/ReadHtml.cs).
Titles left to Liferay itself are `.header-title` (its html/taglib/ui/header).
"""

import re
from functools import cached_property

from lxml import etree
from parsel import Selector

from archive.items import Attachment
from crawler.element_text import line_of
from crawler.found import Found
from crawler.listings.pages import Card, ListingPage, unique
from crawler.pages import Page
from crawler.platforms.base import ArticlePage, Platform
from crawler.platforms.liferay62_laws import LEGAL_PORTLET, LegalEntry, LegalRegister
from crawler.platforms.liferay_pager import next_by_button
from crawler.reading.bodies import paragraphs
from crawler.reading.signatures import names_login
from crawler.reading.stamps import read_stamp_line, read_views

_DATE = ".assetPublishDate"
_ASSET = ".asset-full-content, .nd_detail_chitiet"
#: The date stands in brackets inside the title of an article of a district.
_DISTRICT_DATE = ".nd_detail_chitiet h2 > span, .nd_detail_chitiet .tieude-h2 > span"
_DISTRICT_TITLE = (
    "//*[contains(concat(' ', @class, ' '), ' nd_detail_chitiet ')]"
    "//*[self::h1 or self::h2 or contains(concat(' ', @class, ' '), ' tieude-h2 ')]"
)
#: The links of a listing's abstracts or of its table; those around pictures have no text.
_ABSTRACTS = (
    ".asset-abstract .asset-title a[href], .nd_detail > div > a[href],"
    " td.table-cell > a[href*='/-/view_content/']"
)
_NAME_LENGTH = 80


class AssetPage(ArticlePage):
    """An article in the asset publisher's full view."""

    def why_not(self) -> str | None:
        """Pop-up windows, and pages without an asset in full view."""
        if self.page.css("body.portal-popup"):
            return "a pop-up window of the portal"
        if self._asset is None:
            return "no asset in full view (.asset-full-content, .nd_detail_chitiet)"
        return None

    def headline(self) -> Found[str] | None:
        """The asset's title; the page's `<title>` is not to be trusted."""
        return (
            self.text_of("asset-full-content-title", ".asset-full-content-title")
            or self._district_headline()
            or self.text_of("header-title", ".header-title")
        )

    def lead(self) -> Found[str] | None:
        """The `sapo`, as Vietnamese papers call an opening paragraph."""
        return self.text_of("sapo", "p.sapo", self._asset)

    def body(self) -> Found[list[str]] | None:
        """The journal article, without the lead and the author it holds."""
        if self._content is None:
            return None
        texts = paragraphs(self._content)
        lead = self.lead()
        if lead is not None and texts[:1] == [lead.value]:
            del texts[0]
        if texts and texts[-1] == self._last_right_line:
            texts.pop()
        return Found(texts, "journal-content-article")

    def author(self) -> Found[str] | None:
        """The line at the right that ends the journal article."""
        line = self._last_right_line
        return Found(line, "last-right-line") if line and not names_login(line) else None

    def date_published(self) -> Found[str] | None:
        """The line below the title."""
        return self.date_of("assetPublishDate", _DATE) or self.date_of(
            "nd_detail_chitiet", _DISTRICT_DATE
        )

    def views(self) -> Found[int] | None:
        """The counter that some listings and articles show behind the date."""
        line = self.text_of("assetPublishDate", _DATE)
        views = read_views(line.value) if line else None
        return Found(views, "assetPublishDate") if views is not None else None

    def section(self) -> Found[str] | None:
        """The last step of the path above the article."""
        return self.text_of("dd_chuyenmuc", ".dd_chuyenmuc .tintuc") or self.text_of(
            "breadcrumb", "ul.breadcrumb li:last-child"
        )

    def attachments(self) -> Found[list[Attachment]] | None:
        """Files of the document library, and other files the text links to."""
        return self.files_in("links", *(e.root for e in self.page.css(_ASSET)))

    def _district_headline(self) -> Found[str] | None:
        """The title of an article of a district, without the date in it."""
        for title in self.page.selector.xpath(_DISTRICT_TITLE):
            text = line_of(title.root)
            for part in (line_of(span.root) for span in title.css("span")):
                text = text.replace(part, "").strip() if read_stamp_line(part) else text
            if text:
                return Found(text, "nd_detail_chitiet")
        return None

    @cached_property
    def _asset(self) -> Selector | None:
        return next(iter(self.page.css(_ASSET)), None)

    @cached_property
    def _content(self) -> etree._Element | None:
        if self._asset is None:
            return None
        found = self._asset.css(".journal-content-article") or self._asset.css(".asset-content")
        return found[0].root if found else None

    @cached_property
    def _last_right_line(self) -> str | None:
        if self._content is None:
            return None
        last = ""
        is_right = False
        for line in self._content.iter("p", "div"):
            if text := line_of(line):
                last, is_right = text, _is_at_right(line)
        return last if is_right and len(last) <= _NAME_LENGTH else None


class AssetListing(ListingPage):
    """Asset abstracts or a table; on the home page, which has none, whatever links to articles."""

    def cards(self) -> list[Card]:
        """The titles, those of abstracts with their dates; some have two words."""
        links = self.page.css(_ABSTRACTS)
        found = [card for link in links if (card := self._card(link.root))]
        return unique(found) or [c for c in super().cards() if "/-/view_content/" in c.url]

    def next_url(self) -> str | None:
        """The page that the third of the pager's buttons leads to."""
        return next_by_button(self.page)

    def _card(self, link: etree._Element) -> Card | None:
        url, headline = self.page.absolute(link.get("href")), line_of(link)
        return Card(url, headline, _date_beside(link)) if url and headline else None


def _date_beside(link: etree._Element) -> str | None:
    """The date of an abstract, or the one in brackets beside a title."""
    for ancestor in link.iterancestors("div"):
        classes = ancestor.get("class", "").split()
        if "asset-abstract" in classes or "nd_detail" in classes:
            for part in ancestor.iter("div", "span"):
                is_date = "assetPublishDate" in part.get("class", "")
                if is_date or (part.tag == "span" and part.getparent() is link.getparent()):
                    line = read_stamp_line(line_of(part))
                    return line.published.value if line and line.published else None
            break
    return None


def _is_at_right(element: etree._Element) -> bool:
    style = element.get("style") or ""
    return (
        element.get("align") == "right" or re.search(r"text-align\s*:\s*right", style) is not None
    )


def _recognise(page: Page) -> str | None:
    root = page.css("html.aui")
    if root and page.css(".lfr-css-file, .portlet-boundary, [id^=p_p_id_]"):
        return "<html class='aui'> with portlets, as Liferay 6.2 writes it"
    if page.css(f"[id^=p_p_id_{LEGAL_PORTLET}], .nd_detail_chitiet, .nd_detail"):
        return "marks of the districts' portals (unitechappportlet, .nd_detail)"
    return None


PLATFORM = Platform(
    "liferay62", "Liferay 6.2", AssetPage, _recognise, AssetListing, LegalEntry, LegalRegister
)
