"""The text that an element of a page holds, and texts in the one form that rules compare."""

from lxml import etree

from crawler.remembering import remembering
from vietnamese.folding import fold
from vietnamese.normalizing import normalize

_STRING = etree.XPath("string()")


def clean(text: str) -> str:
    """Text normalised and in one line."""
    return " ".join(normalize(text).split())


def text_of(element: etree._Element) -> str:
    """All the text in an element, as it stands in the markup; a comment has none."""
    return str(_STRING(element)) if isinstance(element.tag, str) else ""


def line_of(element: etree._Element) -> str:
    """All the text in an element, normalised and in one line."""
    return clean(text_of(element))


clean_label = remembering(clean)
fold_label = remembering(fold)
