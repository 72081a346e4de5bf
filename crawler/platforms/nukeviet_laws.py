"""NukeViet's module `laws`: the register of documents that offices keep on its sites.

From the templates of nukeviet/module-laws (4.0.29 to 4.6) and nukeviet/eGovernment (1.1, 1.2),
`themes/default/modules/laws/{detail,list,main}.tpl`; no page of it was seen. Until 4.3 the list is
a table whose columns have names, as on other portals.
"""

from collections.abc import Iterator
from functools import cached_property

from parsel import Selector

from archive.items import Attachment
from crawler.element_text import clean, line_of, text_of
from crawler.found import Found
from crawler.listings.page_requests import PageRequest
from crawler.platforms.base import LegislationPage, attachments_of
from crawler.platforms.nukeviet_pager import next_in, pager_of
from crawler.registers.labelled import LabelBlock, blocks_in
from crawler.registers.labels import read_value
from crawler.registers.pages import RegisterPage, RegisterRow, unique_rows

_TABLE = "//tr[@class='hoatim']/ancestor::table[1]"


class LawPage(LegislationPage):
    """An entry: its name and what it is about, above a table of labels and values."""

    def why_not(self) -> str | None:
        """Pages without the module's table."""
        return None if self.block else "no table of the module laws (tr.hoatim)"

    @cached_property
    def block(self) -> LabelBlock | None:
        """The table's labels; below it are lists of other documents."""
        if "hoatim" not in self.page.text:
            return None
        tables = self.page.selector.xpath(_TABLE)
        return next(iter(blocks_in(tables[0].root)), None) if tables else None

    def title(self) -> Found[str] | None:
        """The abstract below the document's name, or else the name."""
        for heading in self.page.css(".lawh3")[:1]:
            if abstract := clean(" ".join(_until_table(heading))):
                return Found(abstract, "introtext")
        return self.text_of("lawh3", ".lawh3")

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files to be downloaded."""
        links = (
            (link.attrib["href"], clean("".join(link.css("strong::text").getall())))
            for link in self.page.css(".laws-download-file .list-group-item > a[href]")
        )
        return attachments_of(self.page, "laws-download-file", links)


class LawRegister(RegisterPage):
    """A list of entries: by category, area, body or signer, or what a search found."""

    def rows(self) -> list[RegisterRow]:
        """The rows of the module's list, or of its table; where news stand there is neither."""
        if "flex-table-laws" in self.page.text:
            listed = self.page.css(".flex-table-laws .table-rows:not(.table-head)")
            return unique_rows(map(self._law, listed))
        return [] if "news_column" in self.page.text else super().rows()

    def next_request(self) -> PageRequest | None:
        """The page behind the current one."""
        pager = pager_of(self.page)
        url = next_in(self.page, pager) if pager is not None else None
        return PageRequest(url) if url else None

    def _law(self, row: Selector) -> RegisterRow:
        texts = {
            "identifier": _first(row, ".c-code a"),
            "issued_on": _first(row, ".c-time"),
            "title": _first(row, ".c-intro .l-intro", ".c-intro > a strong", ".c-intro > a"),
        }
        values = {field: read_value(field, text) for field, text in texts.items()}
        codes = (code.root for code in row.css(".c-code"))
        return self.row(values, *codes, within=row.root)


def _first(row: Selector, *selectors: str) -> str:
    """The text of the first selector that finds any."""
    texts = (line_of(found.root) for css in selectors for found in row.css(css))
    return next(filter(None, texts), "")


def _until_table(heading: Selector) -> Iterator[str]:
    for sibling in heading.xpath("following-sibling::*"):
        if sibling.root.tag != "p" or sibling.xpath("descendant::table"):
            return
        yield text_of(sibling.root)
