"""Text folded character by character, so that what is found in it is found where it is written."""

import re
import sys
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vietnamese.folding import fold
from vietnamese.normalizing import INVISIBLE

#: Stands for a character that folding drops. A letter to regular expressions (`\w`) that no text
#: is likely to hold (U+02D1), so that a word with fillers is still one word.
FILLER = "\u02d1"

_DROPPED = re.compile(f"[\u0300-\u036f{INVISIBLE}]")

#: Texts shorter than this, in characters, are folded sooner without a table.
_SHORT = 200

#: So many characters are in the table: Unicode's blocks up to Letterlike Symbols. What lies behind
#: is rare.
_IN_TABLE = 0x2150

_UTF_32 = f"utf-32-{sys.byteorder[0]}e"


def fold_aligned(text: str) -> str:
    """Return `text` folded character by character, exactly as long as `text`.

    So what is found in it is found at the same offsets in `text`. A character that folding drops
    (a combining mark, a soft hyphen) becomes `FILLER`; without these the result is `fold(text)`.
    Of a character that folds to several (no Vietnamese one does) only the first stands here.
    """
    if len(text) < _SHORT:
        return text.translate(_aligned)
    codepoints = np.frombuffer(text.encode(_UTF_32, "surrogatepass"), np.uint32)
    if codepoints.max() >= _IN_TABLE:
        return text.translate(_aligned)
    return _table()[codepoints].tobytes().decode(_UTF_32, "surrogatepass")


class _Aligned(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        folded = FILLER if _DROPPED.match(character) else fold(character)[:1] or FILLER
        self[codepoint] = folded
        return folded


_aligned = _Aligned()


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint32]:
    """What the first characters fold to; looking in it takes a tenth of what `translate` takes."""
    return np.array([ord(_aligned[codepoint]) for codepoint in range(_IN_TABLE)], np.uint32)
