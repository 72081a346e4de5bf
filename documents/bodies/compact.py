"""Names in the form in which all their spellings are one."""

import re
from functools import lru_cache

from vietnamese.folding import fold

_SIGNS = re.compile(r"[^a-z0-9]+")
_AND = re.compile(r"\bva\b")


@lru_cache(maxsize=8192)
def compact(text: str) -> str:
    """`text` folded, without blanks, signs and `và`: `Sở TT&TT` and `sở TT-TT` are `sotttt`."""
    return _SIGNS.sub("", _AND.sub(" ", fold(text)))
