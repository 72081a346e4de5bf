"""What a reader sees of a page: blocks of text in order, whatever markup makes them.

A portal whose markup is unknown, or changes with every redesign, is still read by people, who go by
the order and the role of what they see. Blocks are that: they end where a browser would begin a new
line, and know only what can be seen of them (a heading, bold, at the right, all of it links).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

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
#: Elements whose text nobody sees.
UNSEEN_TAGS = frozenset(
    re.findall(
        r"[\w-]+",
        """
        applet audio button canvas datalist embed head iframe input link map mat-icon math meta
        noframes noscript object param rp script select style svg template textarea title video
        """,
    )
)
#: `mso-hide` is what Word writes for hidden text, which its own HTML shows to nobody.
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
#: Bootstrap's and others' names for what is there for scripts and screen readers alone. No name of
#: any portal's own is known here.
#: An icon font's elements show a picture in place of their text, which is the picture's name.
_UNSEEN_CLASSES = frozenset(
    (
        *("hidden", "hide", "d-none", "sr-only", "visually-hidden"),
        *("material-icons", "material-icons-outlined", "material-symbols-outlined"),
    )
)
_BLOCK_STYLE = re.compile(
    r"display\s*:\s*(?:block|flex|grid|table|list-item)|float\s*:\s*(?:left|right)", re.IGNORECASE
)
_RIGHT_STYLE = re.compile(r"text-align\s*:\s*(?:right|end)|float\s*:\s*right", re.IGNORECASE)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em"))
#: Deeper than any page a person made; what is nested deeper is left out.
_MAX_DEPTH = 400
#: Longer than the items of menus.
_LONG_TEXTS = etree.XPath(".//text()[string-length() > 30]")


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
    reader.read(root, 0, None, False, False, False, 0)
    reader.end_block()
    return _normalized(reader.blocks)


def is_unseen(element: etree._Element) -> bool:
    """Whether a browser shows nothing of an element, as far as it says so itself."""
    return says_unseen(element.tag, element)


def says_unseen(tag: str, attributes: Mapping[str, str] | etree._Element) -> bool:
    """Whether a browser shows nothing of an element with this tag and these attributes."""
    if tag in UNSEEN_TAGS:
        return True
    style, names = attributes.get("style"), attributes.get("class")
    return (
        (style is not None and _UNSEEN_STYLE.search(style) is not None)
        or (names is not None and not _UNSEEN_CLASSES.isdisjoint(names.split()))
        or attributes.get("hidden") is not None
    )


def shows_more_than(root: etree._Element, most: int) -> bool:
    """Whether there are more than so many characters to read in an element; stops at the first.

    The longest texts alone are enough on most pages.
    """
    return _shown_in_long_texts(root, most) > most or _shown(root, most) > most


def _shown(root: etree._Element, most: int) -> int:
    """The characters to read in an element, counted until there are more than so many."""
    shown = 0
    pending = [root]
    while pending and shown <= most:
        element = pending.pop()
        if isinstance(element.tag, str) and not is_unseen(element):
            if text := element.text:
                shown += len(text.strip())
            for child in element:
                if text := child.tail:
                    shown += len(text.strip())
                pending.append(child)
    return shown


def _shown_in_long_texts(root: etree._Element, most: int) -> int:
    """The characters to read in the texts that are long, counted until there are more than so many:
    nearly all that a page shows, in few elements.
    """
    shown = 0
    is_shown: dict[etree._Element, bool] = {}
    texts: Any = _LONG_TEXTS(root)  # strings that know their elements, which has no type
    for text in texts:
        holder = text.getparent()
        element = holder.getparent() if text.is_tail else holder
        around = []
        while element is not None and element not in is_shown:
            around.append(element)
            element = None if element is root else element.getparent()
        seen = element is None or is_shown[element]
        for one in reversed(around):
            seen = is_shown[one] = seen and not is_unseen(one)
        shown += len(text.strip()) if seen else 0
        if shown > most:
            break
    return shown


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


class _Reader:
    """Walks a tree once. What a block inherits is handed down as arguments: this is the crawler's
    innermost loop.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._block = Block("")
        self._links: dict[str, list[str]] = {}
        self._elements = 0
        self._outer = self._inner = 0

    def read(
        self,
        element: etree._Element,
        heading: int,
        link: str | None,
        bold: bool,
        italic: bool,
        right: bool,
        depth: int,
    ) -> None:
        tag = element.tag
        if not isinstance(tag, str) or depth > _MAX_DEPTH or is_unseen(element):
            return
        style = element.get("style")
        is_block = (
            tag in BLOCK_TAGS
            or "-" in tag  # the parts of a page that a framework builds, such as <mat-card-title>
            or (style is not None and _BLOCK_STYLE.search(style) is not None)
        )
        around = self._outer, self._inner
        if is_block:
            self.end_block()
            self._elements += 1
            self._outer, self._inner = self._inner, self._elements
            right = (
                right
                or (element.get("align") or "").lower() == "right"
                or (style is not None and _RIGHT_STYLE.search(style) is not None)
            )
        if tag in _HEADINGS:
            heading, bold = _HEADINGS[tag], True
        elif tag in _BOLD:
            bold = True
        elif tag in _ITALIC:
            italic = True
        elif tag == "a":
            link = element.get("href") or link
        if text := element.text:
            self._add(text, heading, link, bold, italic, right)
        for child in element:
            self.read(child, heading, link, bold, italic, right, depth + 1)
            if text := child.tail:
                self._add(text, heading, link, bold, italic, right)
        if is_block:
            self.end_block()
            self._outer, self._inner = around

    def _add(
        self, text: str, heading: int, link: str | None, bold: bool, italic: bool, right: bool
    ) -> None:
        self._parts.append(text)
        if text.isspace():
            return
        block = self._block
        block.heading = block.heading or heading
        block.right = block.right or right
        block.container = block.container or self._outer
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
        if text := " ".join("".join(self._parts).split()):
            block = self._block
            block.text = text
            if self._links:
                block.links = [
                    (href, " ".join("".join(parts).split())) for href, parts in self._links.items()
                ]
            self.blocks.append(block)
            self._block, self._links = Block(""), {}
        self._parts = []
