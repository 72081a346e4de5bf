"""Articles read as a visitor reads them: of platforms whose markup no source shows."""

import re
from functools import cached_property
from itertools import chain
from typing import Any

from crawler.address_forms import is_article_address
from crawler.found import Found
from crawler.platforms.base import ArticlePage, attachments_of
from crawler.reading.own_links import leads_away
from crawler.reading.roles import Role
from crawler.reading.visible_article import VisibleArticle, read_visible_article
from crawler.reading.visible_lines import lines_of
from crawler.registers.pages import RegisterPage
from crawler.viewers import embedded_in
from vietnamese.folding import fold

#: Addresses that only articles have: of Kon Tum's portals (see `crawler.platforms.kontum`).
_DETAIL = re.compile(r"/pages/detail/\d+/|/[a-z0-9-]+/[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+-\d+/?$")

#: Addresses of front pages, which show parts of many articles.
_FRONT = re.compile(
    r"https?://[^/]+(?:/(?:(?:site)?pages/)?"
    r"(?:(?:index|default|home|trang-?chu|web/guest|web/guest/home)(?:\.[a-z]{3,5})?)?)?/?",
    re.IGNORECASE,
)
#: What is said in a headline's place where there is no article.
_NOTHING = re.compile(
    r"(?:khong|chua) (?:co|tim thay) (?:du lieu|noi dung|bai viet|thong tin|ket qua)\b.{0,20}$"
    r"|(?:noi dung|du lieu|trang) (?:dang|chua) (?:duoc )?cap nhat\b"
)


class ReadingPage(ArticlePage):
    """An article read by the order and role of its visible text."""

    @cached_property
    def reading(self) -> VisibleArticle | None:
        """What a visitor reads."""
        return read_visible_article(self.page)

    def why_not(self) -> str | None:
        """No headline with text below it, or nothing that marks the text as news; a register."""
        reading = self.reading
        if reading is None:
            if self._has_marks():
                return None  # an article whose headline cannot be told: to be reported as such
            return "no line of the page can be told to be its headline"
        headline = reading.values["headline"]
        if self._is_front(headline):
            return f"the address is a front page's, whose title does not tell of {headline!r}"
        if _NOTHING.match(fold(headline)):
            return f"the page says that there is nothing: {headline!r}"
        if self._is_listing(reading):
            return f"below {headline!r} are links to articles"
        if "body" not in reading.values:
            return f"there is nothing to read below the headline {headline!r}"
        if RegisterPage(self.page).is_register():
            return f"below {headline!r} are entries of a register"
        marks = {"date_published", "date_modified", "views", "author"} & reading.values.keys()
        if not marks and not _DETAIL.search(self.page.url):
            return f"{headline!r} has neither date, author nor view counter"
        return None

    def _is_front(self, headline: str) -> bool:
        """Whether this is the portal's front page, and not an article saved with its address."""
        page = self.page
        at_front = page.is_html and _FRONT.fullmatch(page.url) is not None
        return at_front and fold(headline) not in fold(page.title)

    def _has_marks(self) -> bool:
        """Whether this is the address of an article, with running text and its view counter."""
        if not _DETAIL.search(self.page.url):
            return False
        lines = lines_of(self.page)
        return any(line.is_prose for line in lines) and any(
            line.role is Role.VIEWS for line in lines
        )

    def _is_listing(self, reading: VisibleArticle) -> bool:
        """Whether headline, or what stands first below it, is a link to an article elsewhere."""
        return any(
            block.is_linked and any(self._leads_elsewhere(href) for href, _ in block.links)
            for block in (reading.top, *reading.blocks[:1])
        )

    def _leads_elsewhere(self, href: str) -> bool:
        url = self.page.absolute(href)
        return url is not None and self.is_article(url) and leads_away(self.page, href)

    def is_article(self, url: str) -> bool:
        """Whether an address looks like an article's; a platform may know its own."""
        return is_article_address(url)

    def find(self, field: str) -> Found[Any] | None:
        """A field off what was read; the files among the links between headline and end."""
        if self.reading is None:
            return None
        if field == "attachments":
            links = (link for block in self.reading.blocks for link in block.links)
            shown = embedded_in(self.page.selector.root)  # where on the page, no text tells
            return attachments_of(self.page, "links", chain(links, shown))
        return self.reading.found(field)
