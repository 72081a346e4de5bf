"""The legal portlet of UBND portals on Liferay 6.2, as those of Đắk Lắk's districts had it.

From duongnguyen2k2/portal-en-v5, Controllers/ImportController.cs, which read
buonmathuot.daklak.gov.vn before it moved. No page of it was seen.
"""

from crawler.platforms.liferay_registers import PortletEntry, PortletRegister

LEGAL_PORTLET = "viewvbpqmanagement_WAR_unitechappportlet"


class LegalEntry(PortletEntry):
    """An entry: twelve rows; the seventh was not named, the twelfth is the whole text."""

    PORTLET = LEGAL_PORTLET
    TABLE = (
        f"//*[starts-with(@id, 'p_p_id_{LEGAL_PORTLET}')]"
        "//table[contains(@class, 'table-bordered') and not(contains(@class, 'table-hover'))]"
    )
    ORDER = (
        "identifier",
        "issued_on",
        "effective_on",
        "signer",
        "issuer",
        "title",
        "",
        "document_type",
        "",
        "",
        "attachments",
    )


class LegalRegister(PortletRegister):
    """A page of the register: the entries' titles."""

    MARK = "vbpq-title"
    ENTRIES = "table.table-bordered.table-hover .vbpq-title a[href]"
