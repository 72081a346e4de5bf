"""The SharePoint portals whose articles stand in `#divArticleDescription…`.

One vendor's web parts, seen at mt.gov.vn, most.gov.vn, moc.gov.vn, molisa.gov.vn, mic.gov.vn (whose
text stands in `#divArticleContent`) and, without SharePoint, at vjst.vn and sovhttdl.backan.gov.vn.
By the rules of public readers of them (tpnanh/DACNTT2_N26, WebDB.sql; a reader of vjst.vn) and by
copies of their templates (a list of news with `pnListNews`; the articles of Bắc Kạn and of the
mic.gov.vn). Articles: `/vn/tin-tuc/{id}/{slug}.aspx`, `/vn/Pages/chitiettin.aspx?IDNews={id}`;
sections: `/vn/chuyen-muc/{id}/{slug}.aspx?page=N`.
"""

import re
from functools import cached_property

from lxml import etree
from parsel import Selector

from archive.items import Attachment
from crawler.element_text import line_of
from crawler.found import Found
from crawler.listings.pages import Card, date_in, unique
from crawler.listings.paging import after_active
from crawler.listings.postback_listing import PostBackListing
from crawler.pages import Page
from crawler.platforms.base import ArticlePage, Platform
from crawler.platforms.sharepoint_register import DocumentPage, DocumentsPage
from crawler.reading.bodies import paragraphs
from crawler.reading.signatures import names_login, read_author, read_labelled_author, read_source
from crawler.reading.stamps import read_views
from vietnamese.folding import fold

#: Where the text stands, and where the lines above it do; the first that is there counts.
_PLACES = (
    ("divArticleContent", "divArticleDescription"),
    ("divArticleDescription2", "divArticleDescription1"),
    ("divArticleDescription", None),
)
_HEADLINES = ("divArticleDescription3", "News_Detail_Title", "title_news")
_DATES = (("News_Time_Post", None), ("_pnHide", "span"), ("date-detail", "span"))
#: The line of the date stands so many elements below a headline without marks.
_BELOW = 3
_NOT_TEXT = ".Author_Write_TG, h1"
_DAY = (
    "ancestor::div[contains(concat(' ', @class, ' '), ' listnews_item ')][1]"
    "//*[contains(@class, 'listnews_item_date')]"
)
#: With what the name of an outlet begins, though it is capitalised like a person's.
_OUTLET = re.compile(r"(?:theo|bao|tap chi|cong|trang|dai|thong tan|ttxvn|website|ban tin)\b")


