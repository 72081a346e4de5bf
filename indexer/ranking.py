"""What ranks, and how much: the numbers that `benchmarks.relevance` measures.

An item's score is the sum of three things: BM25 of the query's tokens in every stream, for long
queries the pairs of syllables that the item has at all, and a little for what is recent.
"""

import math
from collections.abc import Collection, Iterator
from datetime import date

from indexer.expressions import Between, Bonus, Present, Term, Weighted
from indexer.schema import MAX_TOKEN_CHARACTERS, PRESENCE_FIELDS, text_field
from vietnamese.analysis import QueryTokens

#: How much BM25 in a stream of an area counts for a query with diacritics, and for one without.
#: Chosen where 367 questions about articles of law, headlines and parts of headlines of 2,828 news
#: articles all do well; little changes near by.
WEIGHTS_MARKED: dict[tuple[str, str], float] = {
    ("text", "syllables"): 1.0,
    ("text", "words"): 0.5,
    ("text", "folded"): 0.25,
    ("text", "folded_pairs"): 0.45,
    ("headline", "syllables"): 0.2,
    ("headline", "words"): 0.1,
    ("headline", "folded"): 0.05,
    ("headline", "folded_pairs"): 0.2,
    ("attached", "syllables"): 0.1,
}
WEIGHTS_FOLDED: dict[tuple[str, str], float] = {
    ("text", "folded"): 1.0,
    ("text", "folded_pairs"): 0.5,
    ("headline", "folded"): 0.25,
    ("headline", "folded_pairs"): 0.25,
    ("attached", "folded"): 0.1,
}

#: How much it counts that a pair is there at all, for a query of `LONG` different syllables or
#: more; for one of `SHORT` or fewer nothing, and in proportion between them. A question is answered
#: by what has all that it asks for, once, rather than by what says half of it often; for the words
#: of a headline it is not so.
PRESENCE_MARKED = 0.75
PRESENCE_FOLDED = 0.85
SHORT = 10
LONG = 22

#: How much it counts that an item is an entry of the document itself that is looked for: more than
#: any text with its number does. A number in a text counts in two areas, in each at most 2.2 times
#: what a value counts that is there or not.
OWN_NUMBER = 6.0

#: What it is worth, in points of score, to have a quotation of a long text to the letter. More does
#: harm: what has the quotation may be about something else.
QUOTED = 2.0

#: What it is worth, in points of score, to be the document of the day, or of the issuer, that a
#: citation names: more than to name that day in a text, so that neither a namesake comes first nor
#: an article about it.
ISSUED = 30.0

#: Up to so many units of a query (`indexer.units`) all must be found; of longer queries a share:
#: asking for a half loses 3 % of what answers the questions above, for a third next to nothing.
ALL_MUST_MATCH = 4
SHARE = 0.34

#: Where no article has as many units as must be found, articles with so many will do. Fewer are
#: no help: an article about water is no answer to `thủy lợi`, which is two units.
FEWEST = 3

#: What an item is worth, in points of score, for each of these ages in months that it is younger
#: than. The best hits of two words differ by about as much.
RECENT_MONTHS: tuple[int, ...] = (2, 7, 24, 60)
RECENT_POINTS = 0.25


def must_match(units: int) -> int:
    """How many of so many units must be found."""
    return units if units <= ALL_MUST_MATCH else max(ALL_MUST_MATCH, math.ceil(units * SHARE))


def fewest_match(units: int) -> int:
    """How many of so many units must be found at the very least."""
    return min(units, FEWEST)


def ranking_terms(
    tokens: QueryTokens, areas: Collection[str], *, folded: bool
) -> Iterator[Weighted | Present]:
    """The terms that rank by these tokens in these areas."""
    weights = WEIGHTS_FOLDED if folded else WEIGHTS_MARKED
    presence = (PRESENCE_FOLDED if folded else PRESENCE_MARKED) * _length(tokens)
    for (area, stream), weight in weights.items():
        if area in areas:
            field = text_field(area, stream)
            for token in dict.fromkeys(getattr(tokens, stream)):
                if len(token) <= MAX_TOKEN_CHARACTERS:
                    yield Weighted(Term(field, token), weight)
                    if presence and field in PRESENCE_FIELDS:
                        yield Present(Term(field, token), presence)


def _length(tokens: QueryTokens) -> float:
    """How long a query is, from 0 for one of a few words to 1 for a long question."""
    different = len(set(tokens.syllables))
    return min(max(different - SHORT, 0) / (LONG - SHORT), 1.0)


def recency(today: date) -> tuple[Bonus, ...]:
    """What is recent on this day counts a little more: the younger the more, by steps.

    The steps are at the first days of months, so that the pages of one answer fit together.
    """
    return tuple(
        Bonus(Between("day", _first_day(today, age), None), RECENT_POINTS) for age in RECENT_MONTHS
    )


def _first_day(today: date, months_ago: int) -> int:
    """The first day of the month so many months ago, as index documents have days."""
    year, month = divmod(today.year * 12 + today.month - 1 - months_ago, 12)
    return year * 10_000 + (month + 1) * 100 + 1
