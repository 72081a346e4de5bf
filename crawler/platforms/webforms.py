"""Portals on ASP.NET WebForms of no known vendor: pagers post the page's form back.

Seen: the multi-tenant portals of Sóc Trăng, by their addresses alone
(`/snnptnt/1282/30591/53960/371205/{section}/{title}.aspx`, the same under any of their hosts), so
articles are read as a visitor reads them; and vanban.chinhphu.vn, its rows, properties and pager by
the selectors of lethaiminh2511-law/Legal-Crawler, crawlers/vbcp.py.
"""

from archive.items import Attachment
from crawler.element_text import text_of
from crawler.found import Found
from crawler.listings.postback_listing import PostBackListing
from crawler.listings.postbacks import posts_back
from crawler.pages import Page
from crawler.platforms.base import LegislationPage, Platform
from crawler.platforms.generic import GenericPage
from crawler.registers.labels import read_value
from crawler.registers.pages import RegisterPage, RegisterRow, unique_rows

_GRID_FIELDS = {"identifier": ".code", "issued_on": ".issued-date", "title": ".substract"}


class GridRegister(RegisterPage):
    """The grid of vanban.chinhphu.vn, or any table of a register."""

    def rows(self) -> list[RegisterRow]:
        """The grid's rows: number, day, abstract with the link and the files."""
        rows = []
        for row in self.page.css("tr:has(> td .code):has(> td .substract)"):
            cells = {field: row.css(css)[:1] for field, css in _GRID_FIELDS.items()}
            values = {
                field: read_value(field, text_of(cell[0].root))
                for field, cell in cells.items()
                if cell
            }
            links = (link.root for link in row.css("a[href*='docid=']"))
            rows.append(self.row(values, *links, within=row.root))
        return unique_rows(rows) or super().rows()


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
