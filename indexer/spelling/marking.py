"""Diacritics put on words as the index has them, on all words of a query together."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from indexer.spelling.evidence import Evidence, as_word, marked
from indexer.spelling.words import Word
from vietnamese.misspellings import markings, typed_by_keys

#: So many ways of marking a word are weighed, the most frequent.
MOST_FORMS = 6

#: What was typed stays unless other diacritics are so many times as frequent.
MUCH_MORE = 20

#: How much it counts that two syllables are one word in so many articles, beside how frequent each
#: is, and that a letter keeps the marks that were typed.
_ONE_WORD = 2.0
_KEPT_LETTER = 2.5


def put_marks(
    words: Sequence[Word], replaced: Mapping[Word, str], evidence: Evidence
) -> dict[Word, str]:
    """The words that are to be spelt otherwise: those `replaced`, and those with wrong marks."""
    possible = [_possible(word, replaced.get(word)) for word in words]
    evidence.gather(marked(word.syllable) for word in words)
    evidence.gather(marked(form) for forms in possible for form in forms)
    forms = [
        sorted(forms, key=lambda form: (-evidence.of(marked(form)), form))[:MOST_FORMS]
        + [word.syllable] * (word not in replaced)
        for word, forms in zip(words, possible, strict=True)
    ]
    chosen = _likeliest(words, [tuple(dict.fromkeys(each)) for each in forms], replaced, evidence)
    return {
        word: form
        for word, form in zip(words, chosen, strict=True)
        if word in replaced or form != word.syllable
    }


def _possible(word: Word, meant: str | None) -> tuple[str, ...]:
    """The ways to mark a word; of one that is not open to it, and of two words, one."""
    if meant and " " in meant:
        return (meant,)
    if not word.is_open:
        return (word.syllable,)
    forms = markings(meant or word.folded)
    keyed = typed_by_keys(word.typed)
    return (keyed,) if meant and keyed in forms and keyed else forms


def _likeliest(
    words: Sequence[Word],
    forms: Sequence[Sequence[str]],
    replaced: Mapping[Word, str],
    evidence: Evidence,
) -> list[str]:
    """One form for each word, the likeliest together (Viterbi's algorithm)."""
    evidence.gather(
        as_word(first, second)
        for before, after in pairwise(forms)
        for first in before
        for second in after
    )
    paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
    for word, given in zip(words, forms, strict=True):
        paths = {
            form: max(
                (
                    score
                    + _alone(word, form, replaced, evidence)
                    + (_together(last, form, evidence) if word.before and last else 0.0),
                    [*path, form],
                )
                for last, (score, path) in paths.items()
            )
            for form in given
        }
    return max(paths.values())[1]


def _alone(word: Word, form: str, replaced: Mapping[Word, str], evidence: Evidence) -> float:
    frequency = math.log1p(evidence.of(marked(form)))
    if form == word.syllable and word not in replaced:
        return frequency + math.log(MUCH_MORE)
    return frequency + _KEPT_LETTER * sum(
        letter in form for letter in word.syllable if not letter.isascii()
    )


def _together(first: str, second: str, evidence: Evidence) -> float:
    return _ONE_WORD * math.log1p(evidence.of(as_word(first, second)))
