"""The words of a query as spelling looks at them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vietnamese.analysis import tokenize
from vietnamese.folding import fold
from vietnamese.misspellings import LONGEST

#: Shorter words have too many others one slip away.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as typed, its syllable as the index has it, and that folded.

    `is_open` to another spelling is what is not part of a number, a date or an abbreviation.
    `before` and `behind` are the syllables of its neighbours; empty where there are none.
    """

    typed: str
    syllable: str
    folded: str
    is_open: bool
    before: str
    behind: str


def words_of(text: str) -> Iterator[Word]:
    """The words of a text of the query, in order."""
    tokens = tokenize(text)
    uses = Counter((token.start, token.end) for token in tokens)
    for at, token in enumerate(tokens):
        typed = text[token.start : token.end]
        yield Word(
            typed=typed,
            syllable=token.text,
            folded=fold(token.text),
            is_open=uses[token.start, token.end] == 1 and SHORTEST <= len(typed) <= LONGEST,
            before=tokens[at - 1].text if at else "",
            behind=tokens[at + 1].text if at + 1 < len(tokens) else "",
        )