class NewsPage(ArticlePage):
    """An article of the news web part."""

    def why_not(self) -> str | None:
        """Pages without the element of the text, or without a headline above it."""
        if self._text is None:
            return "no text (#divArticleDescription…)"
        return None if self.headline() else "no headline (h1) above #divArticleDescription…"

    def headline(self) -> Found[str] | None:
        """The headline, which has a mark of its own, or is the last `h1` above the text."""
        marked = (found for name in _HEADLINES if (found := self.text_in(name, "h1")))
        above = line_of(self._heading.root) if self._heading is not None else ""
        return next(marked, None) or (Found(above, "h1-above") if above else None)

    def lead(self) -> Found[str] | None:
        """What stands apart above the text."""
        return self.text_in(self._lead_place) if self._lead_place else None

    def body(self) -> Found[list[str]] | None:
        """The text, without the author who stands in it on some portals."""
        if self._text is None:
            return None
        return Found(paragraphs(self._text.root, _NOT_TEXT), "divArticleDescription")

    def author(self) -> Found[str] | None:
        """The author below the text; else a person or an office that is credited for it."""
        written = self.text_in("Author_Write_TG", "p")
        if written is not None:
            name = read_labelled_author(written.value) or written.value
            return None if names_login(name) else Found(name, written.rule)
        credit = self._credit
        credited = _author_of(credit.value) if credit else None
        return Found(credited, credit.rule) if credit and credited else None

    def source(self) -> Found[str] | None:
        """The outlet credited: the web part's panel for it bears authors on some portals."""
        credit = self._credit
        if credit is None or _author_of(credit.value) or names_login(credit.value):
            return None
        return Found(read_source(credit.value) or credit.value.strip("()"), credit.rule)

    def date_published(self) -> Found[str] | None:
        """The date with its time in the line of the counter, or else below the headline."""
        for name, tag in _DATES:
            if found := self.date_in(name, tag):
                return found
        if self._heading is None:
            return None
        below = self._heading.xpath(f"following-sibling::p[position() <= {_BELOW}]")
        return self.date_among("below-headline", below)

    def views(self) -> Found[int] | None:
        """The counter beside the date, or below the text."""
        for line in (*self.elements("News_Time_Post"), *self._right_lines):
            views = read_views(line_of(line))
            if views is not None:
                return Found(views, "counter")
        return None

    def section(self) -> Found[str] | None:
        """The last step of the path that names a section, or the heading of the section."""
        path = self.elements("UL_Link_Menu", "li")
        steps = [line_of(step) for step in path]
        named = [step for step in steps[1:] if step and fold(step) != "chi tiet"]
        return Found(named[-1], "UL_Link_Menu") if named else self.text_in("title-t1")

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files that the text offers, and those beside it."""
        text = [self._text.root] if self._text is not None else []
        return self.files_in("links", *(list(self.elements("Around_News_Content")) or text))

    @cached_property
    def _place(self) -> tuple[Selector | None, str | None]:
        for place, lead in _PLACES:
            for element in self.elements(place):
                return Selector(root=element), lead
        return None, None

    @property
    def _text(self) -> Selector | None:
        return self._place[0]

    @property
    def _lead_place(self) -> str | None:
        return self._place[1]

    @cached_property
    def _heading(self) -> Selector | None:
        above = self._text.xpath("preceding::h1[1]") if self._text is not None else ()
        return next(iter(above), None)

    @cached_property
    def _right_lines(self) -> list[etree._Element]:
        """The lines at the right below the text, on mic.gov.vn."""
        lines = self.elements("news_content", "p")
        return [line for line in lines if line.get("align") == "right"]

    @cached_property
    def _credit(self) -> Found[str] | None:
        """Who is credited for the text below it."""
        panel = self.text_in("_pnNguontin")
        strong = (one for line in self._right_lines for one in line.iter("strong"))
        names = (line_of(one) for one in strong)
        return panel or next((Found(name, "right-line") for name in names if name), None)


class NewsListing(PostBackListing):
    """A section of the news web part; elsewhere whatever links to articles."""

    def cards(self) -> list[Card]:
        """The articles, each with its day where one is shown."""
        links = self.page.css(
            ".listnews_item .listnews_item_title a[href], [id$='_pnListNews'] h3 a[href]"
        )
        found = []
        for link in links:
            url = self.page.absolute(link.attrib["href"])
            headline = line_of(link.root)
            if url and headline:
                around = link.xpath(_DAY) or link.xpath("ancestor::*[self::div or self::li][1]")
                date = date_in(around[0].root, headline) if around else None
                found.append(Card(url, headline, date))
        return unique(found) or super().cards()

    def next_url(self) -> str | None:
        """The page after the current one."""
        return after_active(self.page) if "pagination" in self.page.named else super().next_url()


def _author_of(credit: str) -> str | None:
    if read_source(credit) or _OUTLET.match(fold(credit.strip("( "))) or names_login(credit):
        return None
    return read_labelled_author(credit) or read_author(credit, set_apart=True)


def _recognise(page: Page) -> str | None:
    marks = page.named
    for name in ("divArticleContent", "divArticleDescription2", "divArticleDescription"):
        if name in marks:
            return f"the text stands in #{name}, as in one vendor's SharePoint portals"
    for name in ("listnews_item_title", "_pnListNews", "_lblSoKyHieu", "link_sokyhieu"):
        if name in marks:
            return f"parts of one vendor's SharePoint portals ({name.lstrip('_')})"
    return None


PLATFORM = Platform(
    "sharepoint_a",
    "SharePoint (divArticleDescription)",
    NewsPage,
    _recognise,
    NewsListing,
    DocumentPage,
    DocumentsPage,
)
