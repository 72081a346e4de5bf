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

from parsel import Selector

from archive.items import Attachment
from crawler.bodies import paragraphs
from crawler.found import Found
from crawler.listings import Card, ListingPage, date_in, unique
from crawler.pages import Page, clean
from crawler.platforms.base import ArticlePage, Platform
from crawler.platforms.sharepoint_register import DocumentPage, DocumentsPage
from crawler.signatures import names_login, read_author, read_labelled_author, read_source
from crawler.stamps import read_views
from vietnamese.folding import fold

#: Where the text stands, and where the lines above it do; the first that is there counts.
_PLACES = (
    ("#divArticleContent", "#divArticleDescription"),
    ("#divArticleDescription2", "#divArticleDescription1"),
    ("#divArticleDescription", None),
)
_DATES = (".News_Time_Post", "[id$='_pnHide'] span", ".date-detail span")
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
        marked = self.text_of(
            "headline",
            "#divArticleDescription3 h1, h1.News_Detail_Title, #news_content .title_news h1",
        )
        above = self._text.xpath("preceding::h1[1]") if self._text and not marked else ()
        heading = next((clean(h1.root.text_content()) for h1 in above), None)
        return marked or (Found(heading, "h1-above") if heading else None)

    def lead(self) -> Found[str] | None:
        """What stands apart above the text."""
        place = self._lead_place
        return self.text_of(place.lstrip("#"), place) if place else None

    def body(self) -> Found[list[str]] | None:
        """The text, without the author who stands in it on some portals."""
        if self._text is None:
            return None
        return Found(paragraphs(self._text.root, _NOT_TEXT), "divArticleDescription")

    def author(self) -> Found[str] | None:
        """The author below the text; else a person or an office that is credited for it."""
        written = self.text_of("Author_Write_TG", ".Author_Write_TG p")
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
        return next(
            (found for css in _DATES if (found := self.date_of("time-post", css))), None
        ) or self.date_of("below-headline", "h1 + p, h1 + div + p")

    def views(self) -> Found[int] | None:
        """The counter beside the date, or below the text."""
        for css in (".News_Time_Post", "#news_content p[align='right']"):
            for line in self.page.selector.css(css):
                views = read_views(clean(line.root.text_content()))
                if views is not None:
                    return Found(views, "counter")
        return None

    def section(self) -> Found[str] | None:
        """The last step of the path that names a section, or the heading of the section."""
        steps = [clean(s.root.text_content()) for s in self.page.selector.css(".UL_Link_Menu li")]
        named = [step for step in steps[1:] if step and fold(step) != "chi tiet"]
        if named:
            return Found(named[-1], "UL_Link_Menu")
        return self.text_of("title-list-news", ".title-list-news .title-t1")

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files that the text offers, and those beside it."""
        around = self.page.selector.css(".Around_News_Content") or [self._text]
        return self.files_in("links", *(part.root for part in around if part is not None))

    @cached_property
    def _place(self) -> tuple[Selector | None, str | None]:
        for place, lead in _PLACES:
            if found := self.page.selector.css(place):
                return found[0], lead
        return None, None

    @property
    def _text(self) -> Selector | None:
        return self._place[0]

    @property
    def _lead_place(self) -> str | None:
        return self._place[1]

    @cached_property
    def _credit(self) -> Found[str] | None:
        """Who is credited for the text below it."""
        return self.text_of("pnNguontin", "[id$='_pnNguontin']") or self.text_of(
            "right-line", "#news_content p[align='right'] strong"
        )


class NewsListing(ListingPage):
    """A section of the news web part; elsewhere whatever links to articles."""

    def cards(self) -> list[Card]:
        """The articles, each with its day where one is shown."""
        links = self.page.selector.css(
            ".listnews_item .listnews_item_title a[href], [id$='_pnListNews'] h3 a[href]"
        )
        found = []
        for link in links:
            url = self.page.absolute(link.attrib["href"])
            headline = clean(link.root.text_content())
            if url and headline:
                around = link.xpath(_DAY) or link.xpath("ancestor::*[self::div or self::li][1]")
                date = date_in(around[0].root, headline) if around else None
                found.append(Card(url, headline, date))
        return unique(found) or super().cards()


def _author_of(credit: str) -> str | None:
    if read_source(credit) or _OUTLET.match(fold(credit.strip("( "))) or names_login(credit):
        return None
    return read_labelled_author(credit) or read_author(credit, set_apart=True)


def _recognise(page: Page) -> str | None:
    selector = page.selector
    if selector.css("#divArticleDescription, #divArticleDescription2, #divArticleContent"):
        return "the text stands in #divArticleDescription…, as one vendor's SharePoint parts do"
    if selector.css(
        ".listnews_item_title, [id$='_pnListNews'], [id$='_lblSoKyHieu'], a.link_sokyhieu"
    ):
        return (
            "the parts of one vendor's SharePoint portals (listnews_item, pnListNews, lblSoKyHieu)"
        )
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
