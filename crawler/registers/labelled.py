"""Values that stand beside their labels, whatever markup sets them there.

In `<th>` and `<td>`, two `<td>`, `<dt>` and `<dd>`, two elements side by side, or as `Label: value`
in one line: the value is what comes after the label in the smallest part of the page that has more
in it than the label.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise

from lxml import etree

from crawler.blocks import BLOCK_TAGS
from crawler.element_text import text_of
from crawler.pages import Page
from crawler.registers.labels import LABEL_LENGTH, field_of, is_ordinary, read_value

#: A label's element may have so many others around it that hold nothing else.
_CLIMB = 4
#: Nor is a value further behind its label, nor are there more labels on any page that people read.
_NEXT, _MOST_LABELS = 12, 2000
#: Elements that hold a value even where they are empty.
_CELLS = frozenset(("td", "th", "dd"))
_UNREAD = frozenset(("script", "style", "option", "title", "noscript"))
_EDGES = ": \n\t\r\xa0"
#: The labels of a number, in lower case, whatever their letters are composed of: what they end
#: with, and what stands before that.
_NUMBER_ENDS = (  # each begins with letters of its own, which is what makes the search fast
    re.compile(r"hi[ệẹêe][\u0302\u0323]{0,2}u"),
    re.compile(r"v[ăa]\u0306?n\s+b[ảa]\u0309?n"),
)
_NUMBER_BEGINS = re.compile(
    r"(?:s[ốôo]|k[ýíyi])[\u0301\u0302]{0,2}[\s/,.-]{1,4}(?:v[àa]\u0300?\s+)?(?:k[ýíyi]\u0301?\s+)?$"
)
#: The symbol of a document without its number.
_SYMBOL = re.compile(r"[A-ZĐÐ]{1,6}\d{0,2}(?:[-/][A-ZĐÐ]+\d{0,2}){0,3}")
#: No more than that stands before its end.
_NUMBER_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label's field and the value beside it: its text (empty if none is shown), the element that
    it stands in, and the smallest one that holds the label, too.
    """

    field: str
    text: str
    element: etree._Element
    row: etree._Element


@dataclass(frozen=True)
class LabelBlock:
    """Labelled values that belong together: those below one element."""

    element: etree._Element
    values: tuple[Labelled, ...]

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that it has labels of, with or without value."""
        return frozenset(value.field for value in self.values)

    @property
    def is_one(self) -> bool:
        """Whether it describes one document: no number is labelled twice."""
        return sum(value.field == "identifier" for value in self.values) < 2

    def value(self, field: str) -> str | None:
        """The first value that is stated for a field; `Hiệu lực` may be a day or a status."""
        for labelled in self.values:
            if labelled.field == field or (field, labelled.field) == ("effective_on", "status"):
                value = read_value(field, labelled.text)
                if value is not None and not (field == "status" and read_value(_DAY, value)):
                    return value
        return None

    def values_by_field(self) -> dict[str, str | None]:
        """The first value stated for each field that it has a label of."""
        return {field: self.value(field) for field in self.fields}

    def elements(self, field: str) -> list[etree._Element]:
        """The elements in which the values of a field stand."""
        return [labelled.element for labelled in self.values if labelled.field == field]


_DAY = "effective_on"


def may_have_labels(page: Page) -> bool:
    """Whether it is worth while to look for a register's labels on a page: a quick look."""
    return page.once(_names_a_number)


def _names_a_number(page: Page) -> bool:
    text = page.lower_text
    return any(
        _NUMBER_BEGINS.search(text, max(0, end.start() - _NUMBER_LENGTH), end.start())
        for ending in _NUMBER_ENDS
        for end in ending.finditer(text)
    )


def label_blocks(page: Page) -> list[LabelBlock]:
    """The blocks of labelled values on a page, in order."""
    return blocks_in(page.selector.root) if may_have_labels(page) else []


def blocks_in(root: etree._Element) -> list[LabelBlock]:
    """The blocks of labelled values in an element: what lies below one element, together with what
    lies beside it if that labels other fields (layouts in two columns).
    """
    found: list[tuple[etree._Element, list[Labelled]]] = []
    for labelled in islice(_labelled(root), _MOST_LABELS):
        parent = labelled.row.getparent()
        element = labelled.row if parent is None else parent
        if found and found[-1][0] is element:
            found[-1][1].append(labelled)
        else:
            found.append((element, [labelled]))
    joined: list[tuple[etree._Element, list[Labelled]]] = []
    for element, values in found:
        parent = element.getparent()
        last = joined[-1] if joined else None
        if (
            last is not None
            and parent is not None
            and (last[0] is parent or last[0].getparent() is parent)
            and _apart(last[1], values)
        ):
            joined[-1] = (parent, last[1] + values)
        else:
            joined.append((element, values))
    return [LabelBlock(element, _with_whole_number(values)) for element, values in joined]


