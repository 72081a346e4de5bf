"""How like two numbers of documents are, as keys that documents are looked up by."""

import re
from collections.abc import Set
from difflib import SequenceMatcher

#: A number, its year if it is of a legal document, and its symbol: `30-2020-nd-cp`.
PARTS = re.compile(r"(?P<number>\d+)(?:-(?P<year>(?:19|20)\d\d))?(?:-(?P<symbol>.+))?")


def slips_of(number: str) -> set[str]:
    """The numbers one slip of the finger away: a digit wrong, more, less, or two exchanged."""
    digits = "0123456789"
    cuts = [(number[:i], number[i:]) for i in range(len(number) + 1)]
    slips = {a + b[1:] for a, b in cuts if b}
    slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    slips |= {a + digit + b[1:] for a, b in cuts if b for digit in digits}
    slips |= {a + digit + b for a, b in cuts for digit in digits}
    return {slip for slip in slips if slip and not slip.startswith("0")} - {number}


def distance(mine: re.Match[str], known: str, slips: Set[str]) -> float:
    """How far a key is from the one asked for, in its parts (`PARTS`); `slips` are near its number.

    A slip in the number counts one, more than that two, another year in it one; another symbol from
    a quarter, where nearly all of it is the same, to two and a quarter.
    """
    other = PARTS.fullmatch(known)
    if other is None:
        return 4.0
    far = 0.0
    if mine["number"] != other["number"]:
        far += 1.0 if other["number"] in slips else 2.0
    far += 0.0 if mine["year"] == other["year"] else 1.0
    symbols = mine["symbol"] or "", other["symbol"] or ""
    if symbols[0] != symbols[1]:
        far += 2.25 - 2 * SequenceMatcher(None, *symbols).ratio()
    return far
