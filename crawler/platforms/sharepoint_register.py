"""The registers of documents of the SharePoint portals in `crawler.platforms.sharepoint_a`.

Each value of an entry has an element with an id of its own, whose beginning differs from portal to
portal (`ctl00_SPWebPartManager1_g_{guid}_ctl00_lblSoKyHieu`). By the rules of a public reader of
mt.gov.vn, most.gov.vn and moc.gov.vn (tpnanh/DACNTT2_N26, WebDB.sql).
"""

from typing import Any

from archive.items import Attachment
from crawler.found import Found
from crawler.labelled import text_of
from crawler.labels import read_value
from crawler.platforms.base import LegislationPage
from crawler.registers import RegisterPage, RegisterRow
from crawler.stamps import is_past

_VALUES = {
    "identifier": "[id$='_lblSoKyHieu']",
    "document_type": "[id$='_lblLoaiVanBan']",
    "issuer": "#row_donvibanhanh_chinh td:nth-child(2)",
    "signer": "#row_donvibanhanh_chinh td:nth-child(3)",
    "issued_on": "[id$='_lblNgayBanHanh']",
    "effective_on": "[id$='_lblNgayHieuLuc']",
    "status": "[id$='_lblHieuluc']",
    "title": "[id$='_lblNoiDung']",
}


class DocumentPage(LegislationPage):
    """An entry by the ids of its values; pages without them are read by their labels."""

    def why_not(self) -> str | None:
        """Pages that have neither."""
        return None if self.page.selector.css(_VALUES["identifier"]) else super().why_not()

    def find(self, field: str) -> Found[Any] | None:
        """A field by its id, else by its label."""
        return self._marked(field) or super().find(field)

    def attachments(self) -> Found[list[Attachment]] | None:
        """The files in the row for them."""
        rows = self.page.selector.css("#row_file")
        return self.files_in("row_file", *(row.root for row in rows)) or super().attachments()

    def _marked(self, field: str) -> Found[str] | None:
        css = _VALUES.get(field)
        found = self.text_of(css, css) if css else None
        value = read_value(field, found.value) if found else None
        if found is None or value is None:
            return None
        if field == "issued_on" and not is_past(value, self.page.fetched_at):
            return None
        return Found(value, found.rule)


class DocumentsPage(RegisterPage):
    """A page of the register; where its columns have no names, the links of the numbers tell."""

    def rows(self) -> list[RegisterRow]:
        """The entries, in order; without names of columns their own pages say what they are."""
        numbers = (link.root for link in self.page.selector.css("a.link_sokyhieu[href]"))
        return super().rows() or [
            self.row({"identifier": read_value("identifier", text_of(link))}, link, within=link)
            for link in numbers
        ]
