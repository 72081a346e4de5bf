"""Text made plain for pattern matching, with the way back to the text as given.

Almost all dirt is one character for another (NBSP for a blank, U+00D0 for Đ, an en dash for a
hyphen), so the cleaned text normally has the same offsets. Only decomposed letters (NFD) and
invisible characters shift them; then an offset table is kept.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

#: One character for another: (what stands in the text, what is meant).
_REPLACEMENTS: tuple[tuple[str, str], ...] = (
    *((blank, " ") for blank in "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t\u0085"),
    ("\u00d0", "\u0110"),  # Ð, Icelandic eth
    ("\u0189", "\u0110"),  # Ɖ, African D
    ("\u00f0", "\u0111"),
    *((dash, "-") for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"),
    *((slash, "/") for slash in "\u2044\u2215\uff0f"),
)
#: What makes offsets shift: combining marks used in decomposed Vietnamese, and invisible characters.
_SHIFTING = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u200b\u200c\u200d\u2060\ufeff\u00ad"
_CLUSTER = re.compile(
    "[\u200b\u200c\u200d\u2060\ufeff\u00ad]+|.[\u0300-\u036f\u200b\u200c\u200d\u2060\ufeff\u00ad]*",
    re.DOTALL,
)
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text as given, the same cleaned, and the cleaned one in lower case (same length).

    `starts` and `ends` give for each cleaned character where its original begins and ends; None
    where cleaning moved nothing.
    """

    original: str
    text: str
    lower: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text for a non-empty span of the cleaned one."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def clean(text: str) -> CleanText:
    """Clean a text: blanks, dashes, slashes and Đ made uniform, letters composed (NFC)."""
    starts: list[int] | None = None
    ends: list[int] | None = None
    cleaned = text
    if any(mark in text for mark in _SHIFTING):
        cleaned, starts, ends = _compose(text)
    for dirt, meant in _REPLACEMENTS:
        cleaned = cleaned.replace(dirt, meant)
    return CleanText(text, cleaned, _lower(cleaned), starts, ends)


def _compose(text: str) -> tuple[str, list[int], list[int]]:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        if len(cluster) > 1 or cluster in _SHIFTING:
            cluster = unicodedata.normalize("NFC", cluster.translate(_INVISIBLE))
        pieces.append(cluster)
        starts.extend([match.start()] * len(cluster))
        ends.extend([match.end()] * len(cluster))
    return "".join(pieces), starts, ends


def _lower(text: str) -> str:
    """Lower case of the same length: a few letters outside Vietnamese (İ) would grow."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
