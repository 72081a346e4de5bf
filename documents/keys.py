"""Keys of documents: body / identifier / year, with `_` for a body or a year that is not known.

The number alone does not identify a document: numbers begin again every January and at every
merger, and every committee has its own. `ubnd-tinh-kon-tum/1235-ubnd-kgvx/2023` is one document.
"""

import re
from dataclasses import dataclass

from vietnamese.folding import fold

UNKNOWN = "_"

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


def slug(text: str) -> str:
    """Folded text with a hyphen for whatever is neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def law_name(mention_text: str) -> str:
    """The name in a mention of a law by name: `Luật Đất đai năm 2013` → `Luật Đất đai`."""
    flat = " ".join(mention_text.split())
    return _LAW_YEAR.sub("", _LAW_DATE.sub("", flat)).strip(" ,")
