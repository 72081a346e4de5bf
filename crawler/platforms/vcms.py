"""Vietsoftware's VCMS, portlets on Liferay 6 and 7, as the portal of Hòa Bình has them.

From their templates: phuongvh/eGov_Portal, VCMS-portlet/docroot/html/portlet/vcmsview/includes, for
Liferay 6; nguyenvanthuyfpt/hoabinhportal, modules/hoabinh-web, cmsview/article_detail.jsp and
article_by_category.jsp, for Liferay 7. Articles differ by a parameter of the portlet's alone
(`…_articleId=N`). Registers are tables with named columns, entries tables of labels.
"""

import re
from functools import cached_property

from lxml import etree
from parsel import Selector

from archive.items import Attachment
from crawler.found import Found
from crawler.pages import Page
from crawler.platforms.base import ArticlePage, Platform
from crawler.reading.bodies import paragraphs

#: By design, that of Liferay 7 first: the article, and its parts within.
_ARTICLES = ("#content_detail_news", "table.chanel-news:has(p.title01)")
_TITLE = "#titleDetail, p.title01"
_DATE = ".date_time, span.time"
_LEAD = "#leadDetail, b.hot-line"
#: The element that holds the text, and what stands in it besides.
_TEXTS = ("#contentDetail", "td:has(> p.title01)")
_APART = ".title01, .time, .n-img, .hot-line"
_SECTION = ".title-list-news a, p.bread-crum a"
_PORTLET = re.compile(r"\bvn_gov_\w+_portlet_(?:cms|legal)view_|\bvcmsview(?:content|news)?_WAR_")


class CmsPage(ArticlePage):
    """An article in the portlet's full view."""

    def why_not(self) -> str | None:
        """Pages without the part that holds an article, or without a title in it."""
        if self._article is None:
            return f"no article of the portlet ({', '.join(_ARTICLES)})"
        return None if self.headline() else f"no title of an article ({_TITLE})"

    def headline(self) -> Found[str] | None:
        """The title."""
        return self._text("title", _TITLE)

    def lead(self) -> Found[str] | None:
        """The lead above the text."""
        return self._text("lead", _LEAD)

    def body(self) -> Found[list[str]] | None:
        """The text alone: pictures' captions, author and source stand outside of it."""
        if self._content is None:
            return None
        return Found(paragraphs(self._content, without=_APART), "content")

    def author(self) -> Found[str] | None:
        """The line below the text."""
        return self._text("author", "div.author")

    def source(self) -> Found[str] | None:
        """The line below the author."""
        return self._text("source", "div.source")

    def date_published(self) -> Found[str] | None:
        """The moment below the title."""
        return self.date_of("date", _DATE, self._article) if self._article is not None else None

    def section(self) -> Found[str] | None:
        """The category above the article."""
        return self.text_of("category", _SECTION)

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files listed below the article, and those that its text links to."""
        listed = [part.root for part in self.page.css("div.attachment")]
        text = [self._content] if self._content is not None else []
        return self.files_in("attachment", *listed, *text)

    def _text(self, rule: str, css: str) -> Found[str] | None:
        return self.text_of(rule, css, self._article) if self._article is not None else None

    @cached_property
    def _article(self) -> Selector | None:
        found = (self.page.css(css) for css in _ARTICLES)
        return next((articles[0] for articles in found if articles), None)

    @cached_property
    def _content(self) -> etree._Element | None:
        if self._article is None:
            return None
        found = (self._article.css(css) for css in _TEXTS)
        return next((texts[0].root for texts in found if texts), None)


def _recognise(page: Page) -> str | None:
    said = _PORTLET.search(page.text)
    return f"portlets of Vietsoftware's VCMS ({said[0]})" if said else None


PLATFORM = Platform("vcms", "Vietsoftware VCMS on Liferay", CmsPage, _recognise)
