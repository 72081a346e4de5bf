"""Text made plain for pattern matching, with the way back to the text as given.

Almost all dirt is one character for another (NBSP for a blank, U+00D0 for Đ, an en dash for a
hyphen), so the cleaned text normally has the same offsets. Only decomposed letters (NFD) and
invisible characters shift them; then an offset table is kept.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO

#: One character for another: what stands in the text, what is meant.
_REPLACEMENTS: dict[str, str] = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t\u0085", " "),
    "\u00d0": "\u0110",  # Ð, Icelandic eth
    "\u0189": "\u0110",  # Ɖ, African D
    "\u00f0": "\u0111",
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2044\u2215\uff0f", "/"),
}
#: What makes offsets shift: the combining marks of Vietnamese, and characters that show nothing.
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
#: All of it. In long text it is faster to look for each character by itself.
_DIRT = re.compile(f"[{''.join(map(re.escape, _REPLACEMENTS))}{_MARKS}{_INVISIBLE}]")
_SHORT = 1000
#: Letters bear three marks at most; a longer run is read in pieces, because sorting the marks of
#: one takes time quadratic in its length.
_SHIFTING = re.compile(f"[{_MARKS}{_INVISIBLE}]{{1,32}}")
_WITHOUT_INVISIBLE = str.maketrans(dict.fromkeys(_INVISIBLE))


def _offsets() -> "array[int]":
    return array("Q")


@dataclass(frozen=True, slots=True)
class Shifts:
    """The stretches of the cleaned text that stretches of another length became, in order.

    Of each: where it starts and ends in the cleaned text, and where it ends in the original; arrays
    of numbers, because decomposed text has one for every third letter.
    """

    starts: "array[int]" = field(default_factory=_offsets)
    ends: "array[int]" = field(default_factory=_offsets)
    original_ends: "array[int]" = field(default_factory=_offsets)

    def original(self, index: int) -> tuple[int, int]:
        """Where the original of one cleaned character begins and ends."""
        found = bisect_right(self.starts, index) - 1
        if found < 0:
            return index, index + 1
        if index >= self.ends[found]:
            begin = index + self.original_ends[found] - self.ends[found]
            return begin, begin + 1
        start = self.starts[found]
        if found:
            start += self.original_ends[found - 1] - self.ends[found - 1]
        return start, self.original_ends[found]


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text as given, the same cleaned, and the cleaned one in lower case (same length).

    `shifts` say where cleaning moved offsets, if it did.
    """

    original: str
    text: str
    lower: str
    shifts: Shifts | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for a non-empty span of the cleaned one."""
        if self.shifts is None:
            return start, end
        return self.shifts.original(start)[0], self.shifts.original(end - 1)[1]


def has_digit(text: str) -> bool:
    """Whether a digit is in a text: no number and no date is where none is."""
    for digit in "0123456789":  # noqa: SIM110 (any() takes twice as long, and this is done often)
        if digit in text:
            return True
    return False


def clean(text: str) -> CleanText:
    """Clean a text: blanks, dashes, slashes and Đ made uniform, letters composed (NFC)."""
    cleaned, shifts = text, None
    if len(text) > _SHORT or _DIRT.search(text):
        if any(map(text.__contains__, _MARKS + _INVISIBLE)):
            cleaned, shifts = _compose(text)
        for dirt in filter(text.__contains__, _REPLACEMENTS):
            cleaned = cleaned.replace(dirt, _REPLACEMENTS[dirt])
    lowered = cleaned.lower()
    if len(lowered) != len(cleaned):
        lowered = _lower(cleaned)
    return CleanText(text, cleaned, lowered, shifts)


def _compose(text: str) -> tuple[str, Shifts]:
    """Compose letters with their marks, drop what is invisible, and note where that was."""
    cleaned = StringIO()  # a list of the pieces would take twenty times the text
    shifts = Shifts()
    position = removed = 0
    for run in _SHIFTING.finditer(text):
        begin, end = run.span()
        has_marks = run.group().strip(_INVISIBLE)
        base = max(position, begin - 1) if has_marks else begin
        letters = _composed(text[base:end])
        cleaned.write(text[position:base])
        cleaned.write(letters)
        start = base - removed
        shifts.starts.append(start)
        shifts.ends.append(start + len(letters))
        shifts.original_ends.append(end)
        removed = end - start - len(letters)
        position = end
    cleaned.write(text[position:])
    return cleaned.getvalue(), shifts


@lru_cache(maxsize=1024)  # a text has few different letters
def _composed(letters: str) -> str:
    return unicodedata.normalize("NFC", letters.translate(_WITHOUT_INVISIBLE))


def _lower(text: str) -> str:
    """Lower case of the same length, where `str.lower` lets letters grow (İ)."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
