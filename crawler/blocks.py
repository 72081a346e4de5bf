"""What a reader sees of a page: blocks of text in order, whatever markup makes them.

A portal whose markup is unknown, or changes with every redesign, is still read by people, who go by
the order and the role of what they see. Blocks are that: they end where a browser would begin a new
line, and know only what can be seen of them (a heading, bold, at the right, all of it links).
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from crawler.unseen import UNSEEN_TAGS, hides, style_of
from vietnamese.normalizing import normalize

#: Elements that a browser begins on a new line (HTML Standard, "Rendering", flow content), and the
#: table cells, which stand apart as well.
BLOCK_TAGS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body br caption center dd details dialog dir div dl dt
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
        listing main menu nav ol optgroup option p plaintext pre search section summary table tbody
        td tfoot th thead tr ul xmp
        """,
    )
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em"))
#: Elements in which texts look otherwise.
_LOOKS = _HEADINGS.keys() | _BOLD | _ITALIC | {"a"}
#: Deeper than any page a person made; what is nested deeper is left out.
_MAX_DEPTH = 400


@dataclass(slots=True)
class Block:
    """A run of text that stands on lines of its own.

    `heading` is 1 to 6 for `<h1>` to `<h6>`, else 0. `linked`, `bold` and `italic` count the
    characters that are so. `links` are the addresses in it as written, with their texts. Blocks
    have the same `container` where the elements they are lines of stand side by side in one.
    """

    text: str
    heading: int = 0
    linked: int = 0
    bold: int = 0
    italic: int = 0
    right: bool = False
    container: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_linked(self) -> bool:
        """Whether nearly all of it is links, as menus and lists of articles are."""
        return self.linked > 0.7 * len(self.text)

    @property
    def is_bold(self) -> bool:
        """Whether nearly all of it is bold."""
        return self.bold > 0.8 * len(self.text)

    @property
    def is_italic(self) -> bool:
        """Whether nearly all of it is italic."""
        return self.italic > 0.8 * len(self.text)


def blocks_of_text(text: str) -> list[Block]:
    """The blocks of a page saved as text: its lines."""
    lines = (" ".join(line.split()) for line in normalize(text).splitlines())
    return [Block(line) for line in lines if line]


def blocks_of_element(root: etree._Element) -> list[Block]:
    """The blocks of an element and of everything in it."""
    reader = _Reader()
    reader.read(root, _PLAIN, 0)
    reader.end_block()
    return _normalized(reader.blocks)


def _normalized(blocks: list[Block]) -> list[Block]:
    """The blocks with their texts normalised, all in one go, since most pages need nothing done."""
    whole = "\n".join(block.text for block in blocks)
    normalized = normalize(whole)
    if normalized == whole:
        return blocks
    for block, text in zip(blocks, normalized.split("\n"), strict=True):
        block.text = " ".join(text.split())
        block.links = [(href, " ".join(normalize(said).split())) for href, said in block.links]
    return [block for block in blocks if block.text]


class _Look(NamedTuple):
    """What a text inherits from the elements around it."""

    heading: int = 0
    link: str | None = None
    bold: bool = False
    italic: bool = False
    right: bool = False


_PLAIN = _Look()


class _Reader:
    """Walks a tree once. This is the crawler's innermost loop."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._block = Block("")
        self._links: dict[str, list[str]] = {}
        self._elements = 0
        self._outer = self._inner = 0

    def read(self, element: etree._Element, look: _Look, depth: int) -> None:
        tag = element.tag
        if tag in UNSEEN_TAGS or depth > _MAX_DEPTH or not isinstance(tag, str):
            return
        attributes = element.keys()
        style = None
        if attributes:
            if hides(attributes, element):
                return
            if "style" in attributes:
                style = style_of(element.get("style", ""))
        is_block = (
            tag in BLOCK_TAGS
            or "-" in tag  # the parts of a page that a framework builds, such as <mat-card-title>
            or (style is not None and style.is_block)
        )
        if is_block:
            if self._parts:
                self.end_block()
            outer, inner = self._outer, self._inner
            self._elements += 1
            self._outer, self._inner = inner, self._elements
            if (style is not None and style.is_right) or (
                "align" in attributes and element.get("align", "").lower() == "right"
            ):
                look = look._replace(right=True)
        if tag in _LOOKS:
            look = _inside(element, look)
        if text := element.text:
            self._add(text, look)
        for child in element:
            self.read(child, look, depth + 1)
            if text := child.tail:
                self._add(text, look)
        if is_block:
            if self._parts:
                self.end_block()
            self._outer, self._inner = outer, inner

    def _add(self, text: str, look: _Look) -> None:
        if text.isspace():
            if self._parts:
                self._parts.append(text)
            return
        self._parts.append(text)
        block = self._block
        block.container = block.container or self._outer
        if look is _PLAIN:
            return
        heading, link, bold, italic, right = look
        block.heading = block.heading or heading
        block.right = block.right or right
        if bold or italic or link is not None:
            size = len(" ".join(text.split()))
            block.bold += size if bold else 0
            block.italic += size if italic else 0
            if link is not None:
                block.linked += size
                self._links.setdefault(link, []).append(text)

    def end_block(self) -> None:
        """End the block that is being read, if there is text in it."""
        if not self._parts:
            return
        block = self._block
        block.text = " ".join("".join(self._parts).split())
        if self._links:
            block.links = [
                (href, " ".join("".join(parts).split())) for href, parts in self._links.items()
            ]
            self._links = {}
        self.blocks.append(block)
        self._block = Block("")
        self._parts = []


def _inside(element: etree._Element, look: _Look) -> _Look:
    """How texts look in an element that is one of `_LOOKS`."""
    tag = element.tag
    heading, link, bold, italic, right = look
    if tag == "a":
        return _Look(heading, element.get("href") or link, bold, italic, right)
    if tag in _BOLD:
        return _Look(heading, link, True, italic, right)
    if tag in _ITALIC:
        return _Look(heading, link, bold, True, right)
    return _Look(_HEADINGS[tag], link, True, italic, right)
