"""The portals of Kon Tum province's departments (credit: "TNC Phát triển").

No markup of theirs could be found anywhere, only the text of a page as a browser showed it. So they
are read as a visitor reads them, by the order and role of what can be seen. Addresses seen:
`/pages/detail/53116/Ket-qua-….html`, `/thong-tin-tuyen-truyen/Benh-dao-on-…-5967`.
"""

from crawler.pages import Page
from crawler.platforms.base import Platform
from crawler.platforms.visible import ReadingPage


def _recognise(page: Page) -> str | None:
    if "TNC Phát triển" in page.visible_text[-2000:]:
        return "the footer credits TNC"
    if ".kontum.gov.vn/pages/detail/" in page.url:
        return "the address has the form /pages/detail/{id}/{slug}.html under kontum.gov.vn"
    return None


PLATFORM = Platform("kontum", "Kon Tum (TNC)", ReadingPage, _recognise)
