"""The places that a text names, from the smallest up: `huyện Đăk Hà, tỉnh Kon Tum`."""

import re
from collections.abc import Container
from dataclasses import dataclass

from documents.bodies.compact import compact
from documents.bodies.place_names import ANY_PROVINCE, find_named_province, is_known
from vietnamese.normalizing import normalize

#: How texts write the kinds of territories.
_KINDS = {
    "tinh": "tinh",
    "thanhpho": "thanhpho",
    "tp": "thanhpho",
    "huyen": "huyen",
    "h": "huyen",
    "thixa": "thixa",
    "tx": "thixa",
    "quan": "quan",
    "q": "quan",
    "xa": "xa",
    "x": "xa",
    "phuong": "phuong",
    "p": "phuong",
    "thitran": "thitran",
    "tt": "thitran",
    "dackhu": "dackhu",
}
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 7
_LONGEST_KNOWN = 4


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """A place that a text names: its kind (compact), and its name, if it says more than that."""

    kind: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, without `và`: as written, and compact."""

    written: tuple[str, ...]
    folded: tuple[str, ...]

    def after(self, count: int) -> "Words":
        """The words without the first `count`."""
        return Words(self.written[count:], self.folded[count:])

    def prefix_in(self, known: Container[str]) -> int:
        """How many of the first words are, joined, in a table; the longest such, 0 if none."""
        for count in range(min(len(self.folded), _LONGEST_KNOWN), 0, -1):
            if "".join(self.folded[:count]) in known:
                return count
        return 0


def split_words(text: str) -> Words:
    """The words of a text."""
    written = tuple(word for word in _WORD.findall(normalize(text)) if word.lower() != "và")
    return Words(written, tuple(map(compact, written)))


def read_places(words: Words) -> tuple[StatedPlace, ...]:
    """The places that the words begin with."""
    places: list[StatedPlace] = []
    while words.folded:
        if words.folded[0] in {"thuoc", "cua"} and places:
            words = words.after(1)
        elif words.folded[0] == "tphcm":
            places.append(StatedPlace("thanhpho", "HCM"))
            words = words.after(1)
        elif count := words.prefix_in(_KINDS):
            kind = _KINDS["".join(words.folded[:count])]
            place, words = read_name(kind, words.after(count))
            places.append(place)
        else:
            break
    return tuple(places)


def read_name(kind: str, words: Words) -> tuple[StatedPlace, Words]:
    """The place of a kind whose name the words begin with, and the words after it."""
    count = _name_length(kind, words)
    return StatedPlace(kind, " ".join(words.written[:count]) or None), words.after(count)


def read_bare_province(words: Words) -> tuple[StatedPlace, ...]:
    """The province of `Sở Y tế Hà Nội`, if the words begin with one's name."""
    for count in range(min(len(words.folded), _LONGEST_NAME), 0, -1):
        found = find_named_province(ANY_PROVINCE, "".join(words.folded[:count]), None)
        if found is not None:
            return (StatedPlace(ANY_PROVINCE, found.name),)
    return ()


def _name_length(kind: str, words: Words) -> int:
    """How many words the name has: those of a known one, else those with capitals."""
    for count in range(min(len(words.folded), _LONGEST_NAME), 0, -1):
        if is_known(kind, "".join(words.folded[:count])):
            return count
    count = 0
    for written, folded in zip(words.written, words.folded, strict=True):
        if not written[0].isupper() or (count and folded in _KINDS and len(folded) > 1):
            break
        count += 1
    return count
