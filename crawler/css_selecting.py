"""What a CSS selector finds on a page, by the index of its classes and ids where that will do.

Most rules of a platform ask for one class, and most of them for one that is not on the page: a
search through the page for each of them took more time than parsing it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cssselect
from cssselect.parser import Class, CombinedSelector, Element, Hash, Tree
from lxml import etree
from parsel import Selector, SelectorList
from parsel.csstranslator import HTMLTranslator

from crawler.remembering import remembering

#: What XPath, and so parsel, takes for one class: other blanks than these are part of its name.
_CLASS = re.compile(r"[^ \t\r\n]+")
_TRANSLATOR = HTMLTranslator()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the selectors that commas set apart.

    `xpath` is what parsel makes of it. `names` are the classes and ids without which it finds
    nothing. `sole` is the class, if with its element (`tag`, None for any) it is all that the
    selector asks for.
    """

    xpath: str
    names: frozenset[str]
    tag: str | None = None
    sole: str | None = None

    def finds(self, element: etree._Element) -> bool:
        """Whether an element is one that the sole class and its tag ask for."""
        return self.sole in classes_of(element) and self.tag in (None, element.tag)


def classes_of(element: etree._Element) -> Sequence[str]:
    """The classes of an element, in order."""
    names = element.get("class")
    return _split(names) if names else ()


@remembering
def _split(names: str) -> Sequence[str]:
    return tuple(_CLASS.findall(names))


def elements_by_name(root: etree._Element) -> Mapping[str, Sequence[etree._Element]]:
    """The elements of a page by each of their classes and by their ids, in order.

    Of an id that ASP.NET has put together (`ctl00_…_ctl00_lblSoKyHieu`) also by its last part
    (`_lblSoKyHieu`).
    """
    named: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for element in root.iter(etree.Element):
        attributes = element.keys()
        if "id" in attributes and (own := element.get("id")):
            named[own].append(element)
            if (last := own.rpartition("_"))[1]:
                named[f"_{last[2]}"].append(element)
        if "class" in attributes:
            for name in classes_of(element):
                named[name].append(element)
    return dict(named)


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
        return root.xpath(" | ".join(one.xpath for one in possible))
    (one,) = possible
    found = dict.fromkeys(element for element in named[one.sole or ""] if one.finds(element))
    return SelectorList(Selector(root=element, type="html") for element in found)


@lru_cache(maxsize=1024)
def alternatives(css: str) -> tuple[Alternative, ...]:
    """The selectors that commas set apart.

    Raises:
        cssselect.SelectorError: it is no selector.
    """
    return tuple(_alternative(one) for one in cssselect.parse(css))


def _alternative(selector: cssselect.Selector) -> Alternative:
    tree = selector.parsed_tree
    xpath = _TRANSLATOR.selector_to_xpath(selector, translate_pseudo_elements=True)
    names = frozenset(_names(tree))
    if isinstance(tree, Class) and not selector.pseudo_element:
        element = tree.selector
        if isinstance(element, Element) and element.namespace is None:
            tag = element.element.lower() if element.element else None
            return Alternative(xpath, names, tag, tree.class_name)
    return Alternative(xpath, names)


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
