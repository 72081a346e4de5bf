"""NukeViet's lists of news: categories in every view, topics, searches, front pages.

From the templates `themes/*/modules/news/{viewcat_*,topic}.tpl` of nukeviet/nukeviet and
nukeviet/eGovernment, and the listings of a site that ran eGovernment 1.2. Clocks have twelve or
twenty-four hours; the order is that of entry, not of date.
"""

from functools import cached_property

from lxml import etree
from parsel import Selector

from crawler.element_text import clean, line_of
from crawler.listings.pages import Card, ListingPage, unique
from crawler.platforms.nukeviet_pager import is_beyond, next_in, pager_of
from crawler.reading.stamps import read_stamp_line

#: The text of the module `page`: about the office, its duties, its people.
OWN_PAGE = "page-bodyhtml"
#: Where the links of a listing stand: in headings, in lists, or with a heading in them.
_HEADINGS = ("h2", "h3", "h4")
#: What stands in a listing without being one of its articles: names of categories, articles of
#: other days below an article.
_NO_CARDS = frozenset(("panel-heading", "news-catbox-single", "other-news"))


class NewsListing(ListingPage):
    """A category, a topic, a search; on front pages of other themes, whatever links to articles."""

    def cards(self) -> list[Card]:
        """The articles with their dates; none on the office's own pages, nor beyond the last page,
        which answers all the same.
        """
        if self._pager is not None and is_beyond(self._pager):
            return []
        if OWN_PAGE in self.page.text:
            return []
        links = filter(_is_listed, self.page.selector.root.iter("a"))
        found = [card for link in links if (card := self._card(link))]
        return unique(found) if found else super().cards()

    def next_url(self) -> str | None:
        """The page behind the current one."""
        if self._pager is None:
            return super().next_url()
        return next_in(self.page, self._pager)

    @cached_property
    def _pager(self) -> Selector | None:
        return pager_of(self.page)

    def _card(self, link: etree._Element) -> Card | None:
        url = self.page.absolute(link.get("href"))
        headline = _headline(link)
        whole = clean(link.get("title") or "")
        if headline.endswith("...") and whole.startswith(headline[:-3].rstrip()):
            headline = whole
        return Card(url, headline, _date_beside(link)) if url and headline else None


def _is_listed(link: etree._Element) -> bool:
    """Whether a link is one of a listing's: by where it stands in the themes' templates."""
    host = link.getparent()
    if host is None or not (host.tag in _HEADINGS or host.tag in ("li", "div")):
        return False
    classes = link.get("class", "").split()
    if host.tag == "div":  # titles alone
        return "show" in classes and "list-group" in host.get("class", "").split()
    lists = host.getparent()
    if host.tag == "li" and (lists is None or "related" not in lists.get("class", "").split()):
        return False
    around = " ".join(ancestor.get("class", "") for ancestor in link.iterancestors()).split()
    if not _NO_CARDS.isdisjoint(around):
        return False
    return "news_column" in around or {"thumbnail", "caption"} <= set(around)


def _headline(link: etree._Element) -> str:
    """The text of a link without the date (`<em>`) or the number (`.label`) that stand in it."""
    texts = []
    for part in link.iter():
        is_apart = part.tag == "em" or "label" in (part.get("class") or "")
        if isinstance(part.tag, str) and not is_apart:
            texts.append(part.text or "")
        if part is not link:
            texts.append(part.tail or "")
    return clean("".join(texts))


def _date_beside(link: etree._Element) -> str | None:
    """The date of a card: in its own line of a list, or in what follows its heading."""
    host = link.getparent()
    if host is None:
        return None
    if host.tag == "li":
        return next((date for em in host.iter("em") if (date := _date_in(em))), None)
    for sibling in host.itersiblings():
        if sibling.tag in _HEADINGS:
            return None
        for clock in sibling.iter("em", "i"):
            if "fa-clock-o" in clock.get("class", ""):
                return _date_in(clock.getparent())
    return None


def _date_in(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    line = read_stamp_line(line_of(element))
    return line.published.value if line and line.published else None
