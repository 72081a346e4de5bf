"""VNPT's provincial portal, version 5 (ASP.NET Core), as the departments of Đắk Lắk have it.

By the portal's own templates (duongnguyen2k2/portal-en-v5: Views/Articles, Views/Documents,
Views/Shared/_PartialPagination, Program.cs). Articles: `/{alias}-{id}.html`; sections:
`/categories/{alias}-{id}.html?CurrentPage=N`; the register: `/van-ban.html` and
`/van-ban/{alias}-{id}.html`. The element of the article's text holds its headline, date, counter
and author as well. What is labelled `Cập nhật lúc` is the day of publishing (`PublishUpShow`).
"""

import re
from functools import cached_property

from lxml import etree

from archive.items import Attachment
from crawler.element_text import clean, line_of
from crawler.found import Found
from crawler.listings.pages import Card, ListingPage, date_in, unique
from crawler.listings.paging import after_active
from crawler.pages import Page
from crawler.platforms.base import ArticlePage, Platform
from crawler.platforms.vnpt_register import DocumentPage, DocumentsPage
from crawler.reading.bodies import paragraphs
from crawler.reading.signatures import names_login
from crawler.reading.stamps import find_stamps, is_past, read_views

_NOT_TEXT = "h1.heading-title, #publishupshow-bottom, .detail-audio-file, .AuthorName"
_LOGO = "img[src$='/images/vnpt-logo.png']"
_CARDS = ".categoryList .article-item, .article-item-cat, .first-article-item"
#: Articles stand at the root; what has a folder before its name is a section, video, document….
_ARTICLE_PATH = re.compile(r"https?://[^/]+/[^/?]+-\d+\.html$")


class PortalArticlePage(ArticlePage):
    """An article, or a page of the portal's own (`Giới thiệu`), which has no headline above it."""

    def why_not(self) -> str | None:
        """Pages that bear no article's number."""
        if self._content is None or "ArticleId" not in self.page.named:
            return "no article (#ArticleId beside .article-content)"
        return None

    def headline(self) -> Found[str] | None:
        """The headline; of a page of the portal's own the last step of the path."""
        shown = self.text_in("heading-title", "h1")
        steps = [step for step in self._path if "active" in (step.get("class") or "").split()]
        last = line_of(steps[-1]) if steps and not shown else ""
        return shown or (Found(last, "breadcrumb") if last else None)

    def body(self) -> Found[list[str]] | None:
        """The text, without what else its element holds."""
        if self._content is None:
            return None
        return Found(paragraphs(self._content, _NOT_TEXT), "article-content")

    def author(self) -> Found[str] | None:
        """The line below the text, unless a clerk's login stands there."""
        found = self.text_in("AuthorName")
        return None if found and names_login(found.value) else found

    def date_published(self) -> Found[str] | None:
        """The day beside the path, which stands below the headline again."""
        for place in ("publishupshow-right", "publishupshow-bottom"):
            line = self.text_in(place)
            for stamp in find_stamps(line.value) if line else ():
                if is_past(stamp.value, self.page.fetched_at):
                    return Found(stamp.value, place)
        return None

    def views(self) -> Found[int] | None:
        """The counter below the headline."""
        line = self.text_in("publishupshow-bottom")
        views = read_views(line.value) if line else None
        return Found(views, "publishupshow-bottom") if views is not None else None

    def section(self) -> Found[str] | None:
        """The last step of the path that leads somewhere, unless that is the home page."""
        links = [line_of(link) for step in self._path[1:] for link in step.iter("a")]
        return Found(links[-1], "breadcrumb") if links and links[-1] else None

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files below the text, in viewers, and those that the text links to."""
        parts = (*self.elements("article-content"), *self.elements("listtailieu"))
        return self.files_in("listtailieu", *parts)

    @cached_property
    def _path(self) -> list[etree._Element]:
        return list(self.elements("breadcrumb-item"))

    @cached_property
    def _content(self) -> etree._Element | None:
        return next(self.elements("article-content"), None)


class PortalListing(ListingPage):
    """A section; on the home page, which has no such list, whatever links to articles."""

    def cards(self) -> list[Card]:
        """The articles with their days; some templates write both into one link."""
        found = []
        for item in self.page.css(_CARDS):
            for link in item.css("h4 a[href], a.d-flex[href]")[:1]:
                url = self.page.absolute(link.attrib["href"])
                texts = link.css("p.title::text") or link.xpath("text()")
                headline = clean(" ".join(texts.getall()))
                if url and headline:
                    dates = (date_in(day.root) for day in item.css("h4 span, p.publish"))
                    found.append(Card(url, headline, next(filter(None, dates), None)))
        return unique(found) or [c for c in super().cards() if _ARTICLE_PATH.match(c.url)]

    def next_url(self) -> str | None:
        """The page after the current one."""
        return after_active(self.page)


def _recognise(page: Page) -> str | None:
    marks = page.named
    if "ArticleId" in marks and "PageDetail" in marks:
        return "an article's number in #ArticleId inside .PageDetail, as VNPT's portal v5 writes it"
    parts = ("stellarnav", "categoryList", "document-list", "ContentDocument")
    if any(part in marks for part in parts) and page.css(_LOGO):
        return "VNPT's logo (/images/vnpt-logo.png) and the lists or menu of its portal v5"
    return None


PLATFORM = Platform(
    "vnpt",
    "VNPT portal v5 (ASP.NET Core)",
    PortalArticlePage,
    _recognise,
    PortalListing,
    DocumentPage,
    DocumentsPage,
)
