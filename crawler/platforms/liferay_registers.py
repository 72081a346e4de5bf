"""Registers of documents in portlets of Liferay: a table of rows in an order that is known.

The labels in their first cells were not seen, only the order of the rows; a row whose label is one
that is known is taken at its word.
"""

from functools import cached_property
from typing import ClassVar

from lxml import etree
from parsel import Selector

from archive.items import Attachment
from crawler.element_text import line_of
from crawler.found import Found
from crawler.listings.page_requests import PageRequest
from crawler.platforms.base import LegislationPage
from crawler.platforms.liferay_pager import next_by_button
from crawler.registers.labels import field_of, read_value
from crawler.registers.pages import RegisterPage, RegisterRow, unique_rows


class PortletEntry(LegislationPage):
    """An entry of a register: rows of a label and a value each."""

    #: The portlet's name, and XPath of its table.
    PORTLET: ClassVar[str]
    TABLE: ClassVar[str]
    #: The field that each row is about; an empty name for what is no field.
    ORDER: ClassVar[tuple[str, ...]]

    def why_not(self) -> str | None:
        """Pages without the portlet's table, or with one that tells neither number nor title."""
        if self._table is None:
            return "no table of the register's portlet"
        if self.labelled("identifier") is None and self.labelled("title") is None:
            return "the table of the register's portlet has neither number nor title"
        return None

    def labelled(self, field: str) -> Found[str] | None:
        """The value in the row of a field."""
        cell = self._cells.get(field)
        value = read_value(field, line_of(cell)) if cell is not None else None
        return Found(value, "row") if value else None

    def title(self) -> Found[str] | None:
        """The abstract."""
        return self.labelled("title")

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files in the row of files."""
        cell = self._cells.get("attachments")
        return self.files_in("row", cell) if cell is not None else None

    @cached_property
    def _table(self) -> Selector | None:
        if self.PORTLET not in self.page.text:
            return None
        return next(iter(self.page.selector.xpath(self.TABLE)), None)

    @cached_property
    def _cells(self) -> dict[str, etree._Element]:
        """The cell of each field's value: by the row's label, or else by its place."""
        by_label: dict[str, etree._Element] = {}
        by_place: dict[str, etree._Element] = {}
        for place, row in enumerate(self._table.xpath(".//tr") if self._table is not None else ()):
            cells = [cell for cell in row.root if cell.tag in ("td", "th")]
            if len(cells) != 2:
                continue
            field = field_of(line_of(cells[0]).rstrip(": "))
            if field is not None:
                by_label.setdefault(field, cells[1])
            elif place < len(self.ORDER):
                by_place[self.ORDER[place]] = cells[1]
        return {**by_place, **by_label}


class PortletRegister(RegisterPage):
    """A page of a register: a table with named columns, or else links to the entries."""

    #: What stands in the markup of its pages alone.
    MARK: ClassVar[str]
    #: CSS selector of the links to the entries, each in a row of its own.
    ENTRIES: ClassVar[str]

    def rows(self) -> list[RegisterRow]:
        """The rows, with what their columns say, or else the texts of their links for titles."""
        links = self.page.css(self.ENTRIES) if self.MARK in self.page.text else []
        if not links:
            return []
        return super().rows() or unique_rows(map(self._linked, links))

    def next_request(self) -> PageRequest | None:
        """The page that the pager's third button leads to."""
        url = next_by_button(self.page)
        return PageRequest(url) if url else None

    def _linked(self, link: Selector) -> RegisterRow:
        row = link.xpath("ancestor::tr[1]")[0].root
        return self.row({"title": line_of(link.root)}, link.root.getparent(), within=row)
