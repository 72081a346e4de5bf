"""Text as it is typed without diacritics: `Đắk Lắk` folds to `dak lak`."""

import re
import unicodedata

from vietnamese.normalizing import normalize

_MARKS = re.compile("[\u0300-\u036f]+")
#: Letters that leave no doubt, for folding a whole text to find out takes long.
_USUAL = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9àáâãèéêìíòóôõùúý]")


def fold(text: str) -> str:
    """Return `text` normalised, in lower case, without diacritics, đ as d.

    What a person types who leaves the diacritics out, whatever the Unicode form of `text`.
    """
    if text.isascii():
        return normalize(text).lower()
    decomposed = unicodedata.normalize("NFD", normalize(text).lower())
    # Lower-casing İ adds a dot above, and NFC puts back together what is no Vietnamese letter.
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed).replace("đ", "d"))


def has_diacritics(text: str) -> bool:
    """Say whether any letter of `text` bears a diacritic (đ is one)."""
    if text.isascii():
        return False
    return _USUAL.search(text) is not None or fold(text) != normalize(text).lower()
