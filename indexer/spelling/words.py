"""The words of a query as spelling looks at them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vietnamese.analysis import tokenize
from vietnamese.folding import fold
from vietnamese.misspellings import LONGEST, is_syllable, slips, tone_of

_VOWEL = re.compile("[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as typed, its syllable as the index has it, and that folded.

    `takes_marks` says of a word whether it may have other diacritics than those typed: what is not
    part of a number, a date or an abbreviation; `is_open`, whether it may be another word, too.
    `before` and `behind` are the syllables of its neighbours; empty where there are none.
    """

    typed: str
    syllable: str
    folded: str
    takes_marks: bool
    is_open: bool
    before: str
    behind: str


def words_of(text: str) -> Iterator[Word]:
    """The words of a text of the query, in order."""
    tokens = tokenize(text)
    uses = Counter((token.start, token.end) for token in tokens)
    for at, token in enumerate(tokens):
        typed = text[token.start : token.end]
        takes_marks = uses[token.start, token.end] == 1 and len(typed) <= LONGEST
        yield Word(
            typed=typed,
            syllable=token.text,
            folded=fold(token.text),
            takes_marks=takes_marks,
            is_open=takes_marks and bool(slips(fold(token.text))),
            before=tokens[at - 1].text if at else "",
            behind=tokens[at + 1].text if at + 1 < len(tokens) else "",
        )


def abbreviations_among(words: Sequence[Word]) -> frozenset[Word]:
    """The words that are typed as abbreviations are: in capitals, and no syllable (`BLDS`, `OCOP`).

    Where other words stand in capitals too, the whole text does, and theirs say nothing
    (`KẾ HOẠHC`) but of what has no vowel; what bears a tone is no abbreviation.
    """
    all_capitals = any(word.typed.isupper() and _may_be_read(word) for word in words)
    return frozenset(
        word
        for word in words
        if len(word.typed) > 1 and word.typed.isupper() and not _may_be_read(word)
        if not (_VOWEL.search(word.folded) and (all_capitals or tone_of(word.syllable)))
    )


def _may_be_read(word: Word) -> bool:
    return len(word.folded) > 1 and is_syllable(word.folded)
