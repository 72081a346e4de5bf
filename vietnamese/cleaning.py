"""Text made plain for pattern matching, with the way back to the text as given.

Almost all dirt is one character for another (NBSP for a blank, U+00D0 for Đ, an en dash for a
hyphen), so the cleaned text normally has the same offsets. Only decomposed letters (NFD) and
invisible characters shift them; then an offset table is kept.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: One character for another: what stands in the text, what is meant.
_REPLACEMENTS: dict[str, str] = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t\u0085", " "),
    "\u00d0": "\u0110",  # Ð, Icelandic eth
    "\u0189": "\u0110",  # Ɖ, African D
    "\u00f0": "\u0111",
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2044\u2215\uff0f", "/"),
}
_DIRT = re.compile(f"[{''.join(_REPLACEMENTS)}]")
#: What makes offsets shift: the combining marks of Vietnamese, and characters that show nothing.
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SHIFTING = re.compile(f"[{_MARKS}{_INVISIBLE}]+")
_WITHOUT_INVISIBLE = str.maketrans(dict.fromkeys(_INVISIBLE))


class Shift(NamedTuple):
    """A stretch of the cleaned text that another stretch, of another length, became."""

    start: int
    end: int
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text as given, the same cleaned, and the cleaned one in lower case (same length).

    `shifts` are the places where cleaning moved offsets, in order; `shift_starts` their beginnings.
    """

    original: str
    text: str
    lower: str
    shifts: Sequence[Shift] = ()
    shift_starts: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for a non-empty span of the cleaned one."""
        if not self.shifts:
            return start, end
        return self._original(start)[0], self._original(end - 1)[1]

    def _original(self, index: int) -> tuple[int, int]:
        """Where the original of one cleaned character begins and ends."""
        found = bisect_right(self.shift_starts, index) - 1
        if found < 0:
            return index, index + 1
        shift = self.shifts[found]
        if index < shift.end:
            return shift.original_start, shift.original_end
        begin = shift.original_end + index - shift.end
        return begin, begin + 1


def clean(text: str) -> CleanText:
    """Clean a text: blanks, dashes, slashes and Đ made uniform, letters composed (NFC)."""
    shifts: list[Shift] = []
    cleaned = text
    if any(mark in text for mark in _MARKS + _INVISIBLE):  # much faster than the pattern
        cleaned, shifts = _compose(text)
    for dirt in set(_DIRT.findall(cleaned)):
        cleaned = cleaned.replace(dirt, _REPLACEMENTS[dirt])
    return CleanText(text, cleaned, _lower(cleaned), shifts, [shift.start for shift in shifts])


def _compose(text: str) -> tuple[str, list[Shift]]:
    """Compose letters with their marks, drop what is invisible, and note where that was."""
    pieces: list[str] = []
    shifts: list[Shift] = []
    length = position = 0
    for run in _SHIFTING.finditer(text):
        bare = run.group().translate(_WITHOUT_INVISIBLE)
        base = max(position, run.start() - 1) if bare else run.start()
        letters = unicodedata.normalize("NFC", text[base : run.start()] + bare)
        pieces += text[position:base], letters
        start = length + base - position
        length = start + len(letters)
        shifts.append(Shift(start, length, base, run.end()))
        position = run.end()
    pieces.append(text[position:])
    return "".join(pieces), shifts


def _lower(text: str) -> str:
    """Lower case of the same length: a few letters outside Vietnamese (İ) would grow."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
