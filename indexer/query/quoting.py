"""Texts that quote: a headline that is pasted whole, quotation marks and all.

In a query of a few words quotation marks ask for a phrase. In a long text that nobody would type
they are what its author quotes, and to ask for it to the letter would hide what the text is about:
of 2,828 news articles' headlines 6 % quote, and so 4 of 10 of them found nothing of their articles'
bodies among the first ten. Whoever means the phrase says so with any sign of the query language.
"""

import re
from collections.abc import Sequence

from indexer.query.lexing import MAX_PIECES, Kind, Piece, word_pieces

#: A text is long that has so many words beside what it quotes.
LONG = 8

_SEVERAL_WORDS = re.compile(r"\S\s+\S")


def read_quoting(pieces: Sequence[Piece]) -> tuple[list[Piece], tuple[str, ...]]:
    """The pieces, those quoted cut into words if this is a text that quotes, and its quotations.

    Of single words it is no matter whether they are quoted.
    """
    if not _is_text(pieces):
        return list(pieces), ()
    quoted = [piece.content for piece in pieces if piece.kind is Kind.QUOTED]
    words = [
        word
        for piece in pieces
        for word in (word_pieces(piece.content) if piece.kind is Kind.QUOTED else (piece,))
    ]
    return words[:MAX_PIECES], tuple(filter(_SEVERAL_WORDS.search, dict.fromkeys(quoted)))


def _is_text(pieces: Sequence[Piece]) -> bool:
    kinds = [piece.kind for piece in pieces]
    return kinds.count(Kind.WORD) >= LONG and set(kinds) == {Kind.WORD, Kind.QUOTED}
