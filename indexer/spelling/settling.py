"""What words side by side were meant to be of which the index has none: told together, for what
stands beside a wrong word says nothing of it."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from indexer.expressions import Expression
from indexer.spelling.evidence import Evidence, beside, folded
from indexer.spelling.words import Word

#: How much it counts how often a word is there at all, where its neighbours do not tell.
_ALONE = 0.1

Offered = Mapping[Word, Mapping[str, float]]


def settle(words: Sequence[Word], offered: Offered, evidence: Evidence) -> dict[Word, str]:
    """For words beside another one that is `offered` other spellings: the likeliest together.

    `offered` are those of each word, and how likely each is; all of them are counted already, by
    themselves and beside the words as typed. The other words stay as they are.
    """
    side_by_side = [
        (first, second)
        for first, second in pairwise(words)
        if second.before and first in offered and second in offered
    ]
    if not side_by_side:
        return {}
    evidence.gather(
        _pair(before, after)
        for first, second in side_by_side
        for before in offered[first]
        for after in offered[second]
    )
    settled = dict(zip(words, _likeliest(words, offered, evidence), strict=True))
    return {word: settled[word] for pair in side_by_side for word in pair}


def company(
    words: Sequence[Word], texts: Mapping[Word, str], evidence: Evidence
) -> dict[Word, int]:
    """In how many articles each word's text stands beside those of its neighbours, each counted."""
    found = dict.fromkeys(texts, 0)
    for first, second in pairwise(words):
        if second.before and (first in texts or second in texts):
            pair = _pair(texts.get(first, first.folded), texts.get(second, second.folded))
            for word in {first, second} & set(texts):
                found[word] += evidence.of(pair)
    return found


def _likeliest(words: Sequence[Word], offered: Offered, evidence: Evidence) -> list[str]:
    """One text for each word, the likeliest together (Viterbi's algorithm)."""
    paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
    last_doubted = False
    for word in words:
        doubted = word in offered
        told = word.before and (doubted or last_doubted)
        paths = {
            text: max(
                (
                    score
                    + (_alone(text, likely, evidence) if doubted else 0.0)
                    + (math.log1p(evidence.of(_pair(last, text))) if told else 0.0),
                    [*path, text],
                )
                for last, (score, path) in paths.items()
            )
            for text, likely in offered.get(word, {word.folded: 1.0}).items()
        }
        last_doubted = doubted
    return max(paths.values())[1]


def _alone(text: str, likely: float, evidence: Evidence) -> float:
    frequency = min(evidence.of(folded(part)) for part in text.split())
    return math.log(likely) + _ALONE * math.log1p(frequency)


def _pair(first: str, second: str) -> Expression:
    return beside(first.split()[-1], second.split()[0])
