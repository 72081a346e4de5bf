"""What a reader sees of a page: blocks of text in order, whatever markup makes them.

A portal whose markup is unknown, or changes with every redesign, is still read by people, who go by
the order and the role of what they see. Blocks are that: they end where a browser would begin a new
line, and know only what can be seen of them (a heading, bold, at the right, all of it links).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from crawler.unseen import UNSEEN_TAGS, has_unseen_class, style_of
from vietnamese.normalizing import normalize, one_line

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
        if text != block.text:
            block.text = " ".join(text.split())
            block.links = [(href, one_line(said)) for href, said in block.links]
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
        #: All the text of the block that is being read, and what of it is not blank, as it looks.
        self._parts: list[str] = []
        self._said: list[tuple[str, _Look]] = []
        self._elements = 0
        self._outer = self._inner = 0

    def read(self, element: etree._Element, look: _Look, depth: int) -> None:
        tag = element.tag
        if tag in UNSEEN_TAGS or depth > _MAX_DEPTH or not isinstance(tag, str):
            return
        # the parts of a page that a framework builds are called such as <mat-card-title>
        is_block = tag in BLOCK_TAGS or "-" in tag
        is_right = False
        if names := element.keys():
            if "hidden" in names or (
                "class" in names and has_unseen_class(element.get("class", ""))
            ):
                return
            if "style" in names:
                style = style_of(element.get("style", ""))
                if style.is_unseen:
                    return
                is_block, is_right = is_block or style.is_block, style.is_right
            if "align" in names and element.get("align", "").lower() == "right":
                is_right = True
        parts = self._parts
        if is_block:
            if parts:
                self.end_block()
            outer, inner = self._outer, self._inner
            self._elements += 1
            self._outer, self._inner = inner, self._elements
            if is_right:
                look = look._replace(right=True)
        if tag in _LOOKS:
            look = _inside(element, look)
        if (text := element.text) and (parts or not text.isspace()):
            self._add(text, look)
        for child in element:
            self.read(child, look, depth + 1)
            if (text := child.tail) and (parts or not text.isspace()):
                self._add(text, look)
        if is_block:
            if parts:
                self.end_block()
            self._outer, self._inner = outer, inner

    def _add(self, text: str, look: _Look) -> None:
        """Take a text into the block; blanks are none of what begins one."""
        self._parts.append(text)
        if not text.isspace():
            self._said.append((text, look))

    def end_block(self) -> None:
        """End the block that is being read, if there is text in it."""
        if not self._parts:
            return
        block = Block(" ".join("".join(self._parts).split()), container=self._outer)
        if len(self._said) == 1:
            _look_alike(block, self._said[0][1])
        else:
            _look_as_said(block, self._said)
        self.blocks.append(block)
        self._parts.clear()
        self._said.clear()


def _look_alike(block: Block, look: _Look) -> None:
    """Say of a block how it looks, where all of it looks alike."""
    if look is _PLAIN:
        return
    size = len(block.text)
    block.heading, block.right = look.heading, look.right
    block.bold, block.italic = look.bold * size, look.italic * size
    if look.link is not None:
        block.linked, block.links = size, [(look.link, block.text)]


def _look_as_said(block: Block, said: Iterable[tuple[str, _Look]]) -> None:
    """Say of a block how it looks by how the texts in it do."""
    links: dict[str, list[str]] = {}
    for text, look in said:
        if look is _PLAIN:
            continue
        heading, link, bold, italic, right = look
        block.heading = block.heading or heading
        block.right = block.right or right
        if bold or italic or link is not None:
            size = len(" ".join(text.split()))
            block.bold += size if bold else 0
            block.italic += size if italic else 0
            if link is not None:
                block.linked += size
                links.setdefault(link, []).append(text)
    block.links = [(href, " ".join("".join(parts).split())) for href, parts in links.items()]


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
