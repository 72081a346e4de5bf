"""underthesea's word segmenter, decoded an order of magnitude faster, with the same words.

underthesea spends most of its time on handing lists of strings to its featurizer. Here tokens are
numbers, what they and groups of them add to the scores are rows of a matrix
(`vietnamese.word_weights`), and a text is a few additions of arrays. With two labels (`B-W` begins
a word, `I-W` goes on with it) Viterbi's algorithm is to know at each place by how much the best
labelling that ends with `I-W` leads the best that ends with `B-W`; at most places that need not be
known exactly to tell the label.
"""

from collections.abc import Callable, Set
from itertools import product

import numpy as np
from numpy.typing import NDArray

from vietnamese.caching import Made
from vietnamese.columns import Column, Numbers, Truths
from vietnamese.word_weights import NOTHING, REACH, Known, Row, WordWeights, sum_rows

#: What kind of token it is: whether it begins with a capital letter (or with what has none).
_PLAIN, _TITLE, _BREAK = range(3)

#: What a row is of: a token, a pair of them (of which some are the end of a triple), a triple.
_TOKEN, _PAIR, _PAIR_OF_TRIPLES, _TRIPLE = range(4)

#: Numbers of groups are kept by those of their parts, made one: above any number, and odd.
_FIRST = 0x9E3779B1

#: Numbers in the table that passes over pairs of which the model knows nothing, a power of two: it
#: has 58,000 others, so that one in forty is looked up in vain.
_SIEVE = 1 << 21
_SIEVE_FIRST = 40_503

#: Places in the table of groups that were met, a power of two.
_PLACES = 1 << 17

#: More than what sums of scores are rounded by.
_ROUNDING = 1e-9

#: How many rows are kept: memory is bounded whatever the texts are.
_MOST = 1 << 17


class _Groups:
    """The rows of groups by their keys, made when they are first met.

    Most are found in a table of arrays with a place for every key, which others may hold.
    """

    def __init__(self, make: Callable[[int], int]) -> None:
        self._made = Made(make)
        self._keys = np.full(_PLACES, -1)
        self._rows = np.zeros(_PLACES, np.int64)

    def __len__(self) -> int:
        return len(self._made)

    def rows(self, keys: Numbers) -> Numbers:
        """The row of each key."""
        places = (keys ^ (keys >> 32)) & (_PLACES - 1)
        rows: Numbers = self._rows[places]
        missing = (self._keys[places] != keys).nonzero()[0]
        if len(missing):
            keys, places = keys[missing], places[missing]
            rows[missing] = found = [self._made[key] for key in keys.tolist()]
            self._keys[places] = keys
            self._rows[places] = found
        return rows


