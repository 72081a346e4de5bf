"""Document registers (`/van-ban`, công báo): the entries a page lists, and the page after it.

What is here works on any portal: a table whose columns are named as a register's fields are, or
blocks of labelled values one below the other. A platform that is known names its rows exactly.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode, urljoin

from lxml import etree

from archive.items import Attachment, Legislation
from archive.urls import article_id, site_of
from crawler.address_forms import is_file_address
from crawler.element_text import line_of, text_of
from crawler.listings.page_requests import PageRequest
from crawler.listings.pages import ListingPage
from crawler.listings.paging import next_page
from crawler.listings.postbacks import next_postback
from crawler.pages import Page
from crawler.reading.roles import is_prose
from crawler.reading.stamps import is_past
from crawler.registers.columns import cells_of, named_columns
from crawler.registers.entry_blocks import is_below_prose
from crawler.registers.labelled import blocks_in, may_have_labels
from crawler.registers.labels import read_value

#: What hands out files without an address that says so.
_HANDS_OUT = re.compile(r"download|tai-?ve|tai-?file|/getfile|\$file/", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar)$", re.IGNORECASE)
#: A table that states so much of a document may have so many articles beside it: its last
#: page has few rows, and the portal's news stand in a box.
_COLUMNS, _ARTICLES_BESIDE = 3, 10
#: One block of labels is an entry's own page, or none of the register's.
_LEAST_BLOCKS = 2


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry as a page of the register lists it.

    `entry.url` is the entry's own page, or its file where it has no page, or else the register's
    page with `entry.id` given. `has_page` says whether there is a page of its own to be fetched.
    """

    entry: Legislation
    has_page: bool


class RegisterPage:
    """A page that may list entries of a register; the rules that hold on any platform."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def rows(self) -> list[RegisterRow]:
        """The entries listed, in order, each once."""
        rows = unique_rows(row for _, row in self._listed)
        return rows if rows and self._is_main(rows) else []

    def is_register(self) -> bool:
        """Whether the entries are what the page is there for, and not a table in an article.

        No text runs above them, and they have pages or files, unless no text runs anywhere.
        """
        if not self._listed or is_below_prose(self._listed[0][0]):
            return False
        linked = sum(row.has_page or bool(row.entry.attachments) for _, row in self._listed)
        has_prose = any(is_prose(block) for block in self.page.blocks)
        return (2 * linked >= len(self._listed) or not has_prose) and bool(self.rows())

    def next_request(self) -> PageRequest | None:
        """How to ask for the next page of the register, None on the last one."""
        url = next_page(self.page)
        return PageRequest(url) if url else next_postback(self.page)

    def parts(self) -> list[tuple[str, str]]:
        """The registers that a page leads to in place of entries: address and text.

        A gazette's years, and the issues of a year, are such parts.
        """
        return []

    def row(
        self, values: Mapping[str, str | None], *elements: etree._Element, within: etree._Element
    ) -> RegisterRow:
        """A row of what it states (`crawler.registers.labels` names the fields).

        Its own page is the first link to one in `elements`, or else anywhere in the row (`within`).
        """
        links = [
            (url, anchor)
            for element in (*elements, within)
            for anchor in element.iter("a")
            if (url := self.page.absolute(anchor.get("href")))
        ]
        files = [
            Attachment(url, line_of(anchor) or url.rpartition("/")[2])
            for url, anchor in links
            if is_file_address(url) or _HANDS_OUT.search(url)
        ]
        attachments = list({file.url: file for file in reversed(files)}.values())[::-1]
        taken = {file.url for file in attachments} | {self.page.url.partition("#")[0]}
        site = site_of(self.page.url)
        own = next((url for url, _ in links if url not in taken and site_of(url) == site), None)
        entry = Legislation(url=own or "", attachments=attachments)
        for field, value in values.items():
            if value and field != "attachments" and self._is_believed(field, value):
                setattr(entry, field, value)
                entry.provenance[field] = "register"
        return RegisterRow(entry, has_page=True) if own else self._without_page(entry)

    def _is_believed(self, field: str, value: str) -> bool:
        return field != "issued_on" or is_past(value, self.page.fetched_at)

    def _without_page(self, entry: Legislation) -> RegisterRow:
        """An entry with an id of its own, for several may have one file, or stand on one page."""
        url = entry.attachments[0].url if entry.attachments else self.page.url
        said = (entry.identifier or entry.title or "", entry.issued_on or "")
        own_id = article_id(urljoin(self.page.url, f"/?{urlencode({'van-ban': said})}"))
        return RegisterRow(replace(entry, url=url, id=own_id), has_page=False)

    @cached_property
    def _listed(self) -> list[tuple[etree._Element, RegisterRow]]:
        """The entries, each with the table or block that it is in."""
        if not may_have_labels(self.page):
            return []
        found = [
            (table, made)
            for table in self.page.selector.root.iter("table")
            for columns, below in (named_columns(table),)
            for row in below
            if (made := self._row_of(row, columns))
        ]
        return found or self._rows_of_blocks()

    def _row_of(self, row: etree._Element, columns: Mapping[int, str]) -> RegisterRow | None:
        """A row of a table; None for one that has neither number nor title (a heading, a pager)."""
        cells = {
            field: cell
            for place, cell in cells_of(row)
            if (field := columns.get(place)) is not None
        }
        values = {field: read_value(field, self._said_in(cell)) for field, cell in cells.items()}
        if len(cells) < 2 or not (values.get("identifier") or values.get("title")):
            return None
        linked = [cells[field] for field in ("identifier", "title") if field in cells]
        return self.row(values, *linked, within=row)

    def _said_in(self, cell: etree._Element) -> str:
        """The text of a cell without the names of files that are listed below it."""
        text = text_of(cell)
        for anchor in cell.iter("a"):
            name = text_of(anchor).strip()
            if _FILE_NAME.search(name) and text.strip() != name:
                text = text.replace(name, " ", 1)
        return text

    def _rows_of_blocks(self) -> list[tuple[etree._Element, RegisterRow]]:
        """Blocks of labelled values, of which there have to be several alike."""
        blocks = [
            block
            for block in blocks_in(self.page.selector.root)
            if "identifier" in block.fields and {"issued_on", "title"} & block.fields
        ]
        if len(blocks) < _LEAST_BLOCKS:
            return []
        return [
            (block.element, self.row(block.values_by_field(), within=block.element))
            for block in blocks
            if block.is_one and block.value("identifier")
        ]

    def _is_main(self, rows: Sequence[RegisterRow]) -> bool:
        """Whether the page is about these entries, and not about the articles beside them."""
        listed = {row.entry.url for row in rows}
        beside = sum(card.url not in listed for card in ListingPage(self.page).cards())
        stated = max(len(row.entry.provenance) for row in rows)
        return beside <= max(len(rows), _ARTICLES_BESIDE if stated >= _COLUMNS else 0)


def unique_rows(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """Rows with each entry once: the first of those with one page, or with one id."""
    return list({row.entry.id or row.entry.url: row for row in reversed(list(rows))}.values())[::-1]
