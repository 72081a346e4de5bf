"""Where a name ends that is typed without quotes: `sở:Tài nguyên và Môi trường đất đai`.

Only the names that there are can tell: Vietnamese offices and people are written with and without
capitals alike. So whoever parses hands in what knows them.
"""

from collections.abc import Sequence
from typing import Protocol

from indexer.query.nodes import NameField

#: How many words a name may have: `Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Kon Tum`.
LONGEST_NAME = 15


class Names(Protocol):
    """Knows the names of authors and departments, in any case and spelling that is searched."""

    def has_part(self, field: NameField, text: str) -> bool:
        """Whether the words of `text` stand in a name, in this order."""

    def has_end(self, field: NameField, text: str) -> bool:
        """Whether a name is `text` or ends with it (`Tư pháp` of `Sở Tư pháp`)."""


class NoNames:
    """Knows no name."""

    def has_part(self, field: NameField, text: str) -> bool:
        """See `Names`."""
        return False

    def has_end(self, field: NameField, text: str) -> bool:
        """See `Names`."""
        return False


def name_length(field: NameField, words: Sequence[str], names: Names) -> int:
    """How many of the words are the name; at least one.

    The longest beginning that stands in a known name. Where words with capitals go on behind it,
    and no known name ends there, they are part of a name that is not known, and not to be found; so
    are all the words where not even the first is in a known one.
    """
    known = 0
    while known < min(len(words), LONGEST_NAME) and names.has_part(
        field, " ".join(words[: known + 1])
    ):
        known += 1
    capitals = next((i for i, word in enumerate(words) if not word[:1].isupper()), len(words))
    if capitals <= known or (known and names.has_end(field, " ".join(words[:known]))):
        return known or min(len(words), LONGEST_NAME)
    return capitals
