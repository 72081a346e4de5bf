"""The text that an element of a page holds, and texts in the one form that rules compare."""

from lxml import etree

from crawler.remembering import remembering
from vietnamese.folding import fold
from vietnamese.normalizing import one_line

_STRING = etree.XPath("string()", smart_strings=False)

_PIECE = 2000


def clean(text: str) -> str:
    """Text normalised and in one line."""
    return one_line(text)


def text_of(element: etree._Element) -> str:
    """All the text in an element, as it stands in the markup; a comment has none."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return ""
    parts = len(element)
    if not parts:
        return element.text or ""
    if parts == 1:  # `<a><span>…</span></a>`, as menus have it; the rest costs more to start
        (part,) = element
        if not len(part):
            inner = (part.text or "") if isinstance(part.tag, str) else ""
            return f"{element.text or ''}{inner}{part.tail or ''}"
    return str(_STRING(element))


def line_of(element: etree._Element) -> str:
    """All the text in an element, normalised and in one line."""
    return clean(text_of(element))


def lowered(text: str) -> str:
    """A long text in lower case; pieces that are all ASCII, as scripts are, take no time."""
    return "".join(text[at : at + _PIECE].lower() for at in range(0, len(text), _PIECE))


clean_label = remembering(clean)
fold_label = remembering(fold)
