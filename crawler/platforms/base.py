"""The shape of a platform: page objects for what its pages show, and its marks.

A page object (the pattern that web-poet names) has a method for each field of the item. Each method
answers what it found and by which rule, or None. A new platform is one module with an `ArticlePage`
and, where its listings differ, a `ListingPage`, named in `crawler.platforms.PLATFORMS`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import unquote

from lxml import etree
from parsel import Selector

from archive.items import VERSIONED_LEGISLATION_FIELDS, Attachment
from crawler.address_forms import is_file_address
from crawler.element_text import clean, line_of, text_of
from crawler.found import Found
from crawler.listings.pages import ListingPage
from crawler.pages import Page
from crawler.portals import Portal
from crawler.reading.stamps import is_past
from crawler.registers.entry_blocks import entry_block, title_above
from crawler.registers.labelled import LabelBlock
from crawler.registers.labels import read_value
from crawler.registers.pages import RegisterPage
from crawler.selected import SELECTED, day_in, first_day
from crawler.viewers import file_of_viewer, linked_or_embedded_in

#: The files of a register's entry stand no further around its labels.
_AROUND = 3


class ItemPage:
    """A page that may show an item. Each field is a method; None is "the page does not say"."""

    #: The fields, in the order they are read.
    FIELDS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, page: Page, portal: Portal | None = None) -> None:
        self.page = page
        self.portal = portal

    def why_not(self) -> str | None:
        """Why this page shows no such item, in words, where its platform can tell at a glance."""
        return None

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files it offers."""
        return None

    def read(self, field: str) -> Found[Any] | None:
        """A field by the portal's own selector if it has one that finds something, else by rule."""
        selector = self.portal.selectors.get(field) if self.portal else None
        if selector is not None:
            value = SELECTED[field](self.page, self.page.css(selector))
            if value:
                return Found(value, f"selectors.{field}")
        return self.find(field)

    def find(self, field: str) -> Found[Any] | None:
        """A field by the platform's rule for it."""
        found: Found[Any] | None = getattr(self, field)()
        return found

    def found(self, css: str, within: Selector | None = None) -> Sequence[Selector]:
        """What a selector finds on the page, or within an element of it."""
        if within is None:
            return self.page.css(css)
        return within.css(css) if self.page.may_have(css) else ()

    def text_of(self, rule: str, css: str, within: Selector | None = None) -> Found[str] | None:
        """The text of the first element that a selector finds (on the page) and that has any."""
        for element in self.found(css, within):
            if text := line_of(element.root):
                return Found(text, rule)
        return None

    def elements(self, name: str, tag: str | None = None) -> Iterator[etree._Element]:
        """The elements with an id or a class; with a tag those that have it, of them or in them."""
        for element in self.page.named.get(name, ()):
            yield from (element,) if tag is None else element.iter(tag)

    def text_in(self, name: str, tag: str | None = None) -> Found[str] | None:
        """The text of the first of them that has any; the rule is named for them."""
        texts = (line_of(one) for one in self.elements(name, tag))
        return next((Found(text, name) for text in texts if text), None)

    def date_in(self, name: str, tag: str | None = None) -> Found[str] | None:
        """The publishing date in the first of them that has one."""
        texts = (text_of(one) for one in self.elements(name, tag))
        value = next((day for text in texts if (day := day_in(self.page, text))), None)
        return Found(value, name) if value else None

    def date_of(self, rule: str, css: str, within: Selector | None = None) -> Found[str] | None:
        """The publishing date in the first element that a selector finds and that has one."""
        return self.date_among(rule, self.found(css, within))

    def date_among(self, rule: str, found: Iterable[Selector]) -> Found[str] | None:
        """The publishing date in the first of some elements that has one."""
        value = first_day(self.page, found)
        return Found(value, rule) if value else None

    def files_in(self, rule: str, *elements: etree._Element) -> Found[list[Attachment]] | None:
        """The files that links inside some elements lead to, and those shown inside them."""
        links = (link for element in elements for link in linked_or_embedded_in(element))
        return attachments_of(self.page, rule, links)


