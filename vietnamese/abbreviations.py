"""Officials' abbreviations and their full forms: `UBND` is `Ủy ban nhân dân`.

No package has all that officials use, so the table is our own (`abbreviations.tsv`, beside this
file); it names a source for each.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from vietnamese.folding import fold

_TABLE = Path(__file__).with_name("abbreviations.tsv")

#: What may stand between the parts of an abbreviation, or be left out: `LĐ-TB&XH`, `LĐTBXH`.
_JOINT = r"(?:\s?[&,\-–]\s?)?"

#: How Đ is typed: itself, U+00D0 that looks the same, or D.
_LETTERS = {"Đ": "[ĐÐDđðd]", "Ư": "[ƯUưu]", "&": _JOINT, "-": _JOINT}


class Abbreviation(NamedTuple):
    """An abbreviation in a text: its span in characters, and what it stands for."""

    start: int
    end: int
    full_form: str


def find_abbreviations(text: str) -> Iterator[Abbreviation]:
    """Yield the known abbreviations in `text`, in order.

    Those within a document's symbol (`QĐ-UBND`, `UBND-KGVX`) are part of a name, not words, and
    are left alone; several joined to each other (`HĐND-UBND`) are not.
    """
    one, chain = _patterns()
    for match in chain.finditer(f" {text}  "):
        start, end = match.span(1)
        for part in one.finditer(text, start - 1, end - 1):
            yield Abbreviation(part.start(), part.end(), _full_form(part[0]))


def expand_abbreviations(text: str) -> str:
    """Return `text` with each abbreviation that `find_abbreviations` finds written in full."""
    expanded: list[str] = []
    position = 0
    for abbreviation in find_abbreviations(text):
        expanded += (text[position : abbreviation.start], abbreviation.full_form)
        position = abbreviation.end
    return "".join((*expanded, text[position:]))


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """The table: full forms by abbreviation, the latter folded and without signs (`gddt`)."""
    return {_key(short): full_form for short, full_form, _ in read_table()}


@lru_cache(maxsize=1 << 10)
def _full_form(short: str) -> str:
    return abbreviations()[_key(short)]


def read_table() -> list[tuple[str, str, str]]:
    """The rows of the table as written: abbreviation, full form, source."""
    rows = []
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            short, full_form, source = line.split("\t")
            rows.append((short, full_form, source))
    return rows


def _key(short: str) -> str:
    return re.sub(r"[\W_]", "", fold(short))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One abbreviation; one or several joined by `-` or `/`, standing by themselves.

    The latter begins with the character before them, and looks at what the next three are, by
    themselves: so what can be no beginning is passed over fast. It is for text with two blanks
    behind it.
    """
    spellings = [list(row[0]) for row in read_table()]
    one = rf"{_any_of(spellings)}(?!\w)"
    likely = "".join(rf"[\W{''.join(sorted(letters))}]" for letters in _first_letters(spellings))
    chain = rf"\W(?={likely})(?<!\w[-/&])({one}(?:\s?[-/]\s?{one})*)(?![-/&]\w)"
    return re.compile(one), re.compile(chain)


def _first_letters(spellings: list[list[str]]) -> list[set[str]]:
    """The letters that the first three characters of an abbreviation may be."""
    without_joints = [[sign for sign in spelling if sign not in "&-"] for spelling in spellings]
    return [
        {_any_case(letter)[1:-1] for letter in place if letter and letter.isalpha()}
        for place in islice(zip_longest(*without_joints), 3)
    ]


def _any_of(spellings: list[list[str]]) -> str:
    """A pattern for these spellings in any case, the longest possible first.

    What they begin with in common stands in it once, and each letter as a set of two: so a text is
    searched ten times as fast as with one after the other and `re.IGNORECASE`.
    """
    rests: dict[str, list[list[str]]] = {}
    for first, *rest in filter(None, spellings):
        rests.setdefault(_any_case(first), []).append(rest)
    branches = "|".join(first + _any_of(rest) for first, rest in rests.items())
    return f"(?:{branches}){'?' if [] in spellings else ''}" if branches else ""


def _any_case(letter: str) -> str:
    if pattern := _LETTERS.get(letter):
        return pattern
    return f"[{letter}{letter.lower()}]" if letter.isalpha() else re.escape(letter)
