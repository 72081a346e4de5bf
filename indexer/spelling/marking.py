"""Diacritics put on words as the index has them, on all words of a query together."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from indexer.spelling.evidence import Evidence, as_word, marked
from indexer.spelling.words import Word
from vietnamese.misspellings import markings, tone_of, typed_by_keys

#: So many ways of marking a word are weighed, the most frequent.
MOST_FORMS = 6

#: What was typed stays unless other diacritics are so many times as frequent.
MUCH_MORE = 20

#: How much it counts that two syllables are one word in so many articles, beside how frequent each
#: is, and that a letter keeps the marks that were typed.
_ONE_WORD = 2.0
_KEPT_LETTER = 2.5

#: One is typed for the other, the tone being the same: `quí` for `quý`.
_Y_AS_I = str.maketrans("ýỳỹỷỵ", "íìĩỉị")


def put_marks(
    words: Sequence[Word], choices: Sequence[Mapping[Word, str]], evidence: Evidence
) -> list[dict[Word, str]]:
    """For each choice of words that are `replaced`, the words to be spelt otherwise: these, and
    those with wrong marks. What it takes is asked for all choices together."""
    possible = [[_possible(word, choice.get(word)) for word in words] for choice in choices]
    evidence.gather(
        marked(form)
        for of_choice in possible
        for word, forms in zip(words, of_choice, strict=True)
        for form in (word.syllable, *forms)
    )
    weighed = [
        [
            _most_frequent(word, forms, choice, evidence)
            for word, forms in zip(words, of_choice, strict=True)
        ]
        for choice, of_choice in zip(choices, possible, strict=True)
    ]
    evidence.gather(
        as_word(first, second)
        for forms in weighed
        for before, after in pairwise(forms)
        for first in before
        for second in after
    )
    return [
        {
            word: form
            for word, form in zip(words, _likeliest(words, forms, choice, evidence), strict=True)
            if word in choice or form != word.syllable
        }
        for choice, forms in zip(choices, weighed, strict=True)
    ]


def _possible(word: Word, meant: str | None) -> tuple[str, ...]:
    """The ways to mark a word; of one that takes no other marks, and of two words, one."""
    if meant and " " in meant:
        at = meant.index(" ")  # the marks are those that were typed
        return (f"{word.syllable[:at]} {word.syllable[at:]}",)
    if not word.takes_marks:
        return (word.syllable,)
    return markings(meant or word.folded)


def _most_frequent(
    word: Word, forms: Sequence[str], replaced: Mapping[Word, str], evidence: Evidence
) -> tuple[str, ...]:
    """The forms that are weighed; what was typed is among them unless it is replaced.

    What stands by itself and is there often enough stays. Of what keys were typed for, the tone
    does, if that is there: their shapes may have been typed too early or not at all.
    """
    if word not in replaced and not (word.before or word.behind) and _is_usual(word, evidence):
        return (word.syllable,)
    most_first = sorted(forms, key=lambda form: (-evidence.of(marked(form)), form))
    if word not in replaced:
        return tuple(dict.fromkeys([*most_first[:MOST_FORMS], word.syllable]))
    keyed = typed_by_keys(word.typed)
    if not keyed or keyed not in forms:
        return tuple(most_first[:MOST_FORMS])
    alike = [form for form in most_first if tone_of(form) == tone_of(keyed)]
    most_first = [form for form in alike if evidence.of(marked(form))] or most_first
    return tuple(dict.fromkeys([*most_first[:MOST_FORMS], *[keyed] * (keyed in most_first)]))


def _is_usual(word: Word, evidence: Evidence) -> bool:
    return evidence.of(marked(word.syllable)) >= MUCH_MORE


def _likeliest(
    words: Sequence[Word],
    forms: Sequence[Sequence[str]],
    replaced: Mapping[Word, str],
    evidence: Evidence,
) -> list[str]:
    """One form for each word, the likeliest together (Viterbi's algorithm)."""
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
    typed = typed_by_keys(word.typed) if word in replaced else word.syllable
    if form == typed:
        return frequency + math.log(MUCH_MORE)
    letters = form.translate(_Y_AS_I)
    return frequency + _KEPT_LETTER * sum(
        letter in letters for letter in word.syllable.translate(_Y_AS_I) if not letter.isascii()
    )


def _together(first: str, second: str, evidence: Evidence) -> float:
    return _ONE_WORD * math.log1p(evidence.of(as_word(first, second)))
