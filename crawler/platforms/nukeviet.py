"""NukeViet 4 and its edition for offices, eGovernment: `default`, `egov` and telephones' themes.

Seen on a site that ran eGovernment 1.2, and in the templates of nukeviet/nukeviet (4.3 to 4.6) and
nukeviet/eGovernment, `themes/*/modules/news/*.tpl`; of NukeViet 3.4 (its branch nukeviet3.4) the
articles, in all three themes. What the system states for machines is not to
be trusted: microdata's `datePublished` is the latest change in some versions and its author the
login of a clerk, and OpenGraph's moments are written `2019-03-18+0716:46:00`. The line that a
visitor reads, `Thứ hai - 18/03/2019 16:46`, is right.
"""

import re
from functools import cached_property
from itertools import chain

from lxml import etree
from parsel import Selector

from archive.items import Attachment
from crawler.element_text import clean, line_of
from crawler.found import Found
from crawler.pages import Page
from crawler.platforms.base import ArticlePage, Platform, attachments_of
from crawler.platforms.nukeviet_laws import LawPage, LawRegister
from crawler.platforms.nukeviet_listing import OWN_PAGE, NewsListing
from crawler.reading.bodies import paragraphs
from crawler.reading.signatures import is_login
from crawler.reading.stamps import is_past, read_views
from crawler.viewers import embedded_in
from vietnamese.folding import fold

#: The text of an article: in the themes, in those for telephones, on the page for printing.
_TEXT = (
    "//div[@id='news-bodyhtml' or @id='bodytext' or @class='fiximg'"
    " or contains(concat(' ', @class, ' '), ' bodytext ')][not(@id='page-bodyhtml')]"
)
_NO_TEXT = "no text of an article (#news-bodyhtml, .bodytext)"
#: The line of the date; the last two are of NukeViet 3's themes: `modern`, and for telephones.
_DATES = ".h5, .time, ul.list-inline > li, .header-details .small, .smll"
#: A label below the text: in a line of its own, or (`modern`) in a part with several.
_CREDITS = (
    ".//p[not(ancestor::*[contains(@class, 'bodytext')])]/strong"
    " | .//div[contains(@class, 'source')]/strong"
)
_LEADS = (".hometext", "#hometext [itemprop=description]", "#hometext")
#: The part of the page that is about the article alone: what holds both headline and text.
_ARTICLE = "ancestor::*[descendant::h1][1]"
#: PHP's `Y-m-dTH:i:s`, where `T` is the name of the time zone.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[+-]\d\d|[A-Z]{2,4})T?(\d\d:\d\d:\d\d)$")


class NewsPage(ArticlePage):
    """An article of the module `news`, as shown, on a telephone, or for printing."""

    def why_not(self) -> str | None:
        """Pages without the text of an article below its headline, the office's own among them."""
        if self._text is None:
            own = OWN_PAGE in self.page.text
            return f"a page of the module page (#{OWN_PAGE})" if own else _NO_TEXT
        return None if self._article is not None else "no headline (h1) above the text"

    def headline(self) -> Found[str] | None:
        """The heading; its slashes and colons are written as entities."""
        return self.text_of("h1", "h1", self._article)

    def lead(self) -> Found[str] | None:
        """The `hometext`, without the picture that may stand in it."""
        for css in _LEADS:
            for lead in self._within(css):
                if text := _in_one_line(lead.root):
                    return Found(text, "hometext")
        return None

    def body(self) -> Found[list[str]] | None:
        """The text."""
        if self._text is None:
            return None
        return Found(paragraphs(self._text.root), "bodytext")

    def author(self) -> Found[str] | None:
        """`Tác giả`, below the text; who entered the article is no author."""
        author = self._credit("author", "tac gia", "author")
        return author if author and not is_login(author.value) else None

    def source(self) -> Found[str] | None:
        """`Nguồn tin`, below the author."""
        return self._credit("source", "nguon", "source")

    def date_published(self) -> Found[str] | None:
        """The line above the text, or else OpenGraph's moment, malformed but right."""
        if self._article is None:
            return None
        return self.date_of("visible-date", _DATES, self._article) or self._moment(
            "opengraph:published_time", "article:published_time"
        )

    def date_modified(self) -> Found[str] | None:
        """OpenGraph's moment of the latest change."""
        return self._moment("opengraph:modified_time", "article:modified_time")

    def views(self) -> Found[int] | None:
        """The counter beside the eye, in the theme of eGovernment."""
        for eye in self._within(".newsdetailmetatop .fa-eye"):
            counter = line_of(eye.root.getparent())
            views = int(counter) if counter.isdecimal() else read_views(counter)
            if views is not None:
                return Found(views, "newsdetailmetatop")
        return None

    def section(self) -> Found[str] | None:
        """The category, or the last step of the path above the article."""
        category = self.page.meta("article:section")
        if category:
            return Found(category, "opengraph:section")
        return self.text_of("breadcrumbs", ".temp-breadcrumbs li:last-child [itemprop=name]")

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files listed below the text, and those that the text links to or shows."""
        listed = (
            (item.attrib["href"], clean("".join(item.css("strong::text").getall())))
            for item in self._within(".news-download-file .list-group-item > a[href]")
        )
        if self._text is None:
            return None
        linked = ((link.get("href"), line_of(link)) for link in self._text.root.iter("a"))
        shown = embedded_in(self._text.root)
        return attachments_of(self.page, "files", chain(listed, linked, shown))

    @cached_property
    def _text(self) -> Selector | None:
        return next(iter(self.page.selector.xpath(_TEXT)), None)

    @cached_property
    def _article(self) -> Selector | None:
        if self._text is None:
            return None
        return next(iter(self._text.xpath(_ARTICLE)), None)

    def _within(self, css: str) -> list[Selector]:
        return list(self._article.css(css)) if self._article is not None else []

    def _credit(self, rule: str, *labels: str) -> Found[str] | None:
        """What stands behind a label below the text."""
        if self._article is None:
            return None
        for label in self._article.xpath(_CREDITS):
            if fold(line_of(label.root)).startswith(labels):
                line = label.root.getparent()
                shared = line.tag == "div"
                name = label.root.tail if shared else line_of(line).partition(":")[2]
                return Found(clean(name), rule) if name and clean(name) else None
        return None

    def _moment(self, rule: str, name: str) -> Found[str] | None:
        stated = _MOMENT.match(self.page.meta(name) or "")
        if stated is None:
            return None
        moment = f"{stated[1]}T{stated[2]}+07:00"
        return Found(moment, rule) if is_past(moment, self.page.fetched_at) else None


def _in_one_line(lead: etree._Element) -> str:
    """A lead's text without the picture that may stand in it, its lines set apart by spaces."""
    if len(lead) == 0:
        return clean(lead.text or "")
    return " ".join(paragraphs(lead, without=".imghome"))


def _recognise(page: Page) -> str | None:
    generator = page.meta("generator") or ""
    if generator.lower().startswith("nukeviet"):
        return f"<meta name='generator' content='{generator}'>"
    if "nv_base_siteurl" in page.text:
        return "its scripts set nv_base_siteurl, as NukeViet's do"
    if page.css(".floodblocker, .nv-infodie"):
        return "NukeViet's notice of a flood or an error (.floodblocker, .nv-infodie)"
    return None


PLATFORM = Platform(
    "nukeviet", "NukeViet 4, eGovernment", NewsPage, _recognise, NewsListing, LawPage, LawRegister
)
