"""Names of authors and departments: how they are looked for, and which there are in an index."""

from indexer import expressions as e
from indexer.engines.questions import FacetQuestion, Question, Reader
from indexer.query.nodes import NameField
from indexer.schema import text_field
from indexer.units import phrase
from vietnamese.folding import has_diacritics

#: How many values are looked at for one that ends with what was typed.
VALUES = 200

#: How many look-ups one query is worth; a hostile one names hundreds of fields.
MOST_LOOKUPS = 60


def name_expression(field: NameField, text: str, *, folded: bool = False) -> e.Expression:
    """The words of `text` in a name, in this order.

    Departments are found folded always: their names differ by more than a mark. People's do not
    (`Lệ Quỳnh` is not `Lê Quynh`), so an author is found folded where the name is typed without
    diacritics, or `folded` asks for it.
    """
    folded = folded or field == "department" or not has_diacritics(text)
    stream = "folded" if folded else "syllables"
    unit = phrase(text, folded=folded)
    return e.sequence(text_field(f"{field}_name", stream), unit) if unit else e.NOTHING


class IndexedNames:
    """The names in an index, for one query: an index that changes makes no difference to it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lookups = 0

    def has_part(self, field: NameField, text: str) -> bool:
        """See `Names`."""
        name = name_expression(field, text)
        if name == e.NOTHING or self._lookups >= MOST_LOOKUPS:
            return False
        self._lookups += 1
        return self._reader.find(Question(name, size=0)).total > 0

    def has_end(self, field: NameField, text: str) -> bool:
        """See `Names`."""
        values = FacetQuestion(field, size=VALUES)
        found = self._reader.find(Question(name_expression(field, text), size=0, facets=(values,)))
        end = " ".join(phrase(text, folded=True))
        return any(_ends_with(value, end) for value, _ in found.facets[field])


def _ends_with(value: str, end: str) -> bool:
    return f" {' '.join(phrase(value, folded=True))}".endswith(f" {end}")
