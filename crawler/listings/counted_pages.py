"""Pagers of back ends: the number of the page stands in what is asked, and the next is one more."""

import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.listings.page_requests import PageRequest
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
    if counted := _counted_json(page.posted):
        return PageRequest(page.url, json=counted)
    form = _form(page.posted)
    following = _counted_up(form)
    return PageRequest(page.url, following) if following else None


def _counted_json(posted: bytes) -> str | None:
    """An object that was posted as JSON, with the page's number one higher; None if it has none."""
    try:
        said = json.loads(posted)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    fields = tuple((n, str(value)) for n, value in said.items() if type(value) in (int, str))
    following = {name: type(said[name])(value) for name, value in _counted_up(fields)}
    return json.dumps(said | following, ensure_ascii=False) if following else None


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
