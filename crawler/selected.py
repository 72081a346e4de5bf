"""What elements found by a selector say of a field: so a portal file may name fields itself."""

from collections.abc import Callable, Iterable
from typing import Any

from parsel import Selector

from crawler.element_text import clean, line_of, text_of
from crawler.pages import Page
from crawler.reading.bodies import paragraphs
from crawler.reading.stamps import is_past, read_stamp_line, read_views


def _text(_: Page, found: Iterable[Selector]) -> str | None:
    return next((text for element in found if (text := line_of(element.root))), None)


def _paragraphs(_: Page, found: Iterable[Selector]) -> list[str]:
    return [text for element in found for text in paragraphs(element.root)]


def first_day(page: Page, found: Iterable[Selector]) -> str | None:
    """The publishing date in the first of some elements that has one."""
    days = (day_in(page, text_of(element.root)) for element in found)
    return next(filter(None, days), None)


def day_in(page: Page, text: str) -> str | None:
    """The publishing date that a line states, unless it is after the page was fetched."""
    line = read_stamp_line(clean(text), most=80)
    if line is not None and line.published and is_past(line.published.value, page.fetched_at):
        return line.published.value
    return None


def _views(page: Page, found: Iterable[Selector]) -> int | None:
    text = _text(page, found) or ""
    digits = "".join(filter(str.isdigit, text))
    return read_views(text) or (int(digits) if digits and len(digits) < 12 else None)


#: By the field of an article.
SELECTED: dict[str, Callable[[Page, Iterable[Selector]], Any]] = {
    "headline": _text,
    "lead": _text,
    "author": _text,
    "source": _text,
    "section": _text,
    "body": _paragraphs,
    "date_published": first_day,
    "views": _views,
}
