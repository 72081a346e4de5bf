"""VNPT's e-portal on Liferay 6.2, as cmsc.gov.vn had it.

From the XPaths of tpnanh/DACNTT2_N26, WebDB.sql; no page of it was seen. How its listings show
dates is not known: the first stamp beside a headline is taken.
"""

from functools import cached_property

from parsel import Selector

from archive.items import Attachment
from crawler.element_text import line_of
from crawler.found import Found
from crawler.listings.pages import Card, ListingPage, date_in, unique
from crawler.pages import Page
from crawler.platforms.base import ArticlePage, Platform
from crawler.platforms.liferay_pager import next_by_button
from crawler.platforms.liferay_registers import PortletEntry, PortletRegister
from crawler.reading.bodies import paragraphs
from crawler.reading.signatures import read_author

_NEWS = "[id^=p_p_id_dsnews_WAR_vnpteportalnewsportlet]"
_LAWS = "p_p_id_dsvanbanphapquy_WAR_vnpteportalappportlet"


class NewsDetail(ArticlePage):
    """An article: `#testabc` holds heading and date, the lead, and the text."""

    def why_not(self) -> str | None:
        """Pages without the two parts of an article."""
        if len(self._parts) < 2 or not self._parts[0].css("h1"):
            return "no article (#testabc with heading and text)"
        return None

    def headline(self) -> Found[str] | None:
        """The heading."""
        return self.text_of("testabc-h1", "h1", self._parts[0])

    def lead(self) -> Found[str] | None:
        """The bold lines between heading and text."""
        return self.text_of("testabc-strong", "#testabc > p > strong")

    def body(self) -> Found[list[str]] | None:
        """The text without the author's line."""
        texts = paragraphs(self._parts[1].root)
        author = self.author()
        if author is not None and texts and texts[-1] == self._last_line:
            texts.pop()
        return Found(texts, "testabc-text")

    def author(self) -> Found[str] | None:
        """A line that stands below the text, beside its own part."""
        author = read_author(self._last_line, at_right=True) if self._last_line else None
        return Found(author, "testabc-last-line") if author else None

    def date_published(self) -> Found[str] | None:
        """The line below the heading."""
        return self.date_of("testabc-date", "p", self._parts[0])

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files that the text links to."""
        return self.files_in("links", self._parts[1].root)

    @cached_property
    def _parts(self) -> list[Selector]:
        return list(self.page.css("#testabc > div"))

    @cached_property
    def _last_line(self) -> str:
        lines = self._parts[1].xpath("p[preceding-sibling::div]")
        return line_of(lines[-1].root) if lines else ""


class NewsList(ListingPage):
    """The headlines of the portlet of news."""

    def cards(self) -> list[Card]:
        """The headlines with the dates beside them; elsewhere, whatever links to articles."""
        found = []
        for link in self.page.css(f"{_NEWS} h2 > a[href]"):
            url, headline = self.page.absolute(link.attrib["href"]), line_of(link.root)
            if url and headline:
                date = date_in(link.root.getparent().getparent(), headline)
                found.append(Card(url, headline, date))
        return unique(found) or super().cards()

    def next_url(self) -> str | None:
        """The page that the pager's third button leads to."""
        return next_by_button(self.page)


class LawEntry(PortletEntry):
    """An entry of the register: eight rows."""

    PORTLET = _LAWS
    TABLE = f"//*[starts-with(@id, '{_LAWS}')]//h1/ancestor::div[2]/following-sibling::div//table"
    ORDER = (
        "identifier",
        "issued_on",
        "effective_on",
        "signer",
        "title",
        "issuer",
        "document_type",
        "attachments",
    )


class LawList(PortletRegister):
    """A page of the register."""

    MARK = _LAWS
    ENTRIES = f"[id^={_LAWS}] table td > a[href]"


def _recognise(page: Page) -> str | None:
    if "WAR_vnpteportal" in page.text:
        return "portlets of VNPT's e-portal (WAR_vnpteportal…)"
    return None


PLATFORM = Platform(
    "vnpt_liferay",
    "VNPT e-portal on Liferay",
    NewsDetail,
    _recognise,
    NewsList,
    LawEntry,
    LawList,
)
