"""What underthesea's word segmenter knows: what tokens, and groups of them, add to the scores.

The weights are read out of the model that underthesea ships. What its features are is read off
their names (`T[-1,0].lower`: the token before and this one, in lower case); their values are those
of `underthesea_core`'s featurizer.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import chain

from vietnamese.crfsuite import BadModelError, CrfModel

#: Tokens to each side of a token that features look at, and the most that one looks at.
REACH = 2
_LONGEST = 3

_FUNCTIONS = ("", "lower", "isdigit", "istitle", "is_in_dict")
_ATTRIBUTE = re.compile(
    r"T\[(?P<first>-?\d)(?:,(?P<last>-?\d))?\](?:\.(?P<function>\w+))?=(?P<value>.*)", re.DOTALL
)
_INTEGER = re.compile(r"[+-]?[0-9]{1,10}")
_LABEL_PAIRS = (("B-W", "B-W"), ("B-W", "I-W"), ("I-W", "B-W"), ("I-W", "I-W"))

#: What a group of tokens adds to the score of each position that looks at it: first to the position
#: two after the start of the group (which sees it at -2), then the one before that, and so on.
Row = tuple[float, ...]
NOTHING: Row = (0.0,) * (2 * REACH + 1)

_NO_TOKENS: Set[str] = frozenset()


class Known:
    """A token as features see it, and the row that it adds by itself.

    `seconds` are the tokens, in lower case, that it makes pairs with of which the model knows
    something.
    """

    __slots__ = ("is_title", "lower", "row", "seconds", "text")

    def __init__(self, text: str, lower: str, is_title: bool, row: Row, seconds: Set[str]) -> None:
        self.text = text
        self.lower = lower
        self.is_title = is_title
        self.row = row
        self.seconds = seconds


class WordWeights:
    """A segmenter's weights, each as the lead of `I-W` over `B-W`.

    The row of a group is kept as that of its last token. Of most pairs and triples the model knows
    nothing but that they are titles or none, and not in the dictionary: what those add are `flags`.
    """

    def __init__(self, model: CrfModel, dictionary: set[str]) -> None:
        """Take a model and its dictionary of words in lower case. Raises `BadModelError`."""
        if sorted(model.labels) != ["B-W", "I-W"]:
            raise BadModelError(f"expected the labels B-W and I-W, not {', '.join(model.labels)}")
        self._dictionary = dictionary
        #: Of `B-W` to `B-W`, of `B-W` to `I-W`, of `I-W` to `B-W`, of `I-W` to `I-W`.
        self.transitions = tuple(model.transitions.get(pair, 0.0) for pair in _LABEL_PAIRS)
        self._rows: dict[tuple[int, str], dict[str, Row]] = {
            (width, function): {} for width in range(1, _LONGEST + 1) for function in _FUNCTIONS
        }
        for attribute, weights in model.states.items():
            self._add(attribute, weights.get("I-W", 0.0) - weights.get("B-W", 0.0))
        #: By number of tokens: what they add for being titles, and for being in the dictionary.
        self._flag_rows = {
            width: {
                (is_title, is_known): sum_rows(
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
        self.seconds: dict[str, set[str]] = {}
        self._firsts: dict[str, set[str]] = {}
        for group in self._groups():
            first, _, rest = group.lower().partition(" ")
            if " " in rest:
                self._firsts.setdefault(rest, set()).add(first)
                first, _, rest = rest.partition(" ")
            self.seconds.setdefault(first, set()).add(rest)

    def known(self, text: str) -> Known:
        """A token as the model is given it."""
        lower = text.lower()
        is_title = text[0] == text[0].upper()
        row = sum_rows(
            self._row(1, "", text),
            self._row(1, "lower", lower),
            self._row(1, "isdigit", str(_is_integer(text))),
            self._flag_rows[1][is_title, lower in self._dictionary],
        )
        return Known(text, lower, is_title, row, self.seconds.get(lower, _NO_TOKENS))

    def firsts(self, first: Known, second: Known) -> Set[str]:
        """The tokens, in lower case, with which the two are a triple that the model knows."""
        return self._firsts.get(f"{first.lower} {second.lower}", _NO_TOKENS)

    def pair(self, first: Known, second: Known) -> Row:
        """What the second of two tokens adds that are a pair the model knows."""
        return sum_rows(second.row, _later(1, self._group_row((first, second))))

    def triple(self, first: Known, second: Known, third: Known) -> Row:
        """What the last of three tokens adds that are a triple the model knows."""
        group_row = self._group_row((first, second, third))
        return sum_rows(self.pair(second, third), _later(2, group_row))

    def flags(self, are_titles: Sequence[bool]) -> Row:
        """What the last of two or three tokens adds where the model knows no such group."""
        width = len(are_titles)
        return _later(width - 1, self._flag_rows[width][all(are_titles), False])

    def end(self) -> Row:
        """What the end of a line adds to the positions before it: the row of a token there."""
        return (0.0, 0.0, 0.0, self._edge(REACH, 0), self._edge(REACH, 1))

    def beginning(self) -> Row:
        """What the beginning of a line adds to the positions after it: the row of a token there."""
        return (self._edge(1, REACH), self._edge(0, REACH), 0.0, 0.0, 0.0)

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
        if rows is None or is_digits or first < -REACH or last > REACH:
            raise BadModelError(f"unknown kind of attribute {attribute!r}")
        row = list(rows.get(parts["value"], NOTHING))
        row[first + REACH] += weight
        rows[parts["value"]] = tuple(row)

    def _row(self, width: int, function: str, value: str) -> Row:
        return self._rows[width, function].get(value, NOTHING)

    def _group_row(self, tokens: Sequence[Known]) -> Row:
        """What a group adds, the groups within it aside."""
        width, lower = len(tokens), " ".join([token.lower for token in tokens])
        return sum_rows(
            self._flag_rows[width][all(t.is_title for t in tokens), lower in self._dictionary],
            self._row(width, "", " ".join([token.text for token in tokens])),
            self._row(width, "lower", lower),
        )

    def _edge(self, before: int, after: int) -> float:
        """What features that look past the ends add, with so many tokens before and after."""
        score = 0.0
        for width, function in self._rows:
            for first in range(-REACH, REACH + 2 - width):
                if before + first < 0:
                    score += self._row(width, function, "BOS")[first + REACH]
                elif first + width - 1 > after:
                    score += self._row(width, function, "EOS")[first + REACH]
        return score


def sum_rows(*rows: Row) -> Row:
    """What these add together."""
    return tuple(map(sum, zip(*rows, strict=True)))


def _later(places: int, row: Row) -> Row:
    """The row of a group as that of its last token, so many places behind its first."""
    return (0.0,) * places + row[: len(row) - places]


def _is_integer(text: str) -> bool:
    """Whether the featurizer calls it digits: what Rust parses as a number of 32 bits."""
    return bool(_INTEGER.fullmatch(text)) and -(2**31) <= int(text) < 2**31
