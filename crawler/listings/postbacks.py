"""Pagers of ASP.NET WebForms, which post the page's form back instead of leading to an address.

A link is `javascript:__doPostBack('target','argument')`: it puts both into the form's fields
`__EVENTTARGET` and `__EVENTARGUMENT` and sends it. A GridView's pager has the argument `Page$N`; a
repeater of link buttons has a target for each page and no argument. Of the numbers ten are shown,
with `...` before and behind them for the tens before and after. Seen on Sóc Trăng's portals (both
`...`) and vanban.chinhphu.vn (`tr.grid-pager`: lethaiminh2511-law/Legal-Crawler, crawlers/vbcp.py).
"""

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from crawler.element_text import clean, line_of, text_of
from crawler.listings.page_requests import PageRequest
from crawler.listings.paging import is_next_label
from crawler.pages import Page

_POSTBACK = re.compile(
    r"__doPostBack\(\s*(?:'|&#39;|\")(?P<target>[^'\"&]*)(?:'|&#39;|\")\s*,"
    r"\s*(?:'|&#39;|\")(?P<argument>[^'\"&]*)(?:'|&#39;|\")\s*\)"
)
_GRID_PAGE = re.compile(r"Page\$(\d{1,6})")
_DOTS = frozenset(("...", "…", ". . ."))
#: A pager stands no further around its links, and has no more elements.
_AROUND, _PAGER_SIZE = 8, 200
#: Calendars have buttons with numbers, too, but no page has more.
_MOST_BUTTONS = 100
#: What a browser sends of a form only when it is what was pressed.
_PRESSED = frozenset(("submit", "button", "image", "reset", "file"))


@dataclass(frozen=True, slots=True)
class _Button:
    """A link of a pager that posts back."""

    element: etree._Element
    text: str
    target: str
    argument: str

    @property
    def leads_to(self) -> int | None:
        """The number of the page that it leads to, as far as it says."""
        grid = _GRID_PAGE.fullmatch(self.argument)
        if grid:
            return int(grid[1])
        return int(self.text) if self.text.isdecimal() and len(self.text) < 6 else None

    @property
    def is_next(self) -> bool:
        """Whether it says that it leads to the next page."""
        return self.argument == "Page$Next" or is_next_label(self.text)


def posts_back(page: Page) -> bool:
    """Whether a page has a form that its links may post back."""
    return bool(page.selector.xpath("//form//input[@name='__VIEWSTATE']"))


def next_postback(page: Page) -> PageRequest | None:
    """What to post for the page of a listing that follows this one; None on the last one."""
    buttons = _buttons(page)
    candidates = (button for button in buttons if button.leads_to is not None or button.is_next)
    for button in islice(candidates, _MOST_BUTTONS):
        pager = _pager_of(button, buttons)
        if pager is not None and (following := _following(pager, buttons)):
            return _request(page, following)
    return None


def _buttons(page: Page) -> list[_Button]:
    found = []
    for link in page.selector.root.iter("a"):
        match = _POSTBACK.search(link.get("href") or link.get("onclick") or "")
        if match and link.get("disabled") is None:
            text = line_of(link) or clean(link.get("title") or "")
            found.append(_Button(link, text, match["target"], match["argument"]))
    return found


def _pager_of(button: _Button, buttons: list[_Button]) -> etree._Element | None:
    """The smallest element around a link that holds the number of the page shown, too."""
    for element in islice(button.element.iterancestors(), _AROUND):
        if next(islice(element.iter(), _PAGER_SIZE, None), None) is not None:
            return None
        if button.is_next or _current(element, buttons) is not None:
            return element
    return None


def _current(pager: etree._Element, buttons: list[_Button]) -> int | None:
    """The number that stands in a pager without being a link."""
    links = {button.element for button in buttons}
    for element in pager.iter():
        text = (element.text or "").strip("[]( )\n\t\r\xa0") if isinstance(element.tag, str) else ""
        is_number = text.isdecimal() and len(text) < 6
        if is_number and links.isdisjoint((element, *element.iterancestors())):
            return int(text)
    return None


def _following(pager: etree._Element, buttons: list[_Button]) -> _Button | None:
    """The button of the page after the current one, or of the ten that it is the first of."""
    within = [button for button in buttons if pager in button.element.iterancestors()]
    current = _current(pager, buttons)
    if current is not None:
        for button in within:
            if button.leads_to == current + 1:
                return button
        numbers = [button.leads_to for button in within if button.leads_to is not None]
        if numbers and within[-1].text in _DOTS and max(numbers) < current:
            return within[-1]
    return next((button for button in within if button.is_next), None)


def _request(page: Page, button: _Button) -> PageRequest | None:
    form = next(button.element.iterancestors("form"), None)
    if form is None:
        return None
    fields = _fields(form)
    fields |= {"__EVENTTARGET": button.target, "__EVENTARGUMENT": button.argument}
    url = page.absolute(form.get("action")) or page.url
    return PageRequest(url, tuple(fields.items()))


def _fields(form: etree._Element) -> dict[str, str]:
    """What a browser sends of a form when a script submits it."""
    fields: dict[str, str] = {}
    for control in form.iter("input", "select", "textarea"):
        name, kind = control.get("name"), (control.get("type") or "text").lower()
        if not name or kind in _PRESSED or control.get("disabled") is not None:
            continue
        if control.tag == "select":
            options = list(control.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None]
            for option in (chosen or options)[:1]:
                fields[name] = option.get("value") or line_of(option)
        elif control.tag == "textarea":
            fields[name] = text_of(control)
        elif kind not in ("checkbox", "radio") or control.get("checked") is not None:
            fields[name] = control.get("value") or ("on" if kind == "checkbox" else "")
    return fields
