"""Liferay 7 (DXP), as hochiminhcity.gov.vn has it since 2025.

From lethaiminh2511-law/Legal-Crawler, crawlers/hcmcity.py, and the listing of its test. Of the
article only the marks of title, date and lead were seen; its text stands in Liferay's own
`.journal-content-article`. Titles that a portal leaves to Liferay are `.header-title` or
`.asset-title`.
"""

from functools import cached_property

from lxml import etree
from parsel import Selector

from archive.items import Attachment
from crawler.element_text import clean, line_of
from crawler.found import Found
from crawler.listings.pages import Card, ListingPage, date_in, unique
from crawler.pages import Page
from crawler.platforms.base import ArticlePage, Platform
from crawler.platforms.liferay_pager import next_by_number
from crawler.reading.bodies import paragraphs

_TITLES = (".title-divvv", ".header-title", ".asset-full-content .asset-title")
_CARDS = ".news-items .news-item"
#: What may stand in the text without being of it.
_APART = ".title-divvv, .sp-dislaydate, .text-summary"


class JournalPage(ArticlePage):
    """An article of the journal, below its title."""

    def why_not(self) -> str | None:
        """Pages without a title, or without a journal article below it."""
        if self.headline() is None:
            return "no title of an article (.title-divvv, .header-title, .asset-title)"
        return None if self._content is not None else "no text (.journal-content-article)"

    def headline(self) -> Found[str] | None:
        """The title: the portal's own, or Liferay's."""
        found = (self.text_of(css.split()[-1].lstrip("."), css) for css in _TITLES)
        return next(filter(None, found), None)

    def lead(self) -> Found[str] | None:
        """The summary."""
        return self.text_of("text-summary", ".text-summary")

    def body(self) -> Found[list[str]] | None:
        """The journal article without what stands apart from its text."""
        if self._content is None:
            return None
        return Found(paragraphs(self._content, without=_APART), "journal-content-article")

    def date_published(self) -> Found[str] | None:
        """The date beside the title, its time before the day (`15:55 | 10/07/2026`)."""
        return self.date_of("sp-dislaydate", ".sp-dislaydate")

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files that the text links to or shows."""
        return self.files_in("links", self._content) if self._content is not None else None

    @cached_property
    def _content(self) -> etree._Element | None:
        """The first journal article from the title on; headers and footers are some, too."""
        for css in _TITLES:
            for title in self.page.css(css)[:1]:
                held = title.xpath(
                    "(ancestor::*[contains(@class, 'journal-content-article')]"
                    " | following::*[contains(@class, 'journal-content-article')])[1]"
                )
                return held[0].root if held else None
        return None


class AssetCards(ListingPage):
    """Cards of the asset publisher, each shown twice: for telephones and for others."""

    def cards(self) -> list[Card]:
        """The cards; on pages of other designs, whatever links to articles."""
        found = [card for item in self.page.css(_CARDS) for card in self._card(item)]
        return unique(found) or super().cards()

    def next_url(self) -> str | None:
        """The page with the next number (`_cur=N`)."""
        return next_by_number(self.page)

    def _card(self, item: Selector) -> list[Card]:
        for title in item.css(".asset-publisher-title")[:1]:
            url = self.page.absolute(title.xpath("ancestor::a[1]/@href").get())
            headline = clean(title.attrib.get("title", "")) or line_of(title.root)
            if url and headline:
                return [Card(url, headline, _date(item))]
        return []


def _date(item: Selector) -> str | None:
    dates = (date_in(found.root) for found in item.css(".text-date-sklh, span"))
    return next(filter(None, dates), None)


def _recognise(page: Page) -> str | None:
    if "com_liferay_" in page.text:
        return "portlets named com_liferay_…, as those of Liferay 7 are"
    if page.css(f"{_CARDS} .asset-publisher-title, .title-divvv"):
        return "cards or a title as on hochiminhcity.gov.vn (.asset-publisher-title, .title-divvv)"
    return None


PLATFORM = Platform("liferay7", "Liferay 7", JournalPage, _recognise, AssetCards)
