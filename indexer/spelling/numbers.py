"""The number of a document that was meant, where what was typed finds none."""

from itertools import islice

from documents.like_numbers import PARTS, distance, slips_of
from indexer.engines.questions import Reader
from indexer.expressions import Term
from indexer.planning import make_plan
from indexer.query.nodes import DocumentNumber, Node
from indexer.query.texts import wanted
from indexer.query.values import read_number
from indexer.readings import contradicts_itself, readings

#: So many numbers of a query are looked up by themselves.
_MOST_NUMBERS = 5

#: Numbers of fewer digits are like too many others for a slip to be told.
_FEWEST_DIGITS = 3

#: So far away may be what is meant: a slip in the digits, or in a letter or two of the symbol.
_FARTHEST = 1.0

#: Symbols of the same number that are looked at for like ones, the most frequent.
_SYMBOLS = 500


def number_to_offer(reader: Reader, query: Node) -> str | None:
    """A number to ask for instead of a query that finds none of the numbers in it; maybe none.

    The first that is found by itself, without the words beside it; else one that is like the first.

    Raises:
        SearchUnavailableError: there is no index, or the engine cannot be reached.
    """
    if contradicts_itself(query):
        return None
    named = (leaf for leaf in wanted(query) if isinstance(leaf, DocumentNumber))
    numbers = list(islice(dict.fromkeys(named), _MOST_NUMBERS))
    if not numbers:
        return None
    if query not in numbers:
        matches = [make_plan(number, next(readings(number))).match for number in numbers]
        counts = reader.counts(matches)
        if known := [number for number, count in zip(numbers, counts, strict=True) if count]:
            return known[0].canonical
    return _like_number(reader, numbers[0])


def _like_number(reader: Reader, typed: DocumentNumber) -> str | None:
    """The number of the index that is nearest to one that it does not have.

    Of those as near: the one with the same digits, then the most frequent.
    """
    parts = PARTS.fullmatch(typed.key)
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
