"""Text as it is typed without diacritics: `Đắk Lắk` folds to `dak lak`."""

import re
import unicodedata

from vietnamese.normalizing import INVISIBLE, normalize

_MARKS = re.compile("[\u0300-\u036f]+")
#: Letters that leave no doubt, for folding a whole text to find out takes long.
_USUAL = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9àáâãèéêìíòóôõùúý]")
_DROPPED = re.compile(f"[\u0300-\u036f{INVISIBLE}]")

#: Stands in `fold_aligned` for a character that folding drops. A letter to regular expressions
#: (`\\w`) that no text is likely to hold (U+02D1), so that a word with fillers is still one word.
FILLER = "\u02d1"


def fold(text: str) -> str:
    """Return `text` normalised, in lower case, without diacritics, đ as d.

    What a person types who leaves the diacritics out, whatever the Unicode form of `text`.
    """
    if text.isascii():
        return normalize(text).lower()
    decomposed = unicodedata.normalize("NFD", normalize(text).lower())
    # Lower-casing İ adds a dot above, and NFC puts back together what is no Vietnamese letter.
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed).replace("đ", "d"))


def fold_aligned(text: str) -> str:
    """Return `text` folded character by character, exactly as long as `text`.

    So what is found in it is found at the same offsets in `text`. A character that folding drops
    (a combining mark, a soft hyphen) becomes `FILLER`; without these the result is `fold(text)`.
    Of a character that folds to several (no Vietnamese one does) only the first stands here.
    """
    return text.translate(_ALIGNED)


def has_diacritics(text: str) -> bool:
    """Say whether any letter of `text` bears a diacritic (đ is one)."""
    if text.isascii():
        return False
    return _USUAL.search(text) is not None or fold(text) != normalize(text).lower()


class _Aligned(dict[int, str]):
    """What each character folds to, found out when it is first met; `str.translate` is fast."""

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        folded = FILLER if _DROPPED.match(character) else fold(character)[:1] or FILLER
        self[codepoint] = folded
        return folded


_ALIGNED = _Aligned()
