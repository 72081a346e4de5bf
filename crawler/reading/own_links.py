"""Links of a page to itself: headlines are such links on many portals."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.pages import Page

#: The number of an article: a step of the path by itself, or what the path ends with.
_STEP = re.compile(r"/(\d{3,})(?=/|$)")
_LAST = re.compile(r"[-_/](\d{3,})(?:\.\w{2,5})?/?$")
#: Where the articles of a system differ by their query alone.
_BY_QUERY = re.compile(r"id=\d", re.IGNORECASE)
#: How an address begins that is none of a front page.
_DEEPER = re.compile(r"/[\w-]", re.ASCII)
#: How an address begins that is of this very page, or of no page.
_HERE = ("#", "?", "javascript:", "mailto:")


def leads_nowhere(href: str) -> bool:
    """Whether a link as written opens no page: it is a button in the guise of a link."""
    return href.strip().lower().startswith(("#", "javascript:", "mailto:"))


def leads_away(page: Page, href: str) -> bool:
    """Whether a link as written on a page leads elsewhere: not into the void (`#`), to the page's
    own path, or to an address that bears the same article's number.
    """
    number, last_step = _marks(page.url)
    if number not in href and last_step not in href and not href.strip().startswith(_HERE):
        return True  # nearly every link; telling the rest apart is slow
    url = page.absolute(href)
    if url is None:
        return False
    if not last_step and _DEEPER.match(href):
        return True  # nearly every link on a front page, which has no such marks
    if not page.is_of_site(url):
        return True
    ours, theirs = urlsplit(page.url), urlsplit(url)
    if ours.path.rstrip("/") == theirs.path.rstrip("/"):
        return theirs.query != ours.query and _BY_QUERY.search(theirs.query) is not None
    # as written: "d1" below "/detail/76456/" is an address of its own
    return number != _number(urlsplit(href.strip()).path)


@lru_cache(maxsize=16)
def _marks(url: str) -> tuple[str, str]:
    """What an address has in common with others of the same page: its number, its last step."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return "", ""
    last_step = path.rstrip("/").rpartition("/")[2]
    return _number(path) or last_step, last_step


def _number(path: str) -> str | None:
    steps = _STEP.findall(path)  # of several (Sóc Trăng's portals) the last is the article's
    if steps:
        return str(steps[-1])
    found = _LAST.search(path)
    return found[1] if found else None
