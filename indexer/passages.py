"""Where a passage of a text begins and ends, so that it reads well: mostly with a sentence."""

import re
from dataclasses import dataclass

#: How long a passage may be, in characters, the signs that it is cut included.
PASSAGE = 280

#: Stands where a sentence is cut.
CUT = "…"

#: How far before what it is about a passage may begin, and how far before its greatest length it
#: may end, to begin and end with a sentence or a clause.
REACH = 60
_END_REACH = 120

_SPACE_FOR_TEXT = PASSAGE - 2 * len(CUT)

#: The end of a sentence and what follows before the next one; not that of an abbreviation (`TP.`,
#: `TS.`) or of a name cut to its initial (`bà T.`).
_SENTENCE = re.compile(
    r"(?:[!?…]|(?<!\b[A-ZĐ])(?<!\bTP|\bTS|\bBS|\bGS|\bTr)(?<!\bThS)\.)[\"”’»)]*(?=\s)\s*|\n+"
)
_CLAUSE = re.compile(r"[,;:](?=\s)\s*|\s[-–—]\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text: its span, in characters, and the signs before and behind it if it is cut
    out of a sentence."""

    start: int
    end: int
    before: str
    behind: str


def passage_around(text: str, start: int, end: int) -> Passage:
    """The passage that holds `start` to `end`, as far as there is space for it."""
    low, begins = _beginning(text, start)
    high, ends = _end(text, low, end)
    return Passage(low, high, "" if begins else CUT, "" if ends else CUT)


def _beginning(text: str, start: int) -> tuple[int, bool]:
    """Where the passage begins, and whether a sentence does."""
    reach = max(0, start - REACH)
    for boundary, whole in ((_SENTENCE, True), (_CLAUSE, False)):
        ends = [found.end() for found in boundary.finditer(text, reach, start)]
        if ends:
            return ends[-1], whole
        if reach == 0:
            return 0, True
    blank = text.find(" ", reach, start)
    return (blank + 1 if blank >= 0 else reach), False


def _end(text: str, low: int, end: int) -> tuple[int, bool]:
    """Where the passage ends, and whether a sentence does."""
    limit = low + _SPACE_FOR_TEXT
    if len(text) <= limit:
        return low + len(text[low:].rstrip()), True
    earliest = min(max(end, limit - _END_REACH), limit)
    sentences = [found.end() for found in _SENTENCE.finditer(text, earliest, limit + 1)]
    if sentences:
        return low + len(text[low : sentences[-1]].rstrip()), True
    clauses = [found.start() for found in _CLAUSE.finditer(text, earliest, limit + 1)]
    if clauses:
        return low + len(text[low : clauses[-1]].rstrip()), False
    blank = text.rfind(" ", low, limit + 1)
    return (low + len(text[low:blank].rstrip(" ,;:-–—")) if blank > low else limit), False
