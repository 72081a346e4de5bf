"""Portals on ASP.NET WebForms of no known vendor: pagers post the page's form back.

Seen: the multi-tenant portals of Sóc Trăng, by their addresses alone
(`/snnptnt/1282/30591/53960/371205/{section}/{title}.aspx`, the same under any of their hosts), so
articles are read as a visitor reads them; and vanban.chinhphu.vn, its rows, properties and pager by
the selectors of lethaiminh2511-law/Legal-Crawler, crawlers/vbcp.py.
"""

from lxml import etree

from archive.items import Attachment
from crawler.css_selecting import classes_of
from crawler.element_text import text_of
from crawler.found import Found
from crawler.listings.postback_listing import PostBackListing
from crawler.listings.postbacks import posts_back
from crawler.pages import Page
from crawler.platforms.base import LegislationPage, Platform
from crawler.platforms.generic import GenericPage
from crawler.registers.labels import read_value
from crawler.registers.pages import RegisterPage, RegisterRow, unique_rows

#: The class of each field's cell or of what is in it.
_GRID_FIELDS = {"code": "identifier", "issued-date": "issued_on", "substract": "title"}


class GridRegister(RegisterPage):
    """The grid of vanban.chinhphu.vn, or any table of a register."""

    def rows(self) -> list[RegisterRow]:
        """The grid's rows: number, day, abstract with the link and the files."""
        rows = []
        titled = self._rows_with("substract")
        for row in self._rows_with("code"):
            if row not in titled:
                continue
            cells: dict[str, etree._Element] = {}
            for element in row.iter(etree.Element):
                for name in classes_of(element):
                    if name in _GRID_FIELDS:
                        cells.setdefault(_GRID_FIELDS[name], element)
            values = {field: read_value(field, text_of(cell)) for field, cell in cells.items()}
            links = (link for link in row.iter("a") if "docid=" in link.get("href", ""))
            rows.append(self.row(values, *links, within=row))
        return unique_rows(rows) or super().rows()

    def _rows_with(self, name: str) -> dict[etree._Element, None]:
        """The rows of tables in a cell of which is an element of a class, in order."""
        named = self.page.named.get(name, ())
        cells = (cell for element in named for cell in element.iterancestors("td"))
        rows = (row for cell in cells if (row := cell.getparent()) is not None)
        return dict.fromkeys(row for row in rows if row.tag == "tr")


class PropertiesPage(LegislationPage):
    """Labels and values in a table; the files in a list of their own."""

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files of the list, or those around the labels."""
        lists = self.page.css(".rp-file, .doc-list")
        return self.files_in("doc-list", *(one.root for one in lists)) or super().attachments()


def _recognise(page: Page) -> str | None:
    return "an ASP.NET form (__VIEWSTATE) that links post back" if posts_back(page) else None


PLATFORM = Platform(
    "webforms",
    "ASP.NET WebForms",
    GenericPage,
    _recognise,
    PostBackListing,
    PropertiesPage,
    GridRegister,
)
