"""Diacritics put on words as the index has them."""

from collections.abc import Mapping, Sequence

from indexer.spelling.evidence import Evidence, as_word, marked
from indexer.spelling.words import Word
from vietnamese.misspellings import markings, typed_by_keys

#: Diacritics are put right where others are so many times as frequent.
MUCH_MORE = 50


def put_marks(
    words: Sequence[Word], replaced: Mapping[Word, str], evidence: Evidence
) -> dict[Word, str]:
    """The words that are to be spelt otherwise: those `replaced`, and those with wrong marks."""
    forms = {
        word: _forms(word, replaced[word])
        for word in words
        if word in replaced and " " not in replaced[word]
    }
    forms |= {
        word: _forms(word, word.folded) for word in words if word not in replaced and word.is_open
    }
    evidence.gather(marked(form) for given in forms.values() for form in given)
    evidence.gather(marked(word.syllable) for word in words)
    existing = {
        word: [form for form in given if evidence.of(marked(form))] for word, given in forms.items()
    }
    evidence.gather(
        need
        for word, given in existing.items()
        for form in given
        for need in (as_word(word.before, form), as_word(form, word.behind))
    )
    chosen = {word: text for word, text in replaced.items() if " " in text}
    for word, given in existing.items():
        best = max(given, key=lambda form: _weight(word, form, evidence), default=None)
        if word in replaced:
            chosen[word] = best or replaced[word]
        elif best and _is_much_better(word, best, evidence):
            chosen[word] = best
    return chosen


def _forms(word: Word, meant: str) -> tuple[str, ...]:
    keyed = typed_by_keys(word.typed)
    return (keyed,) if keyed and keyed in markings(meant) else markings(meant)


def _weight(word: Word, form: str, evidence: Evidence) -> tuple[int, int, int]:
    """As one word with a neighbour, with the marks that were typed, and by itself."""
    together = evidence.of(as_word(word.before, form)) + evidence.of(as_word(form, word.behind))
    kept = sum(letter in form for letter in word.syllable if not letter.isascii())
    return together, kept, evidence.of(marked(form))


def _is_much_better(word: Word, form: str, evidence: Evidence) -> bool:
    return form != word.syllable and (
        evidence.of(marked(form)) >= MUCH_MORE * max(evidence.of(marked(word.syllable)), 1)
        or not evidence.of(marked(word.syllable))
    )
