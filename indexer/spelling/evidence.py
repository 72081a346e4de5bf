"""How often words, and words side by side, stand in an index."""

from collections.abc import Iterable

from indexer import expressions as e
from indexer.engines.questions import Reader
from indexer.schema import text_field
from vietnamese.folding import fold


def folded(word: str) -> e.Expression:
    """A folded word, anywhere in running text."""
    return e.Term(text_field("text", "folded"), word)


def beside(first: str, second: str) -> e.Expression:
    """Two words side by side, their diacritics aside."""
    return e.Term(text_field("text", "folded_pairs"), f"{fold(first)}_{fold(second)}")


def marked(syllable: str) -> e.Expression:
    """A syllable with its diacritics."""
    return e.Term(text_field("text", "syllables"), syllable)


def as_word(first: str, second: str) -> e.Expression:
    """Two syllables that are one word."""
    return e.Term(text_field("text", "words"), f"{first}_{second}")


class Evidence:
    """Counts of articles, each asked for once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._counts: dict[e.Expression, int] = {}

    def gather(self, expressions: Iterable[e.Expression]) -> None:
        """Ask for many counts in one go."""
        new = [one for one in dict.fromkeys(expressions) if one not in self._counts]
        if new:
            self._counts.update(zip(new, self._reader.counts(new), strict=True))

    def of(self, expression: e.Expression) -> int:
        """The count of what was gathered."""
        return self._counts[expression]
