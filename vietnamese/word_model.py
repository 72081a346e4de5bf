"""underthesea's word segmenter, decoded several times faster, with the same words.

underthesea spends most of its time on handing lists of strings to its featurizer. Here the weights
are read out of the model that it ships and summed by token, pair and triple of tokens; with two
labels (`B-W` begins a word, `I-W` goes on with it) Viterbi's algorithm is a few additions. What the
features are is read off their names (`T[-1,0].lower`: the token before and this one, in lower
case); their values are those of `underthesea_core`'s featurizer.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache, reduce
from itertools import chain
from operator import add
from typing import NamedTuple

from vietnamese.caching import Cache
from vietnamese.crfsuite import BadModelError, CrfModel

#: Tokens to each side of a token that features look at, and the most that one looks at.
_REACH = 2
_LONGEST = 3

_FUNCTIONS = ("", "lower", "isdigit", "istitle", "is_in_dict")
_ATTRIBUTE = re.compile(
    r"T\[(?P<first>-?\d)(?:,(?P<last>-?\d))?\](?:\.(?P<function>\w+))?=(?P<value>.*)", re.DOTALL
)
_INTEGER = re.compile(r"[+-]?[0-9]{1,10}")
_LABEL_PAIRS = (("B-W", "B-W"), ("B-W", "I-W"), ("I-W", "B-W"), ("I-W", "I-W"))

#: What a group of tokens adds to the score of each position that looks at it: first to the position
#: two after the start of the group (which sees it at -2), then the one before that, and so on.
_Row = tuple[float, ...]
_NOTHING: _Row = (0.0,) * (2 * _REACH + 1)

_NO_TOKENS: Set[str] = frozenset()


class _Pair(NamedTuple):
    """What the second of two tokens adds with the first, and with the token before both.

    `alone` is for where these two begin a line; `third` for most others, `third_title` where all
    three are titles; `firsts` are the tokens, in lower case, with which the three are a triple that
    the model knows.
    """

    alone: _Row
    third: _Row
    third_title: _Row
    firsts: Set[str]


class Known:
    """A token and what features ask of it: how it is spelled, what it adds by itself.

    Of equal tokens there is one, so that groups are told apart by which tokens they are of.
    `seconds` are the tokens, in lower case, that it makes pairs with of which the model knows
    something. Where it makes none with the token before it, it adds `behind_any` as the third of
    three, `behind_title` if that token is a title, and `behind_titles` if the one before is, too.
    """

    __slots__ = (
        *("behind_any", "behind_title", "behind_titles"),
        *("is_title", "lower", "row", "seconds", "text"),
    )

    behind_any: _Row
    behind_title: _Row
    behind_titles: _Row

    def __init__(self, text: str, lower: str, is_title: bool, row: _Row, seconds: Set[str]) -> None:
        self.text = text
        self.lower = lower
        self.is_title = is_title
        self.row = row
        self.seconds = seconds


class WordModel:
    """A segmenter's weights, each as the lead of `I-W` over `B-W`.

    What a token adds is kept together with what the pair that it ends adds, and the triple: one row
    for each position. Of most triples the model knows nothing but that they are no title and not in
    the dictionary; which they are tells their second half.
    """

    def __init__(self, model: CrfModel, dictionary: set[str]) -> None:
        """Take a model and its dictionary of words in lower case. Raises `BadModelError`."""
        if sorted(model.labels) != ["B-W", "I-W"]:
            raise BadModelError(f"expected the labels B-W and I-W, not {', '.join(model.labels)}")
        self._dictionary = dictionary
        self._transitions = [model.transitions.get(pair, 0.0) for pair in _LABEL_PAIRS]
        self._rows: dict[tuple[int, str], dict[str, _Row]] = {
            (width, function): {} for width in range(1, _LONGEST + 1) for function in _FUNCTIONS
        }
        for attribute, weights in model.states.items():
            self._add(attribute, weights.get("I-W", 0.0) - weights.get("B-W", 0.0))
        self._edge = lru_cache(self._edge_score)
        #: By number of tokens: what they add for being titles, and for being in the dictionary.
        self._flag_rows = {
            width: {
                (is_title, is_known): _sum(
                    self._row(width, "istitle", str(is_title)),
                    self._row(width, "is_in_dict", str(is_known)),
                )
                for is_title in (False, True)
                for is_known in (False, True)
            }
            for width in range(1, _LONGEST + 1)
        }
        #: Of groups that the model or its dictionary has: by the first token the second ones, and
        #: by the last two the first ones. In lower case, for a group may be spelled in many ways.
        self._seconds: dict[str, set[str]] = {}
        self._firsts: dict[str, set[str]] = {}
        for group in self._groups():
            first, _, rest = group.lower().partition(" ")
            if " " in rest:
                self._firsts.setdefault(rest, set()).add(first)
                first, _, rest = rest.partition(" ")
            self._seconds.setdefault(first, set()).add(rest)
        self._known = Cache(self._make_known)
        #: Of groups that the model knows something of, what their last token adds.
        self._pairs = Cache(self._make_pair)
        self._triples = Cache(self._make_triple)

    def known(self, text: str) -> Known:
        """A token as `continues_word` takes it."""
        return self._known[text]

    def continues_word(self, tokens: Sequence[Known]) -> list[bool]:
        """Say of each token whether it goes on with the word of the token before it."""
        return self._best_path(self._scores(tokens)) if tokens else []

    def _groups(self) -> Iterator[str]:
        """All groups of two or three tokens in the model and in its dictionary."""
        tables = (table for (width, _), table in self._rows.items() if width > 1)
        for group in chain(*tables, self._dictionary):
            if 1 <= group.count(" ") < _LONGEST:
                yield group

    def _add(self, attribute: str, weight: float) -> None:
        """Put one weight in its row."""
        parts = _ATTRIBUTE.fullmatch(attribute)
        if parts is None:
            raise BadModelError(f"unknown attribute {attribute!r}")
        first, last = int(parts["first"]), int(parts["last"] or parts["first"])
        rows = self._rows.get((last - first + 1, parts["function"] or ""))
        is_digits = parts["function"] == "isdigit" and first != last
        if rows is None or is_digits or first < -_REACH or last > _REACH:
            raise BadModelError(f"unknown kind of attribute {attribute!r}")
        row = list(rows.get(parts["value"], _NOTHING))
        row[first + _REACH] += weight
        rows[parts["value"]] = tuple(row)

    def _row(self, width: int, function: str, value: str) -> _Row:
        return self._rows[width, function].get(value, _NOTHING)

    def _make_known(self, text: str) -> Known:
        lower = text.lower()
        is_title = text[0] == text[0].upper()
        row = _sum(
            self._row(1, "", text),
            self._row(1, "lower", lower),
            self._row(1, "isdigit", str(_is_integer(text))),
            self._flag_rows[1][is_title, lower in self._dictionary],
        )
        known = Known(text, lower, is_title, row, self._seconds.get(lower, frozenset()))
        _, known.behind_any, _ = self._pair_rows(row, self._flag_rows[2][False, False], False)
        title_row = self._flag_rows[2][is_title, False]
        _, known.behind_title, known.behind_titles = self._pair_rows(row, title_row, is_title)
        return known

    def _make_pair(self, tokens: tuple[Known, Known]) -> _Pair:
        are_titles = tokens[0].is_title and tokens[1].is_title
        firsts = self._firsts.get(_lower(tokens), _NO_TOKENS)
        return _Pair(*self._pair_rows(tokens[1].row, self._group_row(tokens), are_titles), firsts)

    def _pair_rows(self, row: _Row, group_row: _Row, are_titles: bool) -> tuple[_Row, _Row, _Row]:
        """What the second of two tokens adds: alone with the first, or as the third of three."""
        alone = _sum(row, _later(1, group_row))
        flags = self._flag_rows[3]
        return (
            alone,
            _sum(alone, _later(2, flags[False, False])),
            _sum(alone, _later(2, flags[are_titles, False])),
        )

    def _make_triple(self, tokens: tuple[Known, Known, Known]) -> _Row:
        """What the last of three tokens adds with those before it."""
        return _sum(self._pairs[tokens[1:]].alone, _later(2, self._group_row(tokens)))

    def _group_row(self, tokens: Sequence[Known]) -> _Row:
        """What a group adds, the groups within it aside."""
        width, lower = len(tokens), _lower(tokens)
        return _sum(
            self._flag_rows[width][all(t.is_title for t in tokens), lower in self._dictionary],
            self._row(width, "", " ".join([token.text for token in tokens])),
            self._row(width, "lower", lower),
        )

    def _rows_of(self, tokens: Sequence[Known]) -> list[_Row]:
        """What each token adds with those before it."""
        rows = [tokens[0].row]
        if len(tokens) == 1:
            return rows
        pairs = self._pairs
        before, first, *following = tokens
        rows.append(pairs[before, first].alone)
        for second in following:
            if second.lower in first.seconds:
                _, row, title_row, firsts = pairs[first, second]
                if before.lower in firsts:
                    row = self._triples[before, first, second]
                elif before.is_title:
                    row = title_row
            elif first.is_title:
                row = second.behind_titles if before.is_title else second.behind_title
            else:
                row = second.behind_any
            rows.append(row)
            before, first = first, second
        return rows

    def _scores(self, tokens: Sequence[Known]) -> list[float]:
        """The lead of `I-W` at each token, transitions aside."""
        scores: list[float] = []
        # Of four places what is known so far: two before the token at hand, its own, and the next.
        first = second = third = fourth = 0.0
        for two_on, one_on, here, one_back, two_back in self._rows_of(tokens):
            scores.append(first + two_back)
            first = second + one_back
            second = third + here
            third = fourth + one_on
            fourth = two_on
        scores += (first, second)
        del scores[:_REACH]  # of places before the first token
        last = len(scores) - 1
        for place in {0, 1, last - 1, last} & set(range(len(scores))):
            scores[place] += self._edge(min(place, _REACH), min(last - place, _REACH))
        return scores

    def _edge_score(self, before: int, after: int) -> float:
        """What features that look past the ends add, with so many tokens before and after."""
        score = 0.0
        for width, function in self._rows:
            for first in range(-_REACH, _REACH + 2 - width):
                if before + first < 0:
                    score += self._row(width, function, "BOS")[first + _REACH]
                elif first + width - 1 > after:
                    score += self._row(width, function, "EOS")[first + _REACH]
        return score

    def _best_path(self, scores: Sequence[float]) -> list[bool]:
        """Viterbi's algorithm: for each place whether the best labelling has `I-W` there.

        With two labels it is enough to know at each place by how much the best labelling that ends
        with `I-W` leads the best that ends with `B-W`.
        """
        begin_begin, begin_go_on, go_on_begin, go_on_go_on = self._transitions
        # Beyond such a lead the best labelling that goes to this label comes from `I-W`.
        to_begin, to_go_on = begin_begin - go_on_begin, begin_go_on - go_on_go_on
        lead = scores[0]
        leads = [lead]
        for score in scores[1:]:
            lead = (
                score
                + (lead + go_on_go_on if lead > to_go_on else begin_go_on)
                - (lead + go_on_begin if lead > to_begin else begin_begin)
            )
            leads.append(lead)
        goes_on = leads.pop() > 0
        path = [goes_on]
        for lead in reversed(leads):
            goes_on = lead > (to_go_on if goes_on else to_begin)
            path.append(goes_on)
        path.reverse()
        return path


def _lower(tokens: Sequence[Known]) -> str:
    return " ".join([token.lower for token in tokens])


def _later(places: int, row: _Row) -> _Row:
    """The row of a group as that of its last token, so many places behind its first."""
    return (0.0,) * places + row[: len(row) - places]


def _is_integer(text: str) -> bool:
    """Whether the featurizer calls it digits: what Rust parses as a number of 32 bits."""
    return bool(_INTEGER.fullmatch(text)) and -(2**31) <= int(text) < 2**31


def _sum(*rows: _Row) -> _Row:
    return reduce(lambda one, other: tuple(map(add, one, other)), rows)
