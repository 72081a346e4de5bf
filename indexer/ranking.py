"""What ranks, and how much: the numbers that the relevance benchmark tunes."""

import math
from collections.abc import Collection, Iterator

from indexer.expressions import Term, Weighted
from indexer.schema import MAX_TOKEN_CHARACTERS, text_field
from vietnamese.analysis import QueryTokens

#: How much a stream of an area counts for a query with diacritics (all four) and for one without.
WEIGHTS_MARKED: dict[tuple[str, str], float] = {
    ("text", "syllables"): 1.0,
    ("text", "words"): 1.0,
    ("text", "folded"): 1.0,
    ("text", "folded_pairs"): 1.0,
    ("headline", "syllables"): 0.5,
    ("headline", "words"): 0.5,
    ("headline", "folded_pairs"): 0.5,
}
WEIGHTS_FOLDED: dict[tuple[str, str], float] = {
    ("text", "folded"): 1.0,
    ("text", "folded_pairs"): 1.0,
    ("headline", "folded"): 0.5,
    ("headline", "folded_pairs"): 0.5,
}

#: Up to so many words all must be found; of longer queries a share.
ALL_MUST_MATCH = 4
SHARE = 0.5


def must_match(words: int) -> int:
    """How many of so many words must be found."""
    return words if words <= ALL_MUST_MATCH else max(ALL_MUST_MATCH, math.ceil(words * SHARE))


def ranking_terms(
    tokens: QueryTokens, areas: Collection[str], *, folded: bool
) -> Iterator[Weighted]:
    """The terms that rank by these tokens in these areas."""
    weights = WEIGHTS_FOLDED if folded else WEIGHTS_MARKED
    for (area, stream), weight in weights.items():
        if area in areas:
            for token in dict.fromkeys(getattr(tokens, stream)):
                if len(token) <= MAX_TOKEN_CHARACTERS:
                    yield Weighted(Term(text_field(area, stream), token), weight)
