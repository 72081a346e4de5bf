"""The number of a document that was meant, where the index does not have the one typed."""

from documents.like_numbers import PARTS, distance, slips_of
from indexer.engines.questions import Reader
from indexer.expressions import Term
from indexer.query.nodes import DocumentNumber, Node
from indexer.query.values import read_number

#: Numbers of fewer digits are like too many others for a slip to be told.
_FEWEST_DIGITS = 3

#: So far away may be what is meant: a slip in the digits, or in a letter or two of the symbol.
_FARTHEST = 1.0

#: Symbols of the same number that are looked at for like ones, the most frequent.
_SYMBOLS = 500


def like_number(reader: Reader, query: Node) -> str | None:
    """The number of the index that is nearest to a query which is nothing but one; maybe none.

    Of those as near: the one with the same digits, then the most frequent.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    parts = PARTS.fullmatch(query.key) if isinstance(query, DocumentNumber) else None
    if parts is None or len(number := parts["number"]) < _FEWEST_DIGITS:
        return None
    slips = slips_of(number)
    like = [slip + parts.string[len(number) :] for slip in sorted(slips)]
    counts = reader.counts([Term("identifier", key) for key in like])
    known = dict(reader.values("identifier", f"{number}-", _SYMBOLS))
    known |= {key: count for key, count in zip(like, counts, strict=True) if count}
    far = {key: distance(parts, key, slips) for key in known}
    near = sorted(
        (far[key], sorted(key) != sorted(parts.string), -known[key], key)
        for key in known
        if far[key] <= _FARTHEST
    )
    meant = read_number(near[0][-1]) if near else None
    return meant.canonical if meant else None
