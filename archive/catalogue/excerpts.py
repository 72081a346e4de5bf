"""A change in few words: where in an item something is otherwise now, and what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive.differences import Run, paragraph_differences

#: Of a change so many paragraphs are excerpted, and words of each stretch in them: what did not
#: change is told as far as it says where we are.
MOST_PARAGRAPHS = 4
MOST_WORDS = 60
_CONTEXT = 8

#: Of a change so many characters can be searched for: a whole page taken away is looked up by how
#: it begins.
MOST_SEARCHED = 6000

#: A field and the runs of a paragraph of it, each a change and a text (`archive.differences`).
Excerpt = dict[str, Any]


def excerpts(
    old: Mapping[str, Any], new: Mapping[str, Any], fields: Iterable[str]
) -> tuple[list[str], list[Excerpt]]:
    """The paragraphs that changed, as texts to be searched, and the first excerpts as JSON.

    A field that changed only in its blanks is told without a run.
    """
    texts: list[str] = []
    told: list[Excerpt] = []
    length = 0
    for field in fields:
        if old.get(field) == new.get(field):
            continue
        told_before = len(told)
        for runs in paragraph_differences(old.get(field), new.get(field)):
            if all(run.change == "same" for run in runs):
                continue
            texts += [run.text for run in runs]
            length += sum(len(run.text) for run in runs)
            if len(told) - told_before < MOST_PARAGRAPHS:
                told.append({"field": field, "runs": list(_shortened(runs))})
            if length > MOST_SEARCHED:
                break
        if len(told) == told_before:
            told.append({"field": field, "runs": []})
    return texts, told


def searchable(texts: Sequence[str]) -> str:
    """The syllables of texts, as they are and without diacritics, each once, between blanks.

    `syllables_asked` says what to look for in it.
    """
    from vietnamese.analysis import tokenize
    from vietnamese.folding import fold

    syllables = {token.text for token in tokenize("\n".join(texts)[:MOST_SEARCHED])}
    return f" {' '.join(sorted(syllables | {fold(syllable) for syllable in syllables}))} "


def syllables_asked(text: str) -> list[str]:
    """The syllables of a query, folded if it has no diacritics; a change has to have them all."""
    from vietnamese.analysis import tokenize
    from vietnamese.folding import fold, has_diacritics

    syllables = dict.fromkeys(token.text for token in tokenize(text))
    return list(syllables if has_diacritics(text) else dict.fromkeys(map(fold, syllables)))


def _shortened(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """The runs, of those that did not change only the words beside the others."""
    for place, run in enumerate(runs):
        words = run.text.split(" ")
        if run.change != "same":
            cut = len(words) > MOST_WORDS
            yield run.change, " ".join(words[:MOST_WORDS]) + (" …" if cut else "")
            continue
        first, last = place == 0, place == len(runs) - 1
        if len(words) <= 2 * _CONTEXT + 1:
            yield run.change, run.text
        elif first:
            yield run.change, "… " + " ".join(words[-_CONTEXT - 1 :])
        elif last:
            yield run.change, " ".join(words[:_CONTEXT]) + " …"
        else:
            kept = (*words[:_CONTEXT], "…", *words[-_CONTEXT - 1 :])
            yield run.change, " ".join(kept)
