"""Items that are about what one item is about: more like this.

The words that tell an item from others are those that stand in it often and in few others. What
has a good part of them is alike, ranked as searches are; so both engines find the same.
"""

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

from indexer import expressions as e
from indexer.engines.questions import Question, Reader, Row
from indexer.indexed_items import key_of
from indexer.schema import MAX_TOKEN_CHARACTERS, text_field
from vietnamese.analysis import analyze

#: So much of a text is looked at, in characters: what an article is about it says early.
MOST_CHARACTERS = 4_000

#: So many of an item's words are weighed, and so many looked for.
MOST_WEIGHED = 150
MOST_TELLING = 25

#: A word of the headline counts as if it stood in the text so many times more.
IN_HEADLINE = 3

#: What is alike has so much of the telling words.
SHARE = 0.2

_WORDS = text_field("text", "words")


def find_alike(reader: Reader, key: str, size: int) -> tuple[Row, ...] | None:
    """The items most like the one of this key, itself left out; None if the index lacks it.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    shown = reader.get(key)
    if shown is None:
        return None
    terms = _telling_terms(reader, _frequencies(shown))
    if not terms:
        return ()
    match = e.AtLeast(math.ceil(SHARE * len(terms)), tuple(terms))
    rank = tuple(e.Weighted(term, 1.0) for term in terms)
    found = reader.find(Question(match, rank, size=size + 1))
    return tuple(row for row in found.rows if key_of(row.shown) != key)[:size]


def _frequencies(shown: Mapping[str, Any]) -> Counter[str]:
    """How often each word stands in the item; single letters and numbers tell nothing."""
    text = f"{shown['lead']}\n{shown['body']}"[:MOST_CHARACTERS]
    frequencies = Counter(analyze(text).words)
    for word in analyze(shown["headline"]).words:
        frequencies[word] += IN_HEADLINE
    return Counter(
        {
            word: count
            for word, count in frequencies.items()
            if 1 < len(word) <= MAX_TOKEN_CHARACTERS and not word.isdigit()
        }
    )


def _telling_terms(reader: Reader, frequencies: Counter[str]) -> list[e.Term]:
    """The words that tell most: often here, in few other items, but in some."""
    weighed = sorted(frequencies, key=lambda word: (-frequencies[word], word))[:MOST_WEIGHED]
    items = reader.size()
    counts = reader.counts([e.Term(_WORDS, word) for word in weighed])
    weights = {
        word: (1 + math.log(frequencies[word])) * math.log((items + 1) / count)
        for word, count in zip(weighed, counts, strict=True)
        if count > 1
    }
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:MOST_TELLING]
    return [e.Term(_WORDS, word) for word in telling]
