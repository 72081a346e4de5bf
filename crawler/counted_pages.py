"""Pagers of back ends: the number of the page stands in what is asked, and the next is one more."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.page_requests import PageRequest
from crawler.pages import Page

#: The names under which back ends are told the page, or how many items to leave out.
_PAGE_NAMES = frozenset(("pageindex", "pagenumber", "pageno", "page", "currentpage", "trang"))
_OFFSET_NAMES = frozenset(("offset", "skip", "start"))
_SIZE_NAMES = frozenset(("limit", "take", "pagesize", "count"))
_NUMBER = re.compile(r"\d{1,6}")

Fields = tuple[tuple[str, str], ...]


def next_counted(page: Page) -> PageRequest | None:
    """The request for the page after this one, where this one's says which page it asks for."""
    parts = urlsplit(page.url)
    query = tuple(parse_qsl(parts.query, keep_blank_values=True))
    if following := _counted_up(query):
        url = parts._replace(query=urlencode(following)).geturl()
        return PageRequest(url, json=page.posted.decode() if page.posted else None)
    form = _form(page.posted)
    following = _counted_up(form)
    return PageRequest(page.url, following) if following else None


def _form(posted: bytes) -> Fields:
    """The fields of a form that was posted; JSON is none."""
    text = posted.decode("utf-8", "replace")
    return () if text[:1] in ("{", "[") else tuple(parse_qsl(text, keep_blank_values=True))


def _counted_up(fields: Fields) -> Fields:
    """The fields with the page's number one higher, or the offset by a page; empty if neither."""
    size = next((v for n, v in fields if n.lower() in _SIZE_NAMES and _NUMBER.fullmatch(v)), None)
    for at, (name, value) in enumerate(fields):
        step = 1 if name.lower() in _PAGE_NAMES else int(size or 0)
        named = name.lower() in _PAGE_NAMES | _OFFSET_NAMES
        if named and step and _NUMBER.fullmatch(value):
            return (*fields[:at], (name, str(int(value) + step)), *fields[at + 1 :])
    return ()
