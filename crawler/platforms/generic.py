"""Pages of no known platform: what they state for machines, then what a reader sees.

JSON-LD, OpenGraph and microdata are believed where they are well formed; the text comes from
trafilatura, which is made for pages nobody has seen before. Its dates are not used: it takes the
page's header and related articles for the article's own.
"""

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from archive.items import Attachment
from crawler.found import Found
from crawler.pages import Page, clean
from crawler.platforms.base import Platform
from crawler.platforms.kontum import ReadingPage
from crawler.stamps import is_past, read_machine_date

_ARTICLE_TYPES = re.compile(r"(?:News|Blog|Report)?Article$|BlogPosting$")


class GenericPage(ReadingPage):
    """An article by its own machine-readable statements, else as a visitor reads it."""

    def why_not(self) -> str | None:
        """Neither stated to be an article nor readable as one."""
        stated = self._linked_data or self._microdata or self.page.meta("og:type") == "article"
        if stated and self.headline() is not None and self.body() is not None:
            return None
        return super().why_not()

    def find(self, field: str) -> Found[Any] | None:
        """A field as stated for machines, else off what a visitor reads."""
        found: Found[Any] | None = getattr(self, field)()
        return found or super().find(field)

    def headline(self) -> Found[str] | None:
        """JSON-LD, then microdata, then OpenGraph."""
        return self._stated("headline", "headline") or self._titled(
            "opengraph:title", self.page.meta("og:title")
        )

    def lead(self) -> Found[str] | None:
        """None: descriptions made for search engines are cut from the body."""
        return None

    def body(self) -> Found[list[str]] | None:
        """The text that trafilatura finds; of a page saved as text, its paragraphs."""
        return Found(self._main_text, "trafilatura") if self._main_text else None

    def author(self) -> Found[str] | None:
        """Who JSON-LD says; microdata is left alone, where some systems name the clerk's login."""
        if self._linked_data and (name := _name(self._linked_data.get("author"))):
            return Found(name, "json-ld:author")
        return None

    def date_published(self) -> Found[str] | None:
        """JSON-LD, then OpenGraph, then what can be seen, and microdata last: some systems put the
        day of the last change there.
        """
        for rule, text in (
            ("json-ld:datePublished", (self._linked_data or {}).get("datePublished")),
            ("opengraph:published_time", self.page.meta("article:published_time")),
        ):
            if found := self._dated(rule, text):
                return found
        seen = ReadingPage.find(self, "date_published")
        return seen or self._dated("microdata:datePublished", self._microdata.get("datePublished"))

    def date_modified(self) -> Found[str] | None:
        """JSON-LD, then OpenGraph."""
        return self._dated(
            "json-ld:dateModified", (self._linked_data or {}).get("dateModified")
        ) or self._dated("opengraph:modified_time", self.page.meta("article:modified_time"))

    def source(self) -> Found[str] | None:
        """Nothing is stated for machines about the outlet credited."""
        return None

    def views(self) -> Found[int] | None:
        """Nothing is stated for machines about the view counter."""
        return None

    def section(self) -> Found[str] | None:
        """JSON-LD, then OpenGraph."""
        stated = (self._linked_data or {}).get("articleSection")
        return self._titled("json-ld:articleSection", stated) or self._titled(
            "opengraph:section", self.page.meta("article:section")
        )

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files among the links that a visitor passes from headline to end."""
        return ReadingPage.find(self, "attachments")

    def _titled(self, rule: str, text: object) -> Found[str] | None:
        return Found(clean(text), rule) if isinstance(text, str) and clean(text) else None

    def _stated(self, rule: str, key: str) -> Found[str] | None:
        linked = (self._linked_data or {}).get(key)
        return self._titled(f"json-ld:{rule}", linked) or self._titled(
            f"microdata:{rule}", self._microdata.get(key)
        )

    def _dated(self, rule: str, text: object) -> Found[str] | None:
        date = read_machine_date(text) if isinstance(text, str) else None
        return Found(date, rule) if date and is_past(date, self.page.fetched_at) else None

    @cached_property
    def _linked_data(self) -> dict[str, Any] | None:
        """The JSON-LD object that describes an article."""
        scripts = self.page.selector.xpath("//script[@type='application/ld+json']/text()").getall()
        for script in scripts:
            try:
                data = json.loads(script, strict=False)
            except (ValueError, RecursionError):
                continue
            for thing in _things(data):
                if _is_article(thing.get("@type")):
                    return thing
        return None

    @cached_property
    def _microdata(self) -> dict[str, Any]:
        """The properties of the microdata item that describes an article."""
        if not self.page.selector.xpath("//*[contains(@itemtype,'Article')]"):
            return {}
        from extruct import w3cmicrodata  # type: ignore[import-untyped]  # it ships no types

        reader = w3cmicrodata.MicrodataExtractor()
        items: list[dict[str, Any]] = reader.extract_items(
            self.page.selector.root, self.page.base_url
        )
        for item in items:
            if _is_article(item.get("type")):
                return dict(item["properties"])
        return {}

    @cached_property
    def _main_text(self) -> list[str]:
        if not self.page.is_html:
            return []
        from trafilatura import bare_extraction

        document = bare_extraction(self.page.text, url=self.page.url, include_comments=False)
        text = getattr(document, "text", None) or ""
        texts = [clean(line) for line in text.splitlines() if clean(line)]
        headline = ReadingPage.find(self, "headline")
        return [t for t in texts if headline is None or t != headline.value]


def _things(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for member in data:
            yield from _things(member)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"))


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and _ARTICLE_TYPES.search(k) for k in kinds)


def _name(author: object) -> str | None:
    if isinstance(author, list):
        names = [name for one in author if (name := _name(one))]
        return ", ".join(names) or None
    if isinstance(author, dict):
        author = author.get("name")
    return clean(author) or None if isinstance(author, str) else None


def _recognise(page: Page) -> str | None:
    return "no known platform's marks; read by the rules that hold anywhere"


PLATFORM = Platform("generic", "Any other", GenericPage, _recognise)
