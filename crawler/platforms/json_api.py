"""Portals whose listings come from a back end, as fragments of HTML or as JSON.

Seen, as lethaiminh2511-law/Legal-Crawler asks for them and reads them (crawlers/ubndhn.py, moj.py,
bocongthuong.py, mof.py, bokhcn.py, and the fragments in its tests): hanoi.gov.vn (POST
`/api/NewsZone/NewsZone`, `PageIndex`), vanban.hanoi.gov.vn (`table[id$=_gr_items]`), moj.gov.vn
(`?handler=LoadNews&pageNumber=`), moit.gov.vn (POST `service=Content.Article.selectAll`, `pageNo`),
mof.gov.vn (POST `/api/article/reads?offset=&limit=`), mst.gov.vn
(`/timeline-van-ban/{category}/{page}.htm`). Of the pages of articles no more than head and heading
is known: the text is read as a visitor reads it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from parsel import Selector

from crawler.element_text import clean, line_of
from crawler.found import Found
from crawler.listings.counted_pages import next_counted
from crawler.listings.page_requests import PageRequest
from crawler.listings.pages import Card, ListingPage, unique
from crawler.pages import Page
from crawler.platforms.base import Platform
from crawler.platforms.generic import GenericPage
from crawler.platforms.visible import ReadingPage
from crawler.reading.stamps import find_stamps, is_past, read_machine_date, read_stamp_line
from crawler.registers.pages import RegisterPage, RegisterRow, unique_rows

_ASKED = re.compile(
    r"/api/NewsZone/|/api/article/reads\b|[?&]handler=LoadNews\b|[?&]module=Content\.Listing\b"
    r"|/timeline-van-ban/\d+/\d+\.htm|://(?:www\.)?moj\.gov\.vn/portal/tin-tuc/",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"/portal/tin-tuc/chi-tiet/[^/?]+\.html|-\d{12,}\.htm|://(?:www\.)?mst\.gov\.vn/[^?]*-\d{6,}\.htm"
)
_TIMELINE = re.compile(r"(/timeline-van-ban/\d+/)(\d{1,5})(\.htm)")
_TIMELINE_ENTRY = re.compile(r"/van-ban-phap-luat/(?:du-thao/)?\d+\.htm$")
_DOCUMENT_LIST = "table[id$='_gr_items']"
#: For each kind of card: the card, its link, its headline (the link's where empty), its date.
_CARDS = (
    (".news-item", "a[href]", ".news-title", ".news-time"),
    ("article.article-news, li.article-news", "a.article-title[href]", "", ".article-date"),
    ("article, .news-item, li", "a[href*='/portal/tin-tuc/chi-tiet/']", "", "p, span, .date"),
)
_MOST_TEXT = 40
#: The names of a JSON item's fields, as Legal-Crawler (crawlers/mof.py) knows them.
_LISTS = ("data", "content", "items", "articles", "results", "result")
_TITLES = ("title", "name", "articleTitle", "displayTitle", "subject")
_LINKS = ("url", "link", "articleUrl", "href")
_SLUGS = ("slug", "articleSlug", "alias", "id")
_DATES = (
    *("publicationTime", "publishDate", "publishTime", "publishedAt"),
    *("createdDate", "createTime", "date"),
)
_DEPTH = 4


class BackEndArticle(GenericPage):
    """An article by what it states, and at an article's address by its heading alone."""

    def why_not(self) -> str | None:
        """Neither stated, nor readable, nor at an article's address with a heading."""
        if self.page.json is not None:
            return "the answer of a back end, in JSON"
        return None if self._is_known else super().why_not()

    def headline(self) -> Found[str] | None:
        """What it states, what a visitor reads, or its one heading."""
        return super().headline() or self._heading

    def body(self) -> Found[list[str]] | None:
        """The paragraphs below heading and date: there may be none."""
        found, heading = super().body(), self.headline()
        texts = found.value if found else []
        while texts and ((heading and texts[0] == heading.value) or read_stamp_line(texts[0])):
            texts = texts[1:]
        return Found(texts, found.rule) if found and texts else None

    @cached_property
    def _texts(self) -> Found[list[str]] | None:
        """What a visitor reads, if it has an article's marks at an article's address."""
        seen = ReadingPage.find(self, "body") if self._is_known and self._is_read else None
        return seen or super()._texts

    def date_published(self) -> Found[str] | None:
        """What it states, what a visitor reads, or its `<time>` or the stamp below its heading."""
        if found := super().date_published():
            return found
        for said in self.page.css("time::attr(datetime)").getall():
            date = read_machine_date(said)
            if date and is_past(date, self.page.fetched_at):
                return Found(date, "time")
        return self.date_of("date", ".date, .news-date, .time, .news-time")

    @property
    def _is_known(self) -> bool:
        """Whether this is an article's address, and the page has its heading."""
        return bool(_ARTICLE.search(self.page.url) and self._heading)

    @property
    def _heading(self) -> Found[str] | None:
        return self.text_of("h1", "h1")


