"""The register of documents of VNPT's provincial portal, version 5 (`crawler.platforms.vnpt`).

By its templates Views/Documents/Index.cshtml and Detail.cshtml. An entry's page has its title
twice, in one row for screens and in another for telephones. Drafts (`/du-thao-van-ban.html`) are no
documents yet, and are left out.
"""

from functools import cached_property
from typing import Any

from lxml import etree

from archive.items import Attachment
from crawler.element_text import line_of, text_of
from crawler.found import Found
from crawler.listings.page_requests import PageRequest
from crawler.listings.paging import after_active
from crawler.platforms.base import LegislationPage
from crawler.registers.labels import field_of, read_value
from crawler.registers.pages import RegisterPage, RegisterRow

#: Where the number, the day and the title of an entry stand in its row.
_CELLS = 5


class DocumentPage(LegislationPage):
    """An entry: a table of labels and values."""

    def why_not(self) -> str | None:
        """Pages without that table."""
        return None if self._values else "no table of labels (.ContentDocument)"

    def find(self, field: str) -> Found[Any] | None:
        """A field by the label in its row."""
        if field == "attachments":
            return self.attachments()
        cell = self._values.get(field)
        value = self.said(field, text_of(cell)) if cell is not None else None
        return Found(value, "ContentDocument") if value else None

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files in the table, and in the viewers below it."""
        parts = (*self.elements("ContentDocument"), *self.elements("listtailieu"))
        return self.files_in("ContentDocument", *parts)

    @cached_property
    def _values(self) -> dict[str, etree._Element]:
        rows = (list(row.iter("td")) for row in self.elements("ContentDocument", "tr"))
        return {
            field: cells[1]
            for cells in rows
            if len(cells) == 2 and (field := field_of(line_of(cells[0]))) is not None
        }


class DocumentsPage(RegisterPage):
    """A page of the register, on which entries bear their files below their titles."""

    def rows(self) -> list[RegisterRow]:
        """The rows of its table."""
        found = []
        for row in self.page.css(".document-list table.myTable tbody tr"):
            cells = row.css("td")
            if len(cells) != _CELLS:
                continue
            number, day, title = (cell.root for cell in cells[1:4])
            shown = title[0] if len(title) else title  # its files stand beside it
            values = {
                field: read_value(field, text_of(element))
                for field, element in (("identifier", number), ("issued_on", day), ("title", shown))
            }
            found.append(self.row(values, number, within=row.root))
        return found

    def next_request(self) -> PageRequest | None:
        """The page after the current one."""
        url = after_active(self.page)
        return PageRequest(url) if url else None
