"""The registers of documents of the SharePoint portals in `crawler.platforms.sharepoint_a`.

Each value of an entry has an element with an id of its own, whose beginning differs from portal to
portal (`ctl00_SPWebPartManager1_g_{guid}_ctl00_lblSoKyHieu`). By the rules of a public reader of
mt.gov.vn, most.gov.vn and moc.gov.vn (tpnanh/DACNTT2_N26, WebDB.sql).
"""

from typing import Any

from archive.items import Attachment
from crawler.element_text import text_of
from crawler.found import Found
from crawler.platforms.base import LegislationPage
from crawler.registers.labels import read_value
from crawler.registers.pages import RegisterPage, RegisterRow

_VALUES = {
    "identifier": "_lblSoKyHieu",
    "document_type": "_lblLoaiVanBan",
    "issued_on": "_lblNgayBanHanh",
    "effective_on": "_lblNgayHieuLuc",
    "status": "_lblHieuluc",
    "title": "_lblNoiDung",
}
#: What articles have, so that their labels need not be looked at.
_ARTICLES = ("divArticleDescription", "divArticleDescription2")
#: Where issuer and signer stand in a row of their own.
_ROW = "row_donvibanhanh_chinh"
_CELLS = {"issuer": 1, "signer": 2}


class DocumentPage(LegislationPage):
    """An entry by the ids of its values; pages without them are read by their labels."""

    def why_not(self) -> str | None:
        """Articles, and pages that have neither."""
        if _VALUES["identifier"] in self.page.named:
            return None
        article = next((name for name in _ARTICLES if name in self.page.named), None)
        return f"an article (#{article})" if article else super().why_not()

    def find(self, field: str) -> Found[Any] | None:
        """A field by its id, else by its label."""
        return self._marked(field) or super().find(field)

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files in the row for them."""
        return self.files_in("row_file", *self.elements("row_file")) or super().attachments()

    def _marked(self, field: str) -> Found[str] | None:
        found = self._cell(_CELLS[field]) if field in _CELLS else None
        if field in _VALUES:
            found = self.text_in(_VALUES[field])
        value = self.said(field, found.value) if found else None
        return Found(value, found.rule) if found and value else None

    def _cell(self, place: int) -> Found[str] | None:
        for row in self.elements(_ROW):
            cells = list(row.iterchildren("td", "th"))
            if place < len(cells):
                return Found(text_of(cells[place]), _ROW)
        return None


class DocumentsPage(RegisterPage):
    """A page of the register; where its columns have no names, the links of the numbers tell."""

    def rows(self) -> list[RegisterRow]:
        """The entries, in order; without names of columns their own pages say what they are."""
        numbers = self.page.named.get("link_sokyhieu", ())
        return super().rows() or [
            self.row({"identifier": read_value("identifier", text_of(link))}, link, within=link)
            for link in numbers
        ]
