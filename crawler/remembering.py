"""What is found out of a short text once, and remembered: the pages of a portal have menus, classes
and styles in common.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Answer = TypeVar("Answer")

#: Longer texts seldom come twice, and thousands of them would fill the memory.
_LONGEST = 200
_MOST = 2048


def remembering(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """A function of a text that remembers its answers for some thousand short ones."""
    remembered = lru_cache(maxsize=_MOST)(function)

    @wraps(function)
    def answer(text: str) -> Answer:
        return remembered(text) if len(text) <= _LONGEST else function(text)

    return answer
