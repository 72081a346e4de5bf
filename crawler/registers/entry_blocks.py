"""Which labels of a page describe the one document that the page is about."""

from collections.abc import Iterator

from lxml import etree

from crawler.element_text import clean, line_of
from crawler.pages import Page
from crawler.reading.roles import Role, ends_sentence, role_of
from crawler.registers.labelled import LabelBlock, label_blocks
from crawler.unseen import UNSEEN_TAGS
from vietnamese.folding import fold

#: A register's entry labels at least so many fields, its files not counted.
_LEAST_FIELDS = 3
#: A text of so many characters that ends as a sentence does is a paragraph of an article.
_PROSE = 120
#: The title of a document has more words than `Chi tiết văn bản` or `Nội dung văn bản`.
_TITLE_WORDS = 5
_HEADINGS = ("h1", "h2", "h3", "h4")


def entry_block(page: Page) -> LabelBlock | None:
    """The labels and values of a register's entry whose own page this is.

    They stand together, with the number or the day of issue and what the document is about among
    them or above them. Not a block of which there are others alike (a list of entries); nor one
    below paragraphs of text (an article that goes on to present a document).
    """
    blocks = label_blocks(page)
    best = max(blocks, key=_size, default=None)
    if best is None or not best.is_one or _size(best) < _LEAST_FIELDS:
        return None
    if any(other is not best and _size(other) >= _size(best) for other in blocks):
        return None
    if not {"identifier", "issued_on"} & best.fields:
        return None
    if not (best.value("identifier") or best.value("issued_on")):
        return None
    if best.value("title") is None and not (
        {"identifier", "issued_on"} <= best.fields and title_above(best.element)
    ):
        return None
    return None if is_below_prose(best.element) else best


def title_above(element: etree._Element) -> str | None:
    """The nearest heading above an element that has as many words as a title."""
    for heading in _before(element, *_HEADINGS):
        text = line_of(heading)
        if len(text.split()) >= _TITLE_WORDS and role_of(text, fold(text)) is Role.TEXT:
            return text
    return None


def _size(block: LabelBlock) -> int:
    return len(block.fields - {"attachments"})


def is_below_prose(element: etree._Element) -> bool:
    """Whether paragraphs of running text stand above an element, as they do in an article."""
    above = (text for ancestor in element.iterancestors() if (text := ancestor.text))
    if any(len(text) >= _PROSE and _is_sentence(element, clean(text)) for text in above):
        return True
    for before in _before(element):
        for text in (before.text, before.tail):
            if text and len(text) >= _PROSE and _is_sentence(before, clean(text)):
                return True
    return False


def _is_sentence(element: etree._Element, text: str) -> bool:
    if len(text) < _PROSE or not ends_sentence(text):
        return False
    around = (element, *element.iterancestors())
    return not any(one.tag == "a" or one.tag in UNSEEN_TAGS for one in around)


def _before(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements that end before one begins, nearest first."""
    for ancestor in (element, *element.iterancestors()):
        for sibling in ancestor.itersiblings(preceding=True):
            yield from reversed(list(sibling.iter(*tags)))