class WordModel:
    """The model, with all tokens and groups that it has met as rows of a matrix.

    To be used by one thread at a time.
    """

    def __init__(self, weights: WordWeights) -> None:
        """Take the weights."""
        self._weights = weights
        seconds = weights.seconds
        tokens = sorted(set(seconds).union(*seconds.values()))
        self._places = {token: place for place, token in enumerate(tokens, 1)}
        self._sieve = np.zeros(_SIEVE, np.bool_)
        pairs = [(self._places[one], self._places[two]) for one in seconds for two in seconds[one]]
        self._sieve[_sieve(*np.array(pairs, np.int64).reshape(-1, 2).T)] = True
        self._flags = np.array([self._flag_row(*key) for key in product(range(4), *[range(3)] * 3)])
        begin_begin, begin_go_on, go_on_begin, go_on_go_on = weights.transitions
        #: Beyond such a lead the best labelling that goes to this label comes from `I-W`.
        self._to_begin, self._to_go_on = begin_begin - go_on_begin, begin_go_on - go_on_go_on
        #: What comes of a lead beyond both limits.
        self._from_below, self._from_above = begin_go_on - begin_begin, go_on_go_on - go_on_begin
        limits = (0.0, self._to_begin, self._to_go_on)
        bounds = (0.0, self._from_below, self._from_above)
        #: A score that leaves no doubt of its label, nor of what comes of its lead.
        self._surely_above = max(limits) - min(bounds) + _ROUNDING
        self._surely_below = min(limits) - max(bounds) - _ROUNDING
        self.forget()

    def forget(self) -> None:
        """Begin anew, without any token."""
        self._known: list[Known] = []
        self._kinds = Column(np.int8)
        self._sieve_places = Column(np.int64)
        self._own_rows = Column(np.int64)
        self._rows = Column(np.float64, len(NOTHING))
        self._levels = Column(np.int8)
        self._pairs = _Groups(self._make_pair)
        self._triples = _Groups(self._make_triple)
        self._pairs_of_triples: dict[int, tuple[Known, Known, Set[str]]] = {}
        self._outside = self.add_break()

    def is_full(self) -> bool:
        """Whether it is time to begin anew."""
        return max(self._rows.count, len(self._pairs), len(self._triples)) > _MOST

    @property
    def count(self) -> int:
        """How many tokens there are, what breaks lines included."""
        return len(self._known)

    def add(self, text: str) -> int:
        """The number of a token that has none yet."""
        known = self._weights.known(text)
        return self._add(known, _TITLE if known.is_title else _PLAIN)

    def add_break(self) -> tuple[int, int]:
        """The numbers of an end of a line and the beginning of another."""
        end = Known("", "", False, self._weights.end(), frozenset())
        beginning = Known("", "", False, self._weights.beginning(), frozenset())
        return self._add(end, _BREAK), self._add(beginning, _BREAK)

    def _add(self, known: Known, kind: int) -> int:
        self._known.append(known)
        self._kinds.append(kind)
        self._sieve_places.append(self._places.get(known.lower, 0))
        return self._own_rows.append(self._add_row(known.row, _TOKEN))

    def labelled(self, tokens: Numbers) -> Numbers:
        """Of each token four times its number, and 2 more if it goes on with a word, 1 if the next.

        Lines are told apart by what `add_break` gives; it is labelled, too.
        """
        tokens = np.concatenate([self._outside, tokens, self._outside])
        goes_on = self._goes_on(tokens)
        labels = 4 * tokens + 2 * goes_on
        labels[:-1] += goes_on[1:]
        return labels[REACH:-REACH]

    def _goes_on(self, tokens: Numbers) -> Truths:
        """Say of each token whether it goes on with the word of the token before it."""
        kinds = self._kinds.values[tokens]
        is_break = kinds == _BREAK
        goes_on = self._best_path(self._scores(tokens, kinds), is_break)
        goes_on &= ~is_break
        goes_on[1:] &= ~is_break[:-1]
        return goes_on

    def _scores(self, tokens: Numbers, kinds: NDArray[np.int8]) -> NDArray[np.float64]:
        """The lead of `I-W` at each token, transitions aside."""
        row_numbers = self._row_numbers(tokens)
        levels = self._levels.values[row_numbers]
        flags = levels * 27 + kinds
        flags[1:] += 3 * kinds[:-1]
        flags[2:] += 9 * kinds[:-2]
        rows = self._rows.values.take(row_numbers, axis=0)
        rows += self._flags.take(flags, axis=0)
        scores = np.zeros(len(tokens))
        scores[2:-2] = rows[:-4, 0] + rows[1:-3, 1] + rows[2:-2, 2] + rows[3:-1, 3] + rows[4:, 4]
        return scores

    def _row_numbers(self, tokens: Numbers) -> Numbers:
        """For each token the row of what it adds with those before it."""
        sieve_places = self._sieve_places.values[tokens]
        seconds = self._sieve[_sieve(sieve_places[:-1], sieve_places[1:])].nonzero()[0]
        seconds += 1
        keys = tokens[seconds - 1] * _FIRST + tokens[seconds]
        row_numbers = self._own_rows.values[tokens]
        row_numbers[seconds] = self._pairs.rows(keys)
        thirds = (self._levels.values[row_numbers] == _PAIR_OF_TRIPLES).nonzero()[0]
        keys = tokens[thirds - 2] * _FIRST + row_numbers[thirds]
        row_numbers[thirds] = self._triples.rows(keys)
        return row_numbers

    def _best_path(self, scores: NDArray[np.float64], is_break: Truths) -> Truths:
        """Viterbi's algorithm: for each token whether the best labelling has `I-W` there.

        A label is told by its lead and the label after it, a lead by its score and the lead before
        it: but however that is, what comes of it is between two bounds, and so a score that is far
        from zero tells the label. In news that leaves one token in fifteen.
        """
        goes_on = scores > self._surely_above
        doubtful = (((scores >= self._surely_below) ^ goes_on) & ~is_break).nonzero()[0]
        if not len(doubtful):
            return goes_on
        inherited = np.where(goes_on[doubtful - 1], self._from_above, self._from_below)
        inherited[is_break[doubtful - 1]] = 0.0
        scores = scores[doubtful]
        leads = (scores + inherited).tolist()
        limits = np.where(goes_on[doubtful + 1], self._to_go_on, self._to_begin)
        limits[is_break[doubtful + 1]] = 0.0
        begin_begin, begin_go_on, go_on_begin, go_on_go_on = self._weights.transitions
        to_begin, to_go_on = self._to_begin, self._to_go_on
        places = (np.diff(doubtful) == 1).nonzero()[0]
        for place, score in zip(places.tolist(), scores[places + 1].tolist(), strict=True):
            lead = leads[place]
            leads[place + 1] = (
                score
                + (lead + go_on_go_on if lead > to_go_on else begin_go_on)
                - (lead + go_on_begin if lead > to_begin else begin_begin)
            )
        found = (leads > limits).tolist()
        for place in places[::-1].tolist():
            found[place] = leads[place] > (to_go_on if found[place + 1] else to_begin)
        goes_on[doubtful] = found
        return goes_on

    def _add_row(self, row: Row, level: int) -> int:
        self._levels.append(level)
        return self._rows.append(row)

    def _make_pair(self, key: int) -> int:
        """The row of the second token, with the first if the model knows something of both."""
        first, second = (self._known[number] for number in divmod(key, _FIRST))
        if second.lower not in first.seconds:
            return int(self._own_rows.values[key % _FIRST])
        row = self._weights.pair(first, second)
        firsts = self._weights.firsts(first, second)
        if not firsts:
            return self._add_row(row, _PAIR)
        number = self._add_row(row, _PAIR_OF_TRIPLES)
        self._pairs_of_triples[number] = first, second, firsts
        return number

    def _make_triple(self, key: int) -> int:
        """The row of the last of three, with the first if the model knows something of all."""
        first, pair = self._known[key // _FIRST], key % _FIRST
        second, third, firsts = self._pairs_of_triples[pair]
        if first.lower not in firsts:
            return pair
        return self._add_row(self._weights.triple(first, second, third), _TRIPLE)

    def _flag_row(self, level: int, *kinds: int) -> Row:
        """What the last of three tokens adds for groups that the model does not know."""
        is_title = [kind == _TITLE for kind in kinds]
        row = NOTHING
        if _BREAK not in kinds[1:] and level == _TOKEN:
            row = self._weights.flags(is_title[1:])
        if _BREAK not in kinds and level != _TRIPLE:
            row = sum_rows(row, self._weights.flags(is_title))
        return row


def _sieve(firsts: Numbers, seconds: Numbers) -> Numbers:
    """Where pairs are in the table of those of which the model knows something."""
    return (firsts * _SIEVE_FIRST + seconds) & (_SIEVE - 1)
