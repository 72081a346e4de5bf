"""What ranks, and how much: the numbers that the relevance benchmark tunes."""

import math
from collections.abc import Collection, Iterator

from indexer.expressions import Term, Weighted
from indexer.schema import MAX_TOKEN_CHARACTERS, text_field
from vietnamese.analysis import QueryTokens

#: How much a stream of an area counts for a query with diacritics, and for one without. Tried on
#: 367 questions about 2,249 articles of law (nDCG@10 0.893 and 0.888); little changes near by.
WEIGHTS_MARKED: dict[tuple[str, str], float] = {
    ("text", "syllables"): 1.0,
    ("text", "words"): 1.0,
    ("text", "folded"): 1.0,
    ("text", "folded_pairs"): 1.5,
    ("headline", "syllables"): 0.25,
    ("headline", "words"): 0.25,
    ("headline", "folded_pairs"): 0.25,
    ("attached", "syllables"): 0.1,
    ("attached", "folded"): 0.1,
}
WEIGHTS_FOLDED: dict[tuple[str, str], float] = {
    ("text", "folded"): 1.0,
    ("text", "folded_pairs"): 1.0,
    ("headline", "folded"): 0.25,
    ("headline", "folded_pairs"): 0.25,
    ("attached", "folded"): 0.1,
}

#: How much it counts that an item is an entry of the document itself that is looked for: more than
#: any text with its number does. A number in a text counts in two areas, in each at most 2.2 times
#: (tantivy) or once (Elasticsearch) what a value counts that is there or not, 1 and 0.45 times.
OWN_NUMBER = 6.0

#: Up to so many units of a query (`indexer.units`) all must be found; of longer queries a share:
#: asking for a half loses 3 % of what answers the questions above, for a third next to nothing.
ALL_MUST_MATCH = 4
SHARE = 0.34


#: Where no article has as many units as must be found, articles with so many will do. Fewer are
#: no help: an article about water is no answer to `thủy lợi`, which is two units.
FEWEST = 3


def must_match(units: int) -> int:
    """How many of so many units must be found."""
    return units if units <= ALL_MUST_MATCH else max(ALL_MUST_MATCH, math.ceil(units * SHARE))


def fewest_match(units: int) -> int:
    """How many of so many units must be found at the very least."""
    return min(units, FEWEST)


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
