"""The sentence that a mention stands in."""

import re
from dataclasses import dataclass

#: A full stop ends a sentence only before a blank and a capital, so that `Q.1`, `TP. Hồ Chí Minh`'s
#: number forms and `11.000` do not; `./.` ends official texts.
_BOUNDARY = re.compile(r"\n+|(?<=[.!?…;])\s+(?=[“\"(]?[A-ZĐÀ-Ỹ0-9])")

#: Characters kept on either side when a sentence is longer than a reader wants to see.
_REACH = 280

_ABBREVIATION = re.compile(r"(?:^|\s)(?:TP|Tp|TX|TT|ThS|TS|GS|PGS|BS|Q|P|Mr|St)\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the place of the mention in it, in characters."""

    text: str
    start: int
    end: int


def sentence_around(text: str, start: int, end: int) -> Sentence:
    """The sentence of `text` that holds the characters from `start` to `end`.

    A sentence that is very long is cut, marked by …, around the mention.
    """
    first, last = 0, len(text)
    window = max(0, start - 4 * _REACH)
    for boundary in _BOUNDARY.finditer(text, window, min(len(text), end + 4 * _REACH)):
        if _ABBREVIATION.search(text[max(0, boundary.start() - 5) : boundary.start()]):
            continue
        if boundary.end() <= start:
            first = boundary.end()
        elif boundary.start() >= end:
            last = boundary.start()
            break
    before = after = ""
    if start - first > _REACH:
        first, before = text.rfind(" ", 0, start - _REACH) + 1, "… "
    if last - end > _REACH:
        space = text.find(" ", end + _REACH)
        last, after = (space, " …") if space != -1 else (last, "")
    sentence = text[first:last]
    stripped = sentence.lstrip()
    shift = len(before) - first - (len(sentence) - len(stripped))
    return Sentence(before + stripped.rstrip() + after, start + shift, end + shift)
