"""What a browser shows nothing of, and whether there is much else on a page."""

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from lxml import etree

from crawler.remembering import remembering

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
#: Longer than the items of menus.
_LONG_TEXTS = etree.XPath(".//text()[string-length() > 30]")


def is_unseen(element: etree._Element) -> bool:
    """Whether a browser shows nothing of an element, as far as it says so itself."""
    return element.tag in UNSEEN_TAGS or hides(element.keys(), element)


def says_unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a browser shows nothing of an element with this tag and these attributes."""
    return tag in UNSEEN_TAGS or hides(attributes, attributes)


def hides(names: Collection[str | bytes], attributes: Mapping[str, str] | etree._Element) -> bool:
    """Whether an element hides itself; to look at the names first is quick, for most have none."""
    return bool(names) and (
        ("class" in names and has_unseen_class(attributes.get("class", "")))
        or ("style" in names and style_of(attributes.get("style", "")).is_unseen)
        or "hidden" in names
    )


@remembering
def has_unseen_class(names: str) -> bool:
    """Whether one of the classes that an element has is for what is not shown."""
    return not _UNSEEN_CLASSES.isdisjoint(names.split())


class Style(NamedTuple):
    """What an element's own style says of how it is shown."""

    is_unseen: bool
    is_block: bool
    is_right: bool


@remembering
def style_of(said: str) -> Style:
    """What a `style` attribute says."""
    return Style(
        *(style.search(said) is not None for style in (_UNSEEN_STYLE, _BLOCK_STYLE, _RIGHT_STYLE))
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
