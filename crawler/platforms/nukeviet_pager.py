"""NukeViet's pager, which its modules share (`nv_generate_page`, nukeviet/nukeviet 4.3 to 4.6).

The current page is an item of the class `active`, and the next one the item behind it; releases
differ in what the items are made of, and one writes an item between the two that holds nothing.
"""

from parsel import Selector

from crawler.pages import Page

_CURRENT = "li[contains(concat(' ', @class, ' '), ' active ')]"


def pager_of(page: Page) -> Selector | None:
    """The pager of a page, None where there is but one page."""
    return next(iter(page.css("ul.pagination")), None)


def is_beyond(pager: Selector) -> bool:
    """Whether it is that of a page beyond the last one; such a page is shown, and empty."""
    return not pager.xpath(_CURRENT)


def next_in(page: Page, pager: Selector) -> str | None:
    """The address of the page that follows the current one."""
    following = pager.xpath(f"{_CURRENT}/following-sibling::li[a][1]/a/@href").get()
    return page.absolute(following)
