"""Patterns of many words, written so that most of the words are never tried."""

from collections.abc import Iterable
from itertools import groupby


def one_of(words: Iterable[str], first_is: str = "") -> str:
    """A pattern of words, themselves patterns that begin with a letter, grouped by that letter.

    The longest go first. `first_is` looks back at the first letter and before it: a pattern that
    begins with a look back instead is tried at every letter of a text.
    """
    groups = groupby(sorted(words, key=lambda word: (word[0], -len(word))), lambda word: word[0])
    rests = {first: "|".join(word[1:] for word in group) for first, group in groups}
    return "|".join(f"{first}{first_is}(?:{rest})" for first, rest in rests.items())
