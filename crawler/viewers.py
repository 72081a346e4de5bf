"""Viewers: pages that show a file, and the address of the file that they show.

Portals show a directive inside a viewer (pdf.js, Office Online, Google's) in an `<iframe>`, and
link to the viewer rather than to the file. Forms seen: `/pdfviewer/web/viewer.html?file=` and
`https://view.officeapps.live.com/op/view.aspx?src=` in the templates of VNPT's portal v5
(duongnguyen2k2/portal-en-v5, Views/Articles/Detail.cshtml); pdf.js resolves `file` against its own
address (mozilla/pdf.js, web/app.js); Office and Google take an absolute address alone.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree
from w3lib.url import safe_url_string

from crawler.element_text import text_of

#: Where a viewer stands, and the parameters of its query that name the file.
_VIEWERS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r".*/viewer\.html?$", re.IGNORECASE), frozenset(("file",))),
    (
        re.compile(r"view\.officeapps\.live\.com/op/(?:view|embed)\.aspx$", re.IGNORECASE),
        frozenset(("src",)),
    ),
    (
        re.compile(r"(?:docs|drive)\.google\.com/(?:viewerng/)?g?view(?:er)?$", re.IGNORECASE),
        frozenset(("url",)),
    ),
)
_HTTP_URL = re.compile(r"https?://[^/?#]", re.IGNORECASE)
#: What shows another address inside a page, and the attribute that names it.
_EMBEDDING = {"iframe": "src", "embed": "src", "frame": "src", "object": "data"}


def file_of_viewer(url: str) -> str | None:
    """The absolute address of the file that a viewer's absolute address shows; None for others."""
    try:
        parts = urlsplit(url)
        place = f"{parts.netloc}{parts.path}"
        for viewer, names in _VIEWERS:
            if viewer.fullmatch(place):
                query = parse_qsl(parts.query)
                said = next((value for name, value in query if name.lower() in names), "")
                return _absolute(said, url)
    except ValueError:
        pass
    return None


def embedded_in(element: etree._Element) -> Iterator[tuple[str | None, str]]:
    """What an element shows of other addresses inside it: the address as written, and its title."""
    for part in element.iter(*_EMBEDDING):
        yield part.get(_EMBEDDING[part.tag]), part.get("title") or ""


def linked_or_embedded_in(element: etree._Element) -> Iterator[tuple[str | None, str]]:
    """The same, in order with the links in the element: their addresses and their texts."""
    for part in element.iter("a", *_EMBEDDING):
        if part.tag == "a":
            yield part.get("href"), text_of(part)
        else:
            yield part.get(_EMBEDDING[part.tag]), part.get("title") or ""


def _absolute(said: str, viewer: str) -> str | None:
    file = urljoin(viewer, said.strip()).partition("#")[0] if said else ""
    return safe_url_string(file) if _HTTP_URL.match(file) else None
