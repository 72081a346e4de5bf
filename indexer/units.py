"""The units of a query's text: what must be found as a whole.

Mostly a syllable. An abbreviation and its full form are one unit, and the same one (`UBND tỉnh` and
`ủy ban nhân dân tỉnh` are both two units), and a full date is its day, however written.
"""

import re
from functools import lru_cache

from indexer.schema import MAX_TOKEN_CHARACTERS
from vietnamese.abbreviations import abbreviations
from vietnamese.analysis import tokenize
from vietnamese.folding import fold

#: Tokens one after the other, of the stream of syllables or of the folded one.
Unit = tuple[str, ...]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@lru_cache(maxsize=1024)
def units(text: str, *, folded: bool) -> tuple[Unit, ...]:
    """The units of `text`, in order."""
    tokens = _tokens(text, folded=folded)
    full_forms, longest = _full_forms(folded=folded)
    found: list[Unit] = []
    at = 0
    while at < len(tokens):
        lengths = range(min(longest, len(tokens) - at), 1, -1)
        length = next((n for n in lengths if tokens[at : at + n] in full_forms), 1)
        found.append(tokens[at : at + length])
        at += length
    return tuple(found)


def phrase(text: str, *, folded: bool) -> Unit:
    """All of `text` as one unit."""
    return tuple(token for unit in units(text, folded=folded) for token in unit)


def _tokens(text: str, *, folded: bool) -> Unit:
    kept: list[tuple[int, str]] = []
    for token in tokenize(text):
        if _DAY.fullmatch(token.text):
            # The numbers and words that the day is written with lie within its span.
            while kept and kept[-1][0] >= token.start:
                kept.pop()
        if len(token.text) <= MAX_TOKEN_CHARACTERS:
            kept.append((token.start, fold(token.text) if folded else token.text))
    return tuple(token for _, token in kept)


@lru_cache(maxsize=2)
def _full_forms(*, folded: bool) -> tuple[frozenset[Unit], int]:
    """The full forms of abbreviations as tokens, and the length of the longest."""
    forms = frozenset(_tokens(form, folded=folded) for form in abbreviations().values())
    return forms, max(map(len, forms))
