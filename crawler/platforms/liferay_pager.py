"""The pagers of Liferay's search containers, which its portlets share.

6.2 has four buttons: first, previous, next, last (sotttt.hanoi.gov.vn; cmsc.gov.vn's and Đắk Lắk's
portlets). 7 lists the pages by number; each address carries `_{portlet}_cur=N`, as seen on
hochiminhcity.gov.vn.
"""

import re

from crawler.listings.paging import next_page
from crawler.pages import Page

_CURRENT = re.compile(r"[?&]_(?P<portlet>\w+)_cur=(?P<number>\d{1,6})(?!\d)")


def next_by_button(page: Page) -> str | None:
    """The page that the third of the four buttons leads to, None where it leads nowhere."""
    buttons = page.css("ul.lfr-pagination-buttons > li")
    if len(buttons) == 4 and "disabled" not in buttons[2].attrib.get("class", ""):
        return page.absolute(buttons[2].css("a::attr(href)").get())
    return None


def next_by_number(page: Page) -> str | None:
    """The page that follows by its number, of the portlet that the address or a pager is about."""
    here = _CURRENT.search(page.url)
    for href in page.css("a[href*='_cur=']::attr(href)").getall():
        link = _CURRENT.search(href)
        if link is None or (here is not None and link["portlet"] != here["portlet"]):
            continue
        if int(link["number"]) == (int(here["number"]) if here else 1) + 1:
            return page.absolute(href)
    return next_page(page) if here is None else None
