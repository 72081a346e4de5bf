"""Which words of a query are doubted, and what may stand in their place.

Words that the index does not have are doubted first, then those that seldom stand beside their
neighbours. What takes their place does so: it is weighed by how often, and how likely the slip is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.expressions import Expression
from indexer.spelling.evidence import Evidence, beside, folded
from indexer.spelling.words import Word
from vietnamese.folding import fold
from vietnamese.misspellings import slips, typed_by_keys

#: So many words of a query are doubted.
MOST_DOUBTED = 6

#: Two neighbours belong together that share so much of the rarer one's articles.
COMPANIONS = 0.2

#: A word that exists gives way to one that stands in its place so many times as often.
MUCH_MORE = 20

#: How likely it is that a blank was left out.
_BLANK_LEFT_OUT = 0.5


@dataclass(frozen=True, slots=True)
class Replacement:
    """Another spelling of a word, folded, or as two.

    `weight` compares those of one query: how often it stands beside the word's neighbours, and how
    often at all, each times how likely the slip is.
    """

    word: Word
    text: str
    weight: tuple[float, float]

    @property
    def has_company(self) -> bool:
        """Whether it stands beside one of the word's neighbours anywhere, if there are any."""
        return self.weight[0] > 0 or not (self.word.before or self.word.behind)


@dataclass(frozen=True, slots=True)
class Replacements:
    """For each word that the index does not have the best there is; and, the best first, what
    may stand in place of words that it has."""

    unknown: tuple[Replacement, ...]
    known: tuple[Replacement, ...]


def find_replacements(words: Sequence[Word], evidence: Evidence) -> Replacements:
    """The replacements that the index speaks for."""
    needed = [need for word in words for need in _needed(word, word.folded)]
    open_words = [word for word in words if word.is_open]
    if len(open_words) <= MOST_DOUBTED:  # all are doubted: one question less
        needed += _parts(map(_alternatives, open_words))
    evidence.gather(needed)
    unknown = [word for word in open_words if not evidence.of(folded(word.folded))]
    others = [word for word in open_words if word not in unknown]
    others.sort(key=lambda word: _neighbouring(word, word.folded, evidence))
    doubted = (unknown + others)[:MOST_DOUBTED]
    offered = {word: _alternatives(word) for word in doubted}
    evidence.gather(_parts(offered.values()))
    existing = {
        word: {
            text: likely
            for text, likely in texts.items()
            if all(evidence.of(folded(part)) for part in text.split())
        }
        for word, texts in offered.items()
    }
    evidence.gather(
        need for word, texts in existing.items() for text in texts for need in _needed(word, text)
    )
    best = {
        word: found
        for word, texts in existing.items()
        if (found := _best(word, texts, evidence)) is not None
    }
    known = sorted(
        (
            best[word]
            for word in others
            if word in best and _belongs(word, best[word].text, evidence)
        ),
        key=lambda found: found.weight,
        reverse=True,
    )
    return Replacements(tuple(best[word] for word in unknown if word in best), tuple(known))


def _parts(offered: Iterable[Iterable[str]]) -> Iterator[Expression]:
    """The words of all that is offered, each counted."""
    return (folded(part) for texts in offered for text in texts for part in text.split())


def _alternatives(word: Word) -> dict[str, float]:
    """What a word may have been meant to be, folded, and how likely each is."""
    keyed = typed_by_keys(word.typed)
    found = {fold(keyed): 2.0} if keyed else {}
    if word.folded.isalpha():
        found = {**slips(word.folded), **found}
        for at in range(2, len(word.folded) - 1):
            found[f"{word.folded[:at]} {word.folded[at:]}"] = _BLANK_LEFT_OUT
    return found


def _needed(word: Word, text: str) -> Iterator[Expression]:
    """The counts that weighing `text` in the place of a word takes."""
    parts = text.split()
    if word.before:
        yield folded(fold(word.before))
        yield beside(word.before, parts[0])
    if word.behind:
        yield folded(fold(word.behind))
        yield beside(parts[-1], word.behind)
    if len(parts) == 2:
        yield beside(*parts)
    yield from map(folded, parts)


def _neighbouring(word: Word, text: str, evidence: Evidence) -> int:
    """In how many articles `text` stands beside the word's neighbours, each counted."""
    parts = text.split()
    before = evidence.of(beside(word.before, parts[0])) if word.before else 0
    behind = evidence.of(beside(parts[-1], word.behind)) if word.behind else 0
    return before + behind


def _share(word: Word, text: str, evidence: Evidence) -> float:
    """How much `text` belongs beside the word's neighbours: of the better one, from 0 to 1."""
    parts = text.split()
    shares = [0.0]
    for neighbour, part, pair in (
        (word.before, parts[0], beside(word.before, parts[0])),
        (word.behind, parts[-1], beside(parts[-1], word.behind)),
    ):
        if neighbour:
            rarer = min(evidence.of(folded(fold(neighbour))), evidence.of(folded(part)))
            shares.append(evidence.of(pair) / rarer if rarer else 0.0)
    return max(shares)


def _best(word: Word, texts: dict[str, float], evidence: Evidence) -> Replacement | None:
    """The likeliest: beside the neighbours first, and by itself where it never stands there."""

    def weight(text: str) -> tuple[float, float]:
        parts = text.split()
        joined = [evidence.of(beside(*parts))] if len(parts) == 2 else []
        alone = min([evidence.of(folded(part)) for part in parts] + joined)
        beside_it = (
            min([_neighbouring(word, text, evidence), *joined])
            if joined
            else (_neighbouring(word, text, evidence))
        )
        return texts[text] * beside_it, texts[text] * alone

    weighed = [(weight(text), text) for text in sorted(texts)]
    possible = [(both, text) for both, text in weighed if any(both)]
    if not possible:
        return None
    best, text = max(possible)
    return Replacement(word, text, best)


def _belongs(word: Word, text: str, evidence: Evidence) -> bool:
    """Whether `text` stands there so much more than the word does that the word is a mistake."""
    more = MUCH_MORE * max(_neighbouring(word, word.folded, evidence), 1)
    if word.before or word.behind:
        at_home = _share(word, text, evidence) >= COMPANIONS
        return at_home and _neighbouring(word, text, evidence) >= more
    alone = min(evidence.of(folded(part)) for part in text.split())
    return alone >= MUCH_MORE * evidence.of(folded(word.folded))
