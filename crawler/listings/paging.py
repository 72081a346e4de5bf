"""The next page of a listing, by what pagers look like on any portal."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, takewhile

from lxml import etree

from crawler.element_text import clean_label, text_of
from crawler.finding import elements_by
from crawler.pages import Page
from crawler.remembering import remembering

_NEXT_WORDS = re.compile(
    r"^(?:trang\s+(?:sau|tiếp(?:\s+theo)?|kế(?:\s+tiếp)?)|tiếp(?:\s+theo)?|sau|kế\s+tiếp"
    r"|next(?:\s+page)?|cũ\s+hơn|older)\s*[»›>→]*$",
    re.IGNORECASE,
)
_NEXT_SIGNS = ("›", ">", "→")
#: What HTML has to say it with.
_NEXT = elements_by("//@rel[. = 'next']/..")
#: No button of a pager bears more characters.
_BUTTON_LENGTH = 20
#: Nor does it consist of more elements.
_BUTTON_PARTS = 8
#: The parts of a pager stand no deeper in it, and what stands together is a pager.
_PAGER_DEPTH = 3
#: Elements that a pager shows the number of the current page in.
_NUMBER_TAGS = frozenset(("a", "span", "li", "b", "strong", "em", "td", "div"))
_NUMBER = re.compile(r"\s*(\d{1,4})\s*")


def next_page(page: Page) -> str | None:
    """The address of the page of a listing that follows this one, None on the last one."""
    stated = (one for one in _NEXT(page.selector.root) if one.tag in ("link", "a"))
    said = next((href for one in stated if (href := one.get("href"))), None)
    if said and (url := _other(page, said)):
        return url
    by_text: dict[str, str] = {}
    for anchor, text in page.anchor_lines.items():
        if len(text) > _BUTTON_LENGTH:
            continue
        title = clean_label(anchor.get("title") or "")
        words = text or title
        url = page.anchor_urls[anchor] if len(words) <= _BUTTON_LENGTH else None
        if url is None or url == page.own_url:
            continue
        label = title or clean_label(anchor.get("aria-label") or "")
        if _says_next(words) or _says_next(label):
            return url
        by_text.setdefault(words, url)
    for sign in _NEXT_SIGNS:
        if sign in by_text:
            return by_text[sign]
    return _after_current(page, by_text) or by_text.get("»") or by_text.get(">>")


def is_next_label(text: str) -> bool:
    """Whether a button of a pager says that it leads to the next page."""
    return text in _NEXT_SIGNS or _says_next(text)


@remembering
def _says_next(text: str) -> bool:
    return _NEXT_WORDS.match(text) is not None


def after_active(page: Page) -> str | None:
    """The button after the one marked as active, in pagers of the form that Bootstrap gave them."""
    for pager in page.named.get("pagination", ()):
        for button in pager.iter("li"):
            if "active" in (button.get("class") or "").split():
                following = button.getnext()
                link = next(following.iter("a"), None) if following is not None else None
                return _other(page, link.get("href")) if link is not None else None
    return None


def _after_current(page: Page, by_text: dict[str, str]) -> str | None:
    """The page whose number follows that of the current one, which is no link to elsewhere."""
    numbers = {int(text) for text in by_text if text.isdecimal() and len(text) < 5}
    if not numbers:
        return None
    shown = set(_unlinked_numbers(page))
    gaps = sorted({number - 1 for number in numbers} - numbers)
    for current in (*gaps, min(numbers)):
        if current in shown and (following := by_text.get(str(current + 1))):
            return following
    return None


def _unlinked_numbers(page: Page) -> Iterator[int]:
    """The numbers that stand by themselves beside numbers that lead elsewhere, and do not.

    Others count what a page lists, as registers do.
    """
    around = (islice(link.iterancestors(), _PAGER_DEPTH) for link in _linked_numbers(page))
    for element in _inside(set(chain.from_iterable(around))):
        number = _number_in(element)
        if number is not None and not _leads_elsewhere(page, element):
            yield number


def _linked_numbers(page: Page) -> Iterator[etree._Element]:
    """The elements that hold a number which leads elsewhere, and nothing else."""
    for anchor, text in page.anchor_lines.items():
        if text and not _NUMBER.fullmatch(text):
            continue
        for element in takewhile(_is_small, chain((anchor,), anchor.iterancestors())):
            if _number_in(element) is not None and _leads_elsewhere(page, element):
                yield element


def _inside(pagers: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """What stands no deeper in a pager than its parts do."""
    for pager in pagers:
        level = [pager]
        for _ in range(_PAGER_DEPTH):
            level = [child for element in level for child in element]
            yield from level


def _is_small(element: etree._Element) -> bool:
    """Whether it has no more parts than a button has."""
    return next(islice(element.iter(), _BUTTON_PARTS, None), None) is None


def _number_in(element: etree._Element) -> int | None:
    """The number that is all of an element's text. Elements with many others in them have none."""
    if element.tag not in _NUMBER_TAGS or not _may_be_number(element.text):
        return None
    if not _is_small(element):
        return None
    match = _NUMBER.fullmatch(text_of(element))
    return int(match[1]) if match else None


def _may_be_number(text: str | None) -> bool:
    """Whether what an element begins with, before others in it, may be all or part of a number."""
    return text is None or (text.isspace() or text.strip().isdecimal())


def _leads_elsewhere(page: Page, element: etree._Element) -> bool:
    link = element if element.tag == "a" else next(element.iter("a"), None)
    return link is not None and _other(page, link.get("href")) is not None


def _other(page: Page, address: str | None) -> str | None:
    """An address as an absolute URL, unless it is this very page's."""
    url = page.absolute(address)
    return url if url != page.own_url else None