def _with_whole_number(values: list[Labelled]) -> tuple[Labelled, ...]:
    """Values in which a number and the symbol labelled right below it are one, as documents are
    cited: `Số văn bản: 1520` and `Ký hiệu văn bản: QĐ-UBND` are `1520/QĐ-UBND`.
    """
    for at, (first, second) in enumerate(pairwise(values)):
        if first.field == second.field == "identifier":
            number, symbol = sorted((first.text.strip(_EDGES), second.text.strip(_EDGES)))
            if number.isdecimal() and _SYMBOL.fullmatch(symbol):
                whole = replace(first, text=f"{number}/{symbol}")
                return (*values[:at], whole, *values[at + 2 :])
    return tuple(values)


def _apart(some: list[Labelled], others: list[Labelled]) -> bool:
    return not {value.field for value in some} & {value.field for value in others}


def _labelled(root: etree._Element) -> Iterator[Labelled]:
    for text, holder, is_tail in _texts(root):
        before, colon, after = text.partition(":")
        label = before.strip()
        field = field_of(label)
        host = holder.getparent() if is_tail else holder
        if field is None or host is None:
            continue
        following = holder.itersiblings() if is_tail else iter(host)
        value = "".join((after, *_rest_of_line(following))).strip()
        if value and (colon or value.startswith(":") or not is_ordinary(label)):
            yield Labelled(field, value, host, host)
        elif not value and (beside := _beside(field, holder if is_tail else None, host)):
            yield beside


def _texts(root: etree._Element) -> Iterator[tuple[str, etree._Element, bool]]:
    """The texts that may be or begin with a label: with the element that it stands in, or behind
    (true).
    """
    for element in root.iter():
        if (text := element.text) and _may_be_label(text) and element.tag not in _UNREAD:
            yield text, element, False
        if (tail := element.tail) and _may_be_label(tail):
            yield tail, element, True


def _may_be_label(text: str) -> bool:
    size = len(text)
    return (
        size > 4
        and not text.isspace()
        and (size < 2 * LABEL_LENGTH or ":" in text[: 2 * LABEL_LENGTH])
    )


def _rest_of_line(siblings: Iterable[etree._Element]) -> Iterator[str]:
    """The texts of some elements up to where a line ends or another label begins."""
    for sibling in siblings:
        text = text_of(sibling)
        if sibling.tag in BLOCK_TAGS or _begins_with_label(text) or _is_control(sibling):
            return
        tail = sibling.tail or ""
        yield text
        if _begins_with_label(tail):
            return
        yield tail


def _beside(field: str, before: etree._Element | None, host: etree._Element) -> Labelled | None:
    """What comes next to the element that holds a label and nothing else; `before` is the element
    in `host` behind which the label stands.
    """
    for _ in range(_CLIMB):
        siblings = list(islice(before.itersiblings() if before is not None else host, _NEXT))
        for at, sibling in enumerate(siblings):
            text = text_of(sibling).strip(_EDGES)
            if _begins_with_label(text) or _is_control(sibling):
                return None
            if text or sibling.tag in _CELLS:
                if text and sibling.tag not in BLOCK_TAGS:
                    text += (sibling.tail or "") + "".join(_rest_of_line(siblings[at + 1 :]))
                return Labelled(field, text, sibling, host)
            if tail := (sibling.tail or "").lstrip(_EDGES):
                rest = "".join(_rest_of_line(siblings[at + 1 :]))
                return (
                    None if _begins_with_label(tail) else Labelled(field, tail + rest, host, host)
                )
        parent = host.getparent()
        if parent is None or field_of(text_of(host).strip()) != field:
            return None
        if tail := (host.tail or "").lstrip(_EDGES):
            rest = "".join(_rest_of_line(host.itersiblings()))
            return (
                None if _begins_with_label(tail) else Labelled(field, tail + rest, parent, parent)
            )
        before, host = host, parent
    return None


def _begins_with_label(text: str) -> bool:
    """Whether a text is a label, or a label and its value: `Về việc: …` may be a value itself."""
    label, _, value = text.partition(":")
    if len(label) > 2 * LABEL_LENGTH or field_of(label.strip()) is None:
        return False
    return not value.strip() or not is_ordinary(label)


def _is_control(element: etree._Element) -> bool:
    """Whether there is something to fill in: the label is that of a search form."""
    return next(element.iter("select", "input", "textarea"), None) is not None
