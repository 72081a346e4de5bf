"""Article bodies: from the markup an editor pasted to paragraphs of plain text."""

from collections.abc import Collection, Iterator

from lxml import etree
from parsel import Selector

from crawler.blocks import BLOCK_TAGS
from crawler.element_text import clean
from crawler.unseen import is_unseen

_CELLS = frozenset(("td", "th"))
#: Elements of which a cell has several if a table only lays out.
_LINES = frozenset(("p", "div", "li", "table", "br"))
#: It shows nothing and never holds anything, but the parser puts what follows into it.
_NEVER_HOLDS = "embed"


def paragraphs(fragment: etree._Element, without: str = "") -> list[str]:
    """The paragraphs of an article's body, in order, as a browser would show them.

    `without` is a CSS selector of what stands among them in an element but is not of them.
    A row of a table is one paragraph, its cells set apart by ` | `, unless its cells hold several
    paragraphs of their own (tables that only lay out).
    """
    others = {found.root for found in Selector(root=fragment).css(without)} if without else set()
    reader = _Reader(others - {fragment})
    reader.read(fragment)
    reader.end_line()
    return [text for text in reader.texts if text and text != "|"]


class _Reader:
    """Walks a tree once; `without` are elements that are left out."""

    def __init__(self, without: Collection[etree._Element]) -> None:
        self.texts: list[str] = []
        self._without = without
        self._line: list[str] = []

    def read(self, element: etree._Element) -> None:
        if self._is_left_out(element):
            return
        tag = element.tag
        if tag == "tr" and self._is_data_row(element):
            self._read_row(element)
            return
        is_block = tag in BLOCK_TAGS
        if is_block:
            self.end_line()
        if text := element.text:
            self._line.append(text)
        for child in element:
            self.read(child)
            if text := child.tail:
                self._line.append(text)
        if is_block:
            self.end_line()

    def end_line(self) -> None:
        """End the line that is being read, if there is one."""
        if self._line:
            self.texts.append(clean("".join(self._line)))
            self._line = []

    def _read_row(self, row: etree._Element) -> None:
        self.end_line()
        cells = (clean(" ".join(self._texts(cell))) for cell in self._elements(row, _CELLS))
        self.texts.append(clean(" | ".join(cell for cell in cells if cell)))

    def _is_data_row(self, row: etree._Element) -> bool:
        cells = [cell for cell in row if cell.tag in _CELLS and not self._is_left_out(cell)]
        return len(cells) > 1 and all(
            sum(1 for _ in self._elements(cell, _LINES)) <= 1 for cell in cells
        )

    def _is_left_out(self, element: etree._Element) -> bool:
        return (
            not isinstance(element.tag, str)
            or element in self._without
            or (is_unseen(element) and element.tag != _NEVER_HOLDS)
        )

    def _texts(self, element: etree._Element) -> Iterator[str]:
        if self._is_left_out(element):
            return
        if text := element.text:
            yield text
        for child in element:
            yield from self._texts(child)
            if text := child.tail:
                yield text

    def _elements(self, element: etree._Element, tags: Collection[str]) -> Iterator[etree._Element]:
        """Those inside an element that are shown and have one of these names."""
        for child in element:
            if not self._is_left_out(child):
                if child.tag in tags:
                    yield child
                yield from self._elements(child, tags)
