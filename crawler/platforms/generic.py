"""Pages of no known platform: what they state for machines, then what a visitor reads.

JSON-LD, OpenGraph and microdata are believed where they are well formed. The text is what a visitor
reads, held against what trafilatura finds: the one knows where Vietnamese portals put what, the
other what a main text looks like. Trafilatura's dates are not used: it takes those of the header
and of related articles for the article's own.
"""

import html
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree
from lxml.html import HTMLParser
from parsel.selector import create_root_node

from crawler.element_text import clean
from crawler.finding import elements_by
from crawler.found import Found
from crawler.pages import Page
from crawler.platforms.base import Platform
from crawler.platforms.visible import ReadingPage
from crawler.reading.roles import Role, role_of
from crawler.reading.signatures import is_login
from crawler.reading.stamps import is_past, read_machine_date
from vietnamese.folding import fold

#: Vietnam's first connection to the Internet was in 1997: a date long before is a field left empty.
_FIRST_DAY = "1995"
#: What hides a script from readers that do not know it: CDATA marks and comments.
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
_ARTICLE_TYPES = re.compile(r"(?:News|Blog|Report)?Article$|BlogPosting$")
_ARTICLE_ITEMS = elements_by("//@itemtype[contains(., 'Article')]/..")


class GenericPage(ReadingPage):
    """An article by its own machine-readable statements, else as a visitor reads it."""

    def why_not(self) -> str | None:
        """Neither stated to be an article nor readable as one."""
        if self._is_stated and self.headline() is not None and self.body() is not None:
            return None
        return super().why_not()

    def find(self, field: str) -> Found[Any] | None:
        """A field by its own rule here, else off what a visitor reads."""
        found: Found[Any] | None = getattr(self, field)()
        return found or super().find(field)

    def headline(self) -> Found[str] | None:
        """JSON-LD, then microdata, then the line that a visitor reads, then OpenGraph."""
        return (
            _headline("json-ld:headline", self._linked_data.get("headline"))
            or _headline("microdata:headline", self._microdata.get("headline"))
            or super().find("headline")
            or _text("opengraph:title", self.page.meta("og:title"))
        )

    def lead(self) -> Found[str] | None:
        """The first paragraph, where it is what the page states as its description."""
        texts = self._texts
        for rule, stated in (
            ("json-ld:description", self._linked_data.get("description")),
            ("microdata:description", self._microdata.get("description")),
            ("opengraph:description", self.page.meta("og:description")),
        ):
            found = _text(rule, stated)
            if found and texts and len(texts.value) > 1 and texts.value[0] == found.value:
                return found
        return None

    def body(self) -> Found[list[str]] | None:
        """The paragraphs below the lead."""
        texts = self._texts
        return Found(texts.value[1:], texts.rule) if texts and self.lead() else texts

    @cached_property
    def _texts(self) -> Found[list[str]] | None:
        """What a visitor reads as far as trafilatura agrees; its own text where they do not."""
        seen, main = super().find("body"), self._main_text
        if seen is None or not main:
            return seen or (Found(main, "trafilatura") if main else None)
        whole = " ".join(main)
        agreed = [at for at, text in enumerate(seen.value) if text in whole]
        if not agreed or (not self._is_read and len(agreed) < len(seen.value) / 2):
            return Found(main, "trafilatura")
        return Found(seen.value[: agreed[-1] + 1], seen.rule)

    def author(self) -> Found[str] | None:
        """Who JSON-LD says; microdata is left alone, where some systems name the clerk's login."""
        found = _text("json-ld:author", _name(self._linked_data.get("author")))
        return found if found and not is_login(found.value) else None

    def date_published(self) -> Found[str] | None:
        """JSON-LD, OpenGraph, what a visitor reads, and last microdata: some systems put the day of
        the latest change there.
        """
        return (
            self._date("json-ld:datePublished", self._linked_data.get("datePublished"))
            or self._date("opengraph:published_time", self.page.meta("article:published_time"))
            or super().find("date_published")
            or self._date("microdata:datePublished", self._microdata.get("datePublished"))
        )

    def date_modified(self) -> Found[str] | None:
        """JSON-LD, then OpenGraph."""
        return self._date(
            "json-ld:dateModified", self._linked_data.get("dateModified")
        ) or self._date("opengraph:modified_time", self.page.meta("article:modified_time"))

    def section(self) -> Found[str] | None:
        """JSON-LD, then OpenGraph."""
        return _text("json-ld:articleSection", self._linked_data.get("articleSection")) or _text(
            "opengraph:section", self.page.meta("article:section")
        )

    @property
    def _is_read(self) -> bool:
        """Whether what a visitor reads has an article's marks."""
        return super().why_not() is None

    @property
    def _is_stated(self) -> bool:
        """Whether the page says of itself that it is an article (`og:type` says so anywhere)."""
        stamped = self.page.meta("article:published_time")
        return bool(self._linked_data or self._microdata or stamped)

    def _date(self, rule: str, text: object) -> Found[str] | None:
        date = read_machine_date(text) if isinstance(text, str) else None
        if date is None or date < _FIRST_DAY or not is_past(date, self.page.fetched_at):
            return None
        return Found(date, rule)

    @cached_property
    def _linked_data(self) -> dict[str, Any]:
        """The JSON-LD object that describes the article: of several the one whose headline the page
        shows as its own. Several of which none is it are those of a listing.
        """
        articles = [thing for thing in self._linked_things if _is_article(thing.get("@type"))]
        headlines = {fold(clean(str(thing.get("headline")))) for thing in articles}
        if len(headlines) < 2:
            return articles[0] if articles else {}
        shown = super().find("headline")
        own = fold(shown.value) if shown and super().why_not() is None else None
        for thing in articles:
            if fold(clean(str(thing.get("headline")))) == own:
                return thing
        return {}

    @property
    def _linked_things(self) -> Iterator[dict[str, Any]]:
        scripts = self.page.selector.xpath(
            "//script[starts-with(normalize-space(@type), 'application/ld+json')]/text()"
        )
        for script in scripts.getall():
            try:
                data = json.loads(_WRAPPING.sub("", script), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _things(data)

    @cached_property
    def _microdata(self) -> dict[str, Any]:
        """The properties of the microdata item that describes an article; listings have many."""
        plain = self.page.selector.root
        if len(_ARTICLE_ITEMS(plain)) != 1:
            return {}
        from extruct import w3cmicrodata  # type: ignore[import-untyped]  # it ships no types

        # it takes away scripts in a way that only elements of `lxml.html` have
        markup = etree.tostring(plain, encoding="unicode", method="html")
        root = create_root_node(markup, HTMLParser)
        reader = w3cmicrodata.MicrodataExtractor()
        items: list[dict[str, Any]] = reader.extract_items(root, self.page.base_url)
        for item in items:
            if _is_article(item.get("type")):
                return dict(item.get("properties", {}))
        return {}

    @cached_property
    def _main_text(self) -> list[str]:
        if not self.page.is_html:
            return []
        from trafilatura import bare_extraction

        document = bare_extraction(self.page.text, url=self.page.url, include_comments=False)
        text = getattr(document, "text", None) or ""
        return [paragraph for line in text.splitlines() if (paragraph := clean(line))]


def _text(rule: str, text: object) -> Found[str] | None:
    """A text that a page states for machines; some systems escape it as if it were markup."""
    stated = clean(html.unescape(text)) if isinstance(text, str) else ""
    return Found(stated, rule) if stated else None


def _headline(rule: str, text: object) -> Found[str] | None:
    """A headline stated, unless it is the name of the site."""
    found = _text(rule, text)
    is_site = found is not None and role_of(found.value, fold(found.value)) is Role.SITE
    return None if is_site else found


def _things(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for member in data:
            yield from _things(member)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"))
        yield from _things(data.get("mainEntity"))


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and _ARTICLE_TYPES.search(k) for k in kinds)


def _name(author: object) -> str | None:
    if isinstance(author, list):
        return ", ".join(name for one in author if (name := _name(one))) or None
    if isinstance(author, dict):
        author = author.get("name")
    return author if isinstance(author, str) else None


def _recognise(page: Page) -> str | None:
    return "no known platform's marks; read by the rules that hold anywhere"


PLATFORM = Platform("generic", "Any other", GenericPage, _recognise)
