"""Which words of a query are doubted, and what may stand in their place.

Words that the index does not have are doubted first, then those that seldom stand beside their
neighbours. What takes their place does so: it is weighed by how often, and how likely the slip is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.expressions import Expression
from indexer.spelling.evidence import Evidence, beside, folded, marked
from indexer.spelling.settling import company, settle
from indexer.spelling.words import Word
from vietnamese.folding import fold
from vietnamese.misspellings import slips, typed_by_keys

#: So many words of a query are doubted.
MOST_DOUBTED = 6

#: Two neighbours belong together that share so much of the rarer one's articles.
COMPANIONS = 0.2

#: A word that exists gives way to one that stands in its place so many times as often.
MUCH_MORE = 20

#: So many texts are weighed for each of the words that are told together.
MOST_TOGETHER = 6

#: How likely it is that a blank was left out, and that keys stand for what they do.
_BLANK_LEFT_OUT = 0.5
_KEYED = 2.0


@dataclass(frozen=True, slots=True)
class Replacement:
    """Another spelling of a word, folded, or as two; and how likely the slip is.

    `weight` compares those of one query: how often it stands beside the word's neighbours, and how
    often at all, each times how likely the slip is.
    """

    word: Word
    text: str
    likely: float
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


def find_replacements(
    words: Sequence[Word], kept: Collection[Word], evidence: Evidence
) -> Replacements:
    """The replacements that the index speaks for; those `kept` are what they are."""
    open_words = [word for word in words if word.is_open and word not in kept]
    needed = [need for word in words for need in _needed(word, word.folded)]
    needed += [marked(keyed) for word in open_words if (keyed := typed_by_keys(word.typed))]
    if len(open_words) <= MOST_DOUBTED:  # all are doubted: one question less
        needed += _parts(map(_alternatives, open_words))
    evidence.gather(needed)
    unknown = _unknown(open_words, evidence)
    others = [word for word in open_words if word not in unknown]
    others.sort(key=lambda word: _neighbouring(word, word.folded, evidence))
    decoded = {word: _decoded(word, evidence) for word in unknown}
    doubted = ([word for word in unknown if not decoded[word]] + others)[:MOST_DOUBTED]
    offered = {word: texts for word, texts in decoded.items() if texts}
    offered |= {word: _alternatives(word) for word in doubted}
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
    weighed = {
        word: found
        for word, texts in existing.items()
        if (found := _weighed(word, texts, evidence))
    }
    unknown = [word for word in unknown if word in weighed]
    best = {word: found[0] for word, found in weighed.items()}
    best |= _told_together(words, {word: weighed[word] for word in unknown}, evidence)
    known = sorted(
        (
            best[word]
            for word in others
            if word in best and _belongs(word, best[word].text, evidence)
        ),
        key=lambda found: found.weight,
        reverse=True,
    )
    return Replacements(tuple(best[word] for word in unknown), tuple(known))


def _unknown(words: Sequence[Word], evidence: Evidence) -> list[Word]:
    """The words that the index does not have; and where keys were typed for some of these, those
    that it has by chance: what their keys stand for is there so many times as often, and they never
    stand beside their neighbours."""
    lacking = [word for word in words if not evidence.of(folded(word.folded))]
    if not any(typed_by_keys(word.typed) for word in lacking):
        return lacking
    return [word for word in words if word in lacking or _by_chance(word, evidence)]


def _told_together(
    words: Sequence[Word], weighed: Mapping[Word, Sequence[Replacement]], evidence: Evidence
) -> dict[Word, Replacement]:
    """The replacements of unknown words side by side, where they stand so anywhere."""
    offered = {
        word: {one.text: one.likely for one in found[:MOST_TOGETHER]}
        for word, found in weighed.items()
    }
    texts = settle(words, offered, evidence)
    return {
        word: Replacement(word, text, likely, (likely * count, 0.0))
        for word, count in company(words, texts, evidence).items()
        if count
        for text in [texts[word]]
        for likely in [offered[word][text]]
    }


def _by_chance(word: Word, evidence: Evidence) -> bool:
    keyed = typed_by_keys(word.typed)
    if not keyed or _neighbouring(word, word.folded, evidence):
        return False
    return evidence.of(marked(keyed)) >= MUCH_MORE * evidence.of(folded(word.folded))


def _decoded(word: Word, evidence: Evidence) -> dict[str, float]:
    """What the keys of an unknown word stand for, if the index has that: no more is looked for."""
    keyed = typed_by_keys(word.typed)
    return {fold(keyed): _KEYED} if keyed and evidence.of(marked(keyed)) else {}


def _parts(offered: Iterable[Iterable[str]]) -> Iterator[Expression]:
    """The words of all that is offered, each counted."""
    return (folded(part) for texts in offered for text in texts for part in text.split())


def _alternatives(word: Word) -> dict[str, float]:
    """What a word may have been meant to be, folded, and how likely each is."""
    keyed = typed_by_keys(word.typed)
    found = {fold(keyed): _KEYED} if keyed else {}
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


def _weighed(word: Word, texts: Mapping[str, float], evidence: Evidence) -> list[Replacement]:
    """The likeliest first: beside the neighbours, and by itself where it never stands there."""

    weighed = (
        Replacement(word, text, likely, _weight(word, text, likely, evidence))
        for text, likely in texts.items()
    )
    possible = (one for one in weighed if any(one.weight))
    return sorted(possible, key=lambda one: (one.weight, one.text), reverse=True)


def _weight(word: Word, text: str, likely: float, evidence: Evidence) -> tuple[float, float]:
    parts = text.split()
    joined = [evidence.of(beside(*parts))] if len(parts) == 2 else []
    alone = min([evidence.of(folded(part)) for part in parts] + joined)
    together = min([_neighbouring(word, text, evidence), *joined])
    return likely * together, likely * alone


def _belongs(word: Word, text: str, evidence: Evidence) -> bool:
    """Whether `text` stands there so much more than the word does that the word is a mistake."""
    more = MUCH_MORE * max(_neighbouring(word, word.folded, evidence), 1)
    if word.before or word.behind:
        at_home = _share(word, text, evidence) >= COMPANIONS
        return at_home and _neighbouring(word, text, evidence) >= more
    alone = min(evidence.of(folded(part)) for part in text.split())
    return alone >= MUCH_MORE * evidence.of(folded(word.folded))