class ArticlePage(ItemPage):
    """A page that may show an article."""

    FIELDS = (
        "headline",
        "lead",
        "body",
        "author",
        "source",
        "date_published",
        "date_modified",
        "views",
        "section",
        "attachments",
    )

    def headline(self) -> Found[str] | None:
        """The headline as the page shows it."""
        return None

    def lead(self) -> Found[str] | None:
        """The opening lines where the page sets them apart from the body."""
        return None

    def body(self) -> Found[list[str]] | None:
        """The paragraphs, in order."""
        return None

    def author(self) -> Found[str] | None:
        """Who wrote it."""
        return None

    def source(self) -> Found[str] | None:
        """The outlet credited."""
        return None

    def date_published(self) -> Found[str] | None:
        """The day, or moment, the page says it was published."""
        return None

    def date_modified(self) -> Found[str] | None:
        """The day, or moment, the page says it was last changed."""
        return None

    def views(self) -> Found[int] | None:
        """What its view counter showed."""
        return None

    def section(self) -> Found[str] | None:
        """The section of the portal it stands in."""
        return None


class LegislationPage(ItemPage):
    """A page that may show one entry of a document register.

    Here, by the labels that stand beside the values on any portal (`crawler.registers.labelled`).
    """

    FIELDS = VERSIONED_LEGISLATION_FIELDS

    @cached_property
    def block(self) -> LabelBlock | None:
        """The labels and values that describe the document."""
        return entry_block(self.page)

    def said(self, field: str, text: str) -> str | None:
        """What a text says of a field: no day of issue is after the page was fetched."""
        value = read_value(field, text)
        if value and field == "issued_on" and not is_past(value, self.page.fetched_at):
            return None
        return value

    def labelled(self, field: str) -> Found[str] | None:
        """The value of a field by its label."""
        value = self.block.value(field) if self.block else None
        return Found(value, "label") if value else None

    def why_not(self) -> str | None:
        """Pages without the labels of a register's entry."""
        return None if self.block else "no labels of a register's entry"

    def identifier(self) -> Found[str] | None:
        """The number and symbol (số, ký hiệu)."""
        return self.labelled("identifier")

    def document_type(self) -> Found[str] | None:
        """The type (loại văn bản)."""
        return self.labelled("document_type")

    def issuer(self) -> Found[str] | None:
        """The body that issued it (cơ quan ban hành)."""
        return self.labelled("issuer")

    def signer(self) -> Found[str] | None:
        """Who signed it (người ký)."""
        return self.labelled("signer")

    def issued_on(self) -> Found[str] | None:
        """The day it was issued (ngày ban hành): none after the page was fetched."""
        found = self.labelled("issued_on")
        return found if found and is_past(found.value, self.page.fetched_at) else None

    def effective_on(self) -> Found[str] | None:
        """The day from which it is in force (ngày có hiệu lực)."""
        return self.labelled("effective_on")

    def status(self) -> Found[str] | None:
        """Whether it is in force (tình trạng hiệu lực)."""
        return self.labelled("status")

    def title(self) -> Found[str] | None:
        """What it is about (trích yếu): by its label, or the heading above the labels."""
        above = title_above(self.block.element) if self.block else None
        return self.labelled("title") or (Found(above, "heading-above") if above else None)

    def attachments(self) -> Found[list[Attachment]] | None:
        """Its files: beside their label, else among the labels, else nearest around them."""
        if self.block is None:
            return None
        element = self.block.element
        around = [element, *islice(element.iterancestors(), _AROUND)]
        return self.files_in("label", *self.block.elements("attachments")) or next(
            (found for one in around if (found := self.files_in("labels", one))), None
        )


def attachments_of(
    page: Page, rule: str, links: Iterable[tuple[str | None, str]]
) -> Found[list[Attachment]] | None:
    """Those of some links (address as written, text) that lead to files, each once.

    Of a viewer's address, the file that it shows. A file without a text has its own name.
    """
    files: dict[str, Attachment] = {}
    for href, text in links:
        url = page.absolute(href)
        if url is None:
            continue
        shown = file_of_viewer(url)
        if shown is not None or is_file_address(url):
            file = shown or url
            name = clean(text) or clean(unquote(file)).rpartition("/")[2]
            files.setdefault(file, Attachment(file, name))
    return Found(list(files.values()), rule) if files else None


@dataclass(frozen=True, slots=True)
class Platform:
    """A family of portals that one set of rules reads.

    `recognise` answers why a page is of this platform, in words, or None. `legislation` and
    `register` read the entries of document registers and the pages that list them.
    """

    name: str
    title: str
    article: type[ArticlePage]
    recognise: Callable[[Page], str | None]
    listing: type[ListingPage] = ListingPage
    legislation: type[LegislationPage] = LegislationPage
    register: type[RegisterPage] = RegisterPage
