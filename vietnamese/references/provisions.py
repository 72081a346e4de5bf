"""Which part of a document a mention is about: `điểm a khoản 2 Điều 5`."""

import re
from itertools import pairwise

from vietnamese.cleaning import CleanText

_NUMBER = (
    r"(?:[0-9]{1,3}[a-zđ]?(?:\.[0-9a-zđ]{1,4}){0,5}|[a-zđ](?![^\W\d_])"
    r"|[ivxlc]{1,6}[a-z]?(?![^\W\d_]))"
)
_UNIT_WORD = re.compile("điểm|khoản|điều|chương|mục|phần|phụ lục|tiết|tiểu mục")
_UNIT = r"(?:điểm|khoản|điều|chương|mục|phần|phụ lục(?:\s{1,2}số)?|tiết|tiểu mục)"
_PART = rf"{_UNIT}\s{{1,2}}{_NUMBER}"
_JOINT = r"(?:\s{0,2},\s{0,2}(?:và\s{1,2})?|\s{1,3}(?:và\s{1,2})?|\s{1,2}của\s{1,2})"
_PARTS = rf"{_PART}(?:{_JOINT}(?:{_PART}|{_NUMBER}(?=[\s,]))){{0,11}}"
_BEFORE = re.compile(
    rf"(?<![^\W\d_])(?P<parts>{_PARTS})"
    r"\s{0,2},?\s{0,2}(?:ban hành\s)?(?:kèm\stheo\s)?(?:của\s{1,2})?$"
)
#: A part that names the whole of which it is one: `Điều 3`; two of them are two provisions.
_AND = re.compile(r"\s{1,2}và\s{1,2}(?=điểm)")
#: Notes of the Pháp điển give articles with headings: `Điều 22. …; Điều 23. … của Nghị định`.
_HEADED = re.compile(r"(?<![^\W\d_])điều\s[0-9][0-9a-zđ.]{0,20}?(?=\.\s)")
_OF = re.compile(r"của\s{1,2}$")
_NOTE = "nội dung liên quan đến"
_REACH = 160


def read_provisions(source: CleanText, start: int, floor: int) -> tuple[str, ...]:
    """The provisions named right before a mention at `start`, reading back to `floor` at most."""
    window = max(floor, start - _REACH)
    unit = _UNIT_WORD.search(source.lower, window, start)
    match = _BEFORE.search(source.lower, unit.start(), start) if unit else None
    if match is None:
        return ()
    text = source.text[match.start("parts") : match.end("parts")]
    cuts = [0, *(m.end() for m in _AND.finditer(text.lower())), len(text)]
    parts = [text[a:b] for a, b in pairwise(cuts)]
    return tuple(" ".join(part.split()).removesuffix(" và").strip(" ,") for part in parts)


def headed_provisions(source: CleanText, start: int, floor: int) -> tuple[str, ...]:
    """The articles with headings before `của Nghị định …` in a note of the Pháp điển."""
    near = max(0, start - 6)
    if source.lower.find("của", near, start) < 0 or not _OF.search(source.lower, near, start):
        return ()
    window = max(floor, start - 1500)
    note = source.lower.rfind(_NOTE, window, start)
    begin = note if note >= 0 else window
    if (
        note < 0
        and floor > start - 1500
        and _NOTE not in source.lower[max(0, floor - 1500) : floor]
    ):
        return ()
    return tuple(
        source.text[m.start() : m.end()] for m in _HEADED.finditer(source.lower, begin, start)
    )
