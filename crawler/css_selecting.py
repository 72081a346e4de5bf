"""What a CSS selector finds on a page, by the index of its classes and ids where that will do.

Most rules of a platform ask for one class, and most of them for one that is not on the page: a
search through the page for each of them took more time than parsing it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cssselect
from cssselect.parser import Class, CombinedSelector, Element, Hash, Tree
from lxml import etree
from parsel import Selector, SelectorList


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the selectors that commas set apart.

    `names` are the classes and ids without which it finds nothing. `sole` is the class, if with its
    element (`tag`, None for any) it is all that the selector asks for.
    """

    css: str
    names: frozenset[str]
    tag: str | None = None
    sole: str | None = None

    def finds(self, element: etree._Element) -> bool:
        """Whether an element is one that the sole class and its tag ask for."""
        return self.sole in (element.get("class") or "").split() and self.tag in (None, element.tag)


def select(
    root: Selector, named: Mapping[str, Sequence[etree._Element]], css: str
) -> SelectorList[Selector]:
    """What `root.css(css)` finds; `named` are the page's elements by class and by id, in order.

    Raises:
        cssselect.SelectorError: it is no selector.
    """
    possible = [one for one in alternatives(css) if one.names <= named.keys()]
    if not possible:
        return SelectorList()
    if len(possible) > 1 or possible[0].sole is None:
        return root.css(", ".join(one.css for one in possible))
    (one,) = possible
    found = dict.fromkeys(element for element in named[one.sole or ""] if one.finds(element))
    return SelectorList(Selector(root=element, type="html") for element in found)


@lru_cache(maxsize=1024)
def alternatives(css: str) -> tuple[Alternative, ...]:
    """The selectors that commas set apart; of those with a pseudo-element nothing is known.

    Raises:
        cssselect.SelectorError: it is no selector.
    """
    return tuple(_alternative(one) for one in cssselect.parse(css))


def _alternative(selector: cssselect.Selector) -> Alternative:
    tree, css = selector.parsed_tree, selector.canonical()
    names = frozenset(_names(tree))
    if isinstance(tree, Class) and isinstance(tree.selector, Element) and not selector.pseudo_element:
        return Alternative(css, names, tree.selector.element, tree.class_name)
    return Alternative(css, names)


def _names(tree: Tree) -> set[str]:
    """Those inside `:not()`, `:is()` and `:has()` are left out: to be without them says nothing."""
    names = _names(tree.selector) if hasattr(tree, "selector") else set()
    if isinstance(tree, Class):
        names.add(tree.class_name)
    elif isinstance(tree, Hash):
        names.add(tree.id)
    elif isinstance(tree, CombinedSelector):
        names |= _names(tree.subselector)
    return names
