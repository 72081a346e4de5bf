"""What the fields of a query take as their value: which of the words behind the colon are meant."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from indexer.query.names import Names, name_length
from indexer.query.nodes import (
    Cites,
    DocumentNumber,
    DocumentTypeIs,
    Leaf,
    Name,
    Phrase,
    Province,
    Published,
    Title,
    Words,
)
from indexer.query.periods import read_period
from vietnamese.document_types import DOCUMENT_TYPES
from vietnamese.folding import fold
from vietnamese.identifiers import identifier_key, parse_identifier
from vietnamese.provinces import find_province

#: What may be said of a period before it: `tháng 5/2023`.
_UNITS = ("ngay", "thang", "nam")

#: How many words a value may have: `thành phố Hồ Chí Minh`, `Thông tư liên tịch số 12 / …`.
LONGEST = 7


def read_number(text: str) -> DocumentNumber | None:
    """The document number that `text` is, in any spelling, or None."""
    identifier = parse_identifier(text)
    if identifier is None or identifier.symbol is None:
        return None
    return DocumentNumber(identifier.canonical, identifier_key(identifier.canonical))


def read_value(field: str, words: Sequence[str], names: Names) -> tuple[Leaf, int] | None:
    """What `field` asks for, and how many of the words behind its colon say so; None if none do.

    Of names of people and offices `name_length` tells how far they go; of a province, a type or a
    number the longest that is one is taken; of other fields one word.
    """
    if not words:
        return None
    match field:
        case "title":
            return Title(Words((words[0],))), 1
        case "department" if words[0][:1].isdigit():
            # `so: 12/KH-UBND`: số, the number of a document, and not sở.
            return _longest(read_number, words)
        case "author" | "department":
            length = name_length(field, words, names)
            return Name(field, " ".join(words[:length])), length
        case "before" | "after":
            length = 2 if fold(words[0]) in _UNITS else 1
            leaf = read_published(field, " ".join(words[:length]))
            return (leaf, length) if leaf else None
        case _:
            return _longest(_READERS[field], words)


def read_quoted(field: str, text: str) -> Leaf | None:
    """What `field` asks for with a quoted value."""
    match field:
        case "title":
            return Title(Phrase(text))
        case "author" | "department":
            return Name(field, text)
        case "before" | "after":
            return read_published(field, text)
        case _:
            return _READERS[field](text)


def read_published(field: str, text: str) -> Published | None:
    """`before:` excludes the period named, `after:` begins with its first day."""
    unit, _, rest = text.partition(" ")
    period = read_period(rest if fold(unit) in _UNITS else text)
    if period is None:
        return None
    if field == "before":
        return Published(None, period.first, period.iso)
    return Published(period.first, None, period.iso)


def _province(text: str) -> Province | None:
    found = find_province(text)
    return Province(found.slug, found.name, found.kind) if found else None


def _document_type(text: str) -> DocumentTypeIs | None:
    name = _document_types().get(fold(text))
    return DocumentTypeIs(name) if name else None


def _cites(text: str) -> Cites | None:
    number = read_number(text)
    return Cites(number) if number else None


_READERS: dict[str, Callable[[str], Leaf | None]] = {
    "province": _province,
    "type": _document_type,
    "cites": _cites,
}


def _longest(read: Callable[[str], Leaf | None], words: Sequence[str]) -> tuple[Leaf, int] | None:
    for length in range(min(LONGEST, len(words)), 0, -1):
        if leaf := read(" ".join(words[:length])):
            return leaf, length
    return None


@lru_cache(maxsize=1)
def _document_types() -> dict[str, str]:
    """The types of documents by name and by code, folded: `quyet dinh`, `qd`."""
    by_code = {fold(code): t.name for t in reversed(DOCUMENT_TYPES) for code in t.codes}
    return by_code | {fold(t.name): t.name for t in DOCUMENT_TYPES}
