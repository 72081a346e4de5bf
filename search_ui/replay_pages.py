"""An archived HTML page, prepared to be shown again: nothing that runs, its pictures from here.

Nor does anything lead away: a link would show the site of today, or nothing, in the place of the
archived page. What a link named is its title, for the reader to look up.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from urllib.parse import urldefrag, urljoin

from lxml import html
from lxml.etree import ParserError
from w3lib.encoding import html_to_unicode
from w3lib.url import safe_url_string

#: Given the absolute addresses of what a page shows, the address here of those that were archived.
FindAssets = Callable[[Collection[str]], Mapping[str, str]]

#: What runs, loads or leads away by itself. The policy that the page is sent with forbids it all;
#: taken out, it is not even tried, and no style sheet waits for it.
_TAKEN_OUT = "script, base, iframe, frame, object, embed, applet, meta[http-equiv], link"

#: Where a link leads, in HTML and in pictures drawn in a page (SVG).
_ADDRESSES = ("href", "xlink:href")


def prepare(payload: bytes, content_type: str, url: str, find_assets: FindAssets) -> bytes:
    """The page of `url` as UTF-8: with its archived pictures and style sheets, and no way out."""
    document = _parsed(payload, content_type)
    if document is None:
        return b""
    base = _base(document, url)
    shown = list(_assets(document, base))
    found = find_assets({address for _, _, address in shown})
    kept: set[html.HtmlElement] = set()
    for element, attribute, address in shown:
        if element not in kept:
            element.set(attribute, found.get(address, ""))
        if address in found:
            kept.add(element)
    for element in document.cssselect(_TAKEN_OUT):
        if element not in kept and isinstance(element, html.HtmlElement):
            element.drop_tree()
    for element in document.iter("*"):
        for name in map(str, list(element.attrib)):
            if name.startswith("on") or name == "srcset":
                del element.attrib[name]
    for element in document.iter("*"):
        if element not in kept:
            _lead_nowhere(element, base)
    written: bytes = html.tostring(document, encoding="utf-8")
    return b"<!doctype html>" + written


def asset_addresses(payload: bytes, content_type: str, url: str) -> set[str]:
    """The absolute addresses of all that the page of `url` shows, archived or not."""
    document = _parsed(payload, content_type)
    if document is None:
        return set()
    return {address for _, _, address in _assets(document, _base(document, url))}


def _lead_nowhere(element: html.HtmlElement, base: str) -> None:
    """Take away what could be followed or sent; places in the page itself can still be gone to."""
    if element.tag == "form":
        # What sends a form, a key or a button, does nothing where there is none.
        element.tag = "div"
    for name in _ADDRESSES:
        address = element.get(name, "").strip()
        if name in element.attrib and not address.startswith("#"):
            del element.attrib[name]
            if named := _absolute(base, address):
                element.set("title", " · ".join(filter(None, (element.get("title"), named))))


def _parsed(payload: bytes, content_type: str) -> html.HtmlElement | None:
    """The page; None if there is nothing in it."""
    _, text = html_to_unicode(content_type, payload, default_encoding="utf-8")
    try:
        parser = html.HTMLParser(encoding="utf-8")
        return html.document_fromstring(text.encode(), parser=parser)
    except ParserError:
        return None


def _base(document: html.HtmlElement, url: str) -> str:
    said: str = next((b.get("href", "") for b in document.iter("base")), "")
    return urljoin(url, said)


def _assets(document: html.HtmlElement, base: str) -> Iterator[tuple[html.HtmlElement, str, str]]:
    """The elements that show something, the attribute that says so, and an absolute address.

    A picture that a program would have shown once it is scrolled to has two addresses, its own
    and that of what stands in its place until then.
    """
    for element in document.iter("img", "input", "link"):
        attribute = "href" if element.tag == "link" else "src"
        style_sheet = "stylesheet" in element.get("rel", "").lower().split()
        if element.tag == "link" and not style_sheet:
            continue
        for named in ("data-src", attribute) if element.tag == "img" else (attribute,):
            if address := _absolute(base, element.get(named, "")):
                yield element, attribute, address


def _absolute(base: str, address: str) -> str | None:
    """The address as crawlers ask for it; None for what is not on the web (`data:`, `mailto:`)."""
    try:
        absolute = safe_url_string(urldefrag(urljoin(base, address.strip())).url)
    except ValueError:
        return None
    return absolute if address and absolute.startswith(("http://", "https://")) else None
