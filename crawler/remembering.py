"""What is found out of a short text once, and remembered: the pages of a portal have menus, classes
and styles in common.
"""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

#: Longer texts seldom come twice, and thousands of them would fill the memory.
_LONGEST = 200
_MOST = 2048


class _Answers(dict[str, Answer]):
    """The answers of a function by its short texts, found out when they are first asked for."""

    def __init__(self, function: Callable[[str], Answer]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> Answer:
        answer = self._function(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = answer
        return answer


def remembering(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """A function of a text that remembers its answers for some thousand short ones.

    To look an answer up is all that a call of it does, and costs less than calling any function.
    """
    return _Answers(function).__getitem__
