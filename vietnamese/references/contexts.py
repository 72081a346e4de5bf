"""Where sentences and lines begin and end around a mention, in bounded windows."""

import re
from bisect import bisect_right

from vietnamese.cleaning import CleanText

#: A full stop ends a sentence when a blank and a capital follow, unless an abbreviation or the
#: number of a provision stands before it (`TP. HCM`, `Q. Phú Nhuận`, `Điều 3. Định nghĩa`).
_SENTENCE_END = re.compile(
    r"[\n.!?](?:(?<=\n)"
    r"|(?<!\b(?:tp|ts|th|tt|gs|tx)\.)(?<!\b[qphx]\.)(?<!điều\s\d\.)(?<!điều\s\d\d\.)"
    r"[”\"')\].!?]{0,50}+(?=\s))"
)
#: Words that a line ends with only where the paragraph goes on.
_LEADS_ON = re.compile(r"\s(?:tại|của|và|theo|số|bởi|ngày|năm|các|luật|điều|khoản)\s?$")
REACH = 500
_BLOCK = 512
_MOST_BLOCKS = 64
_LONGEST_BOUND = 52


class Sentences:
    """The bounds of a text's sentences: every stretch that mentions stand in is read once."""

    def __init__(self, source: CleanText) -> None:
        self._source = source
        self._blocks: dict[int, tuple[list[int], list[int]]] = {}

    def start(self, position: int) -> int:
        """Where the sentence or line around `position` begins, at most `REACH` characters back."""
        floor = position - REACH if position > REACH else 0
        block = position // _BLOCK
        while True:
            _, ends = self._blocks.get(block) or self._bounds(block)
            if before := bisect_right(ends, position):
                return max(ends[before - 1], floor)
            block -= 1
            if block < floor // _BLOCK:
                return floor

    def end(self, position: int, reach: int = REACH) -> int:
        """Where the sentence or line around `position` ends, at most `reach` characters on."""
        ceiling = min(len(self._source.text), position + reach)
        for block in range(position // _BLOCK, ceiling // _BLOCK + 1):
            begins, ends = self._blocks.get(block) or self._bounds(block)
            following = bisect_right(ends, position)
            if following < len(ends):
                return max(position, min(begins[following], ceiling))
        return ceiling

    def _bounds(self, block: int) -> tuple[list[int], list[int]]:
        """Where what parts two sentences begins and ends, of all that begin in the block."""
        if len(self._blocks) >= _MOST_BLOCKS:
            self._blocks.clear()  # mentions come in order: what is behind is done with
        bounds = self._blocks[block] = _read_bounds(self._source, block * _BLOCK)
        return bounds


def _read_bounds(source: CleanText, start: int) -> tuple[list[int], list[int]]:
    begins: list[int] = []
    ends: list[int] = []
    ceiling = start + _BLOCK + _LONGEST_BOUND
    for match in _SENTENCE_END.finditer(source.lower, start, ceiling):
        begin, end = match.span()
        if begin >= start + _BLOCK:
            break
        if source.text[begin] != "\n" or not _is_wrapped(source, begin):
            begins.append(begin)
            ends.append(end)
    return begins, ends


def _is_wrapped(source: CleanText, newline: int) -> bool:
    """Whether a line break only wraps a paragraph: a lower-case word goes on after it."""
    if _LEADS_ON.search(source.lower, max(0, newline - 8), newline):
        return True
    line = source.text[max(0, newline - 60) : newline]
    before = line.rstrip(" ")[-1:]
    if not (before.isalnum() or before == ","):
        return False
    following = source.text[newline + 1 : newline + 20]
    if following[:1].islower():
        return line != source.lower[max(0, newline - 60) : newline]
    if following[:1].isspace() or "\n" in line:
        return False
    # a title in capitals; a line of a printed page, which ends with the blank that broke it
    return (line.isupper() and following.isupper()) or line.endswith(" ")