class BackEndListing(ListingPage):
    """The cards of a fragment, or the items of a list in JSON."""

    def cards(self) -> list[Card]:
        """The cards named for what they are, or else any links to articles."""
        if self.page.json is not None:
            return unique(filter(None, map(self._of_item, _items(self.page.json, _DEPTH))))
        for card, link, headline, date in _CARDS:
            found = [
                made
                for one in self.page.css(card)
                if (made := self._of_card(one, link, headline, date))
            ]
            if found:
                return unique(found)
        return super().cards()

    def _of_card(self, card: Selector, link: str, headline: str, date: str) -> Card | None:
        for anchor in card.css(link)[:1]:
            heading = card.css(headline)[:1] if headline else [anchor]
            text = line_of(heading[0].root) if heading else ""
            url = self.page.absolute(anchor.attrib["href"])
            if url and (text := text or clean(anchor.attrib.get("title", ""))):
                return Card(url, text, self._date_in(card.css(date)))
        return None

    def _date_in(self, elements: Iterator[Selector] | Any) -> str | None:
        """The first moment in their titles (`8 giờ trước` is what they show) or texts."""
        for element in elements:
            for said in (element.attrib.get("title", ""), line_of(element.root)):
                stamps = find_stamps(said) if len(said) <= _MOST_TEXT else []
                if stamps and is_past(stamps[0].value, self.page.fetched_at):
                    return stamps[0].value
        return None

    def _of_item(self, item: Mapping[str, Any]) -> Card | None:
        headline = clean(_first(item, _TITLES))
        url = self.page.absolute(_first(item, _LINKS) or _path(item))
        if not headline or url is None:
            return None
        said = _first(item, _DATES)
        date = read_machine_date(said) or next((s.value for s in find_stamps(said)), None)
        return Card(url, headline, date if date and is_past(date, self.page.fetched_at) else None)

    def next_request(self) -> PageRequest | None:
        """The same asked for the page after, as long as there is something on this one."""
        return super().next_request() or next_counted(self.page)


class BackEndRegister(RegisterPage):
    """A timeline's documents, or a table of documents."""

    def rows(self) -> list[RegisterRow]:
        """The timeline shows no number, and does not say what its day is the day of."""
        if not _TIMELINE.search(self.page.url):
            return super().rows()
        return unique_rows(
            self.row({"title": line_of(link.root)}, link.root, within=link.root)
            for link in self.page.css("a[href]")
            if _TIMELINE_ENTRY.search(self.page.absolute(link.attrib["href"]) or "")
        )

    def next_request(self) -> PageRequest | None:
        """The timeline's next page has the next number."""
        if match := _TIMELINE.search(self.page.url):
            following = f"{match[1]}{int(match[2]) + 1}{match[3]}"
            return PageRequest(self.page.url.replace(match[0], following))
        return super().next_request()


def _items(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects of the list that a back end answers with, however it wraps it."""
    if isinstance(data, list):
        yield from (item for item in data if isinstance(item, dict))
    elif isinstance(data, dict) and depth:
        for name in _LISTS:
            if isinstance(data.get(name), (list, dict)):
                yield from _items(data[name], depth - 1)
                return


def _first(item: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(item[name]) for name in names if item.get(name) not in (None, "")), "")


def _path(item: Mapping[str, Any]) -> str:
    """The address of an article of mof.gov.vn by its own short name and its categories'."""
    own, category, root = (
        _first(item, _SLUGS),
        item.get("categorySlug"),
        item.get("rootCategorySlug"),
    )
    if not own:
        return ""
    if category:
        return "/" + "/".join(str(step) for step in (root, category, own) if step)
    return f"/webcenter/portal/btcvn/pages_r/l/tin-bo-tai-chinh?dDocName={own}"


def _recognise(page: Page) -> str | None:
    if match := _ASKED.search(page.url):
        return f"its address asks a back end: {match[0]}"
    if page.css(_DOCUMENT_LIST):
        return f"a list of documents as Hà Nội's portals have it ({_DOCUMENT_LIST})"
    return None


PLATFORM = Platform(
    "json_api",
    "Portals with back ends",
    BackEndArticle,
    _recognise,
    BackEndListing,
    register=BackEndRegister,
)
