"""Keys of documents: body / identifier / year, with `_` for a body or a year that is not known.

The number alone does not identify a document: numbers begin again every January and at every
merger, and every committee has its own. `ubnd-tinh-kon-tum/1235-ubnd-kgvx/2023` is one document.
"""

import re
from dataclasses import dataclass

from vietnamese.folding import fold
from vietnamese.identifiers import identifier_key

UNKNOWN = "_"

#: A law's or a resolution's number, as a look-up key: `45-2013-qh13`, `1211-2016-ubtvqh13`.
_OF_THE_ASSEMBLY = re.compile(r"(?P<number>\d+-\d{4})-(?P<symbol>(?:ubtv)?qh\d*)")
_RESOLUTION = "Nghị quyết"

_LAW_YEAR = re.compile(r"(?:,\s*)?(?:n[aă]m\s+)?\d{4}\s*$", re.IGNORECASE)
_LAW_DATE = re.compile(r"(?:,\s*)?ngày\s.*$", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """The parts of a document's key."""

    body: str | None
    look_up: str
    year: int | None

    def __str__(self) -> str:
        return f"{self.body or UNKNOWN}/{self.look_up}/{self.year or UNKNOWN}"

    @property
    def complete(self) -> bool:
        """Whether both body and year are known."""
        return self.body is not None and self.year is not None


def parse_key(key: str) -> DocumentKey:
    """The parts of a key as it is written."""
    body, look_up, year = key.split("/")
    return DocumentKey(
        None if body == UNKNOWN else body, look_up, None if year == UNKNOWN else int(year)
    )


def number_look_up(identifier: str, document_type: str | None) -> str:
    """What a document of this number is looked up by.

    The National Assembly and its Standing Committee number their laws and their resolutions apart,
    with one symbol for both: a resolution's look-up key carries its type (`45-2013-nq-qh13`), as
    its number itself does where it is written `1211/2016/NQ-UBTVQH13`.
    """
    look_up = identifier_key(identifier)
    if document_type == _RESOLUTION and (number := _OF_THE_ASSEMBLY.fullmatch(look_up)):
        return f"{number['number']}-nq-{number['symbol']}"
    return look_up


def look_ups_of_number(identifier: str) -> list[str]:
    """The look-up keys of all documents that a number may be of, whatever their types."""
    return list(
        dict.fromkeys([identifier_key(identifier), number_look_up(identifier, _RESOLUTION)])
    )


def slug(text: str) -> str:
    """Folded text with a hyphen for whatever is neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def law_name(mention_text: str) -> str:
    """The name in a mention of a law by name: `Luật Đất đai năm 2013` → `Luật Đất đai`."""
    flat = " ".join(mention_text.split())
    return _LAW_YEAR.sub("", _LAW_DATE.sub("", flat)).strip(" ,")
