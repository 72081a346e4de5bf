"""Article bodies: from the markup an editor pasted to paragraphs of plain text."""

from collections.abc import Iterator
from copy import deepcopy

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from lxml import etree
from parsel import Selector

from crawler.blocks import BLOCK_TAGS
from crawler.element_text import clean
from crawler.unseen import says_unseen


def paragraphs(fragment: etree._Element | str, without: str = "") -> list[str]:
    """The paragraphs of an article's body, in order, as a browser would show them.

    `without` is a CSS selector of what stands among them in an element but is not of them.
    A row of a table is one paragraph, its cells set apart by ` | `, unless its cells hold several
    paragraphs of their own (tables that only lay out).
    """
    parser = "lxml"
    if not isinstance(fragment, str):
        if without:
            fragment = deepcopy(fragment)
            for other in Selector(root=fragment).css(without):
                _drop(other.root)
        fragment = etree.tostring(fragment, encoding="unicode", method="html", with_tail=False)
        parser = "html.parser"  # quicker, and as good where nothing is left to mend
    soup = BeautifulSoup(fragment, parser, multi_valued_attributes=None)  # class as written
    for unseen in soup.find_all(_is_unseen):
        unseen.decompose()
    texts: list[str] = []
    line: list[str] = []
    for piece in _pieces(soup):
        if piece is None:
            texts.append(clean("".join(line)))
            line = []
        else:
            line.append(piece)
    texts.append(clean("".join(line)))
    return [text for text in texts if text and text != "|"]


def _drop(element: etree._Element) -> None:
    """Take an element out of its tree, but not the text behind it."""
    before, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _is_unseen(tag: Tag) -> bool:
    return says_unseen(tag.name, {name: str(value) for name, value in tag.attrs.items()})


def _pieces(tag: Tag) -> Iterator[str | None]:
    """Texts in order; None where a line ends."""
    for child in tag.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, NavigableString):
            yield str(child)
        elif isinstance(child, Tag):
            if child.name == "tr" and _is_data_row(child):
                cells = (clean(cell.get_text(" ")) for cell in child.find_all(["td", "th"]))
                yield None
                yield " | ".join(cell for cell in cells if cell)
                yield None
            elif child.name in BLOCK_TAGS:
                yield None
                yield from _pieces(child)
                yield None
            else:
                yield from _pieces(child)


def _is_data_row(row: Tag) -> bool:
    cells = row.find_all(["td", "th"], recursive=False)
    return len(cells) > 1 and all(
        len(cell.find_all(["p", "div", "li", "table", "br"])) <= 1 for cell in cells
    )
