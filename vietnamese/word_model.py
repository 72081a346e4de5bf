"""underthesea's word segmenter, decoded several times faster, with the same words.

underthesea spends most of its time on handing lists of strings to its featurizer. Here the weights
are read out of the model that it ships and summed by token, pair and triple of tokens; with two
labels (`B-W` begins a word, `I-W` goes on with it) Viterbi's algorithm is a few additions. What the
features are is read off their names (`T[-1,0].lower`: the token before and this one, in lower
case); their values are those of `underthesea_core`'s featurizer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from vietnamese.crfsuite import BadModelError, CrfModel

#: Tokens to each side of a token that features look at, and the most that one looks at.
_REACH = 2
_LONGEST = 3

#: How many tokens are kept with what is known of them: about 25 MB.
_CACHED = 1 << 16

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


@dataclass(frozen=True, slots=True)
class _Token:
    """What features ask of a token: its text, how it is spelled, what it adds by itself."""

    text: str
    lower: str
    is_title: bool
    row: _Row


class WordModel:
    """A segmenter's weights, each as the lead of `I-W` over `B-W`."""

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
        self._token = lru_cache(_CACHED)(self._make_token)
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

    def continues_word(self, tokens: Sequence[str]) -> list[bool]:
        """Say of each token whether it goes on with the word of the token before it."""
        return self._best_path(self._scores(tokens)) if tokens else []

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

    def _make_token(self, text: str) -> _Token:
        lower = text.lower()
        is_title = text[0] == text[0].upper()
        row = _sum(
            self._row(1, "", text),
            self._row(1, "lower", lower),
            self._row(1, "isdigit", str(_is_integer(text))),
            self._flag_rows[1][is_title, lower in self._dictionary],
        )
        return _Token(text, lower, is_title, row)

    def _pair_rows(self, tokens: Sequence[_Token]) -> list[_Row]:
        spelled, lowered = self._rows[2, ""], self._rows[2, "lower"]
        flags, dictionary = self._flag_rows[2], self._dictionary
        rows = []
        for a, b in pairwise(tokens):
            text, lower = f"{a.text} {b.text}", f"{a.lower} {b.lower}"
            row = flags[a.is_title and b.is_title, lower in dictionary]
            if text in spelled or lower in lowered:
                row = _sum(row, spelled.get(text, _NOTHING), lowered.get(lower, _NOTHING))
            rows.append(row)
        return rows

    def _triple_rows(self, tokens: Sequence[_Token]) -> list[_Row]:
        spelled, lowered = self._rows[3, ""], self._rows[3, "lower"]
        flags, dictionary = self._flag_rows[3], self._dictionary
        rows = []
        for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False):
            text, lower = f"{a.text} {b.text} {c.text}", f"{a.lower} {b.lower} {c.lower}"
            row = flags[a.is_title and b.is_title and c.is_title, lower in dictionary]
            if text in spelled or lower in lowered:
                row = _sum(row, spelled.get(text, _NOTHING), lowered.get(lower, _NOTHING))
            rows.append(row)
        return rows

    def _scores(self, texts: Sequence[str]) -> list[float]:
        """The lead of `I-W` at each token, transitions aside."""
        tokens = list(map(self._token, texts))
        pad = [_NOTHING] * _REACH
        ones = [*pad, *[token.row for token in tokens], *pad]
        pairs = [*pad, *self._pair_rows(tokens), *pad]
        triples = [*pad, *self._triple_rows(tokens), *pad]
        scores = [
            a[0] + b[1] + c[2] + d[3] + e[4] + f[0] + g[1] + h[2] + i[3] + j[0] + k[1] + m[2]
            for a, b, c, d, e, f, g, h, i, j, k, m in zip(
                *[ones[start:] for start in range(5)],
                *[pairs[start:] for start in range(4)],
                *[triples[start:] for start in range(3)],
                strict=False,
            )
        ]
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
        """Viterbi's algorithm: for each place whether the best labelling has `I-W` there."""
        begin_begin, begin_go_on, go_on_begin, go_on_go_on = self._transitions
        begin, go_on = 0.0, scores[0]
        came_from = []  # for each label of a place: whether the place before has `I-W`
        for score in scores[1:]:
            kept_begin, new_begin = begin + begin_begin, go_on + go_on_begin
            new_go_on, kept_go_on = begin + begin_go_on, go_on + go_on_go_on
            came_from.append((new_begin > kept_begin, kept_go_on > new_go_on))
            begin = new_begin if new_begin > kept_begin else kept_begin
            go_on = (kept_go_on if kept_go_on > new_go_on else new_go_on) + score
        goes_on = go_on > begin
        path = [goes_on]
        for origins in reversed(came_from):
            goes_on = origins[goes_on]
            path.append(goes_on)
        path.reverse()
        return path


def _is_integer(text: str) -> bool:
    """Whether the featurizer calls it digits: what Rust parses as a number of 32 bits."""
    return bool(_INTEGER.fullmatch(text)) and -(2**31) <= int(text) < 2**31


def _sum(*rows: _Row) -> _Row:
    return tuple(map(sum, zip(*rows, strict=True)))
