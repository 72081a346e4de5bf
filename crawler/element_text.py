"""The text that an element of a page holds."""

from lxml import etree

from crawler.pages import clean

_STRING = etree.XPath("string()")


def text_of(element: etree._Element) -> str:
    """All the text in an element, as it stands in the markup; a comment has none."""
    return str(_STRING(element)) if isinstance(element.tag, str) else ""


def line_of(element: etree._Element) -> str:
    """All the text in an element, normalised and in one line."""
    return clean(text_of(element))
