"""What a pasted citation says behind a document's number: the day of issue, and who issued it.

`Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh` names one document, whose own entry in a
register has none of these words; so they tell which of those with the number comes first.
"""

import re
from collections.abc import Iterator, Sequence

from indexer.query.nodes import DocumentNumber, Issued
from vietnamese.cleaning import clean
from vietnamese.dates import DATE_PATTERN, day_of
from vietnamese.folding import fold
from vietnamese.provinces import find_province
from vietnamese.references.bodies import BODY, body_end

_DAY = re.compile(rf"(?:ngày\s)?{DATE_PATTERN}(?=[\s.,;:]|$)")
#: The words of a date as `DATE_PATTERN` has them, by the same without diacritics.
_WORDS_OF_DATES = {"ngay": "ngày", "thang": "tháng", "nam": "năm"}
#: How many words a date may have: `ngày 11 tháng 12 năm 2022`.
_LONGEST_DAY = 6

_BODY = re.compile(BODY)
#: Bodies as they are typed without diacritics, where no list could tell all names from words.
_UNMARKED_BODIES = (
    *("quoc hoi", "chinh phu", "thu tuong chinh phu", "thu tuong"),
    *("ubnd", "hdnd", "uy ban nhan dan", "hoi dong nhan dan"),
)
_OF_A_PLACE = ("tinh", "thanh pho", "tp")
_LONGEST_PLACE = 4


def read_issued(number: DocumentNumber, words: Sequence[str]) -> tuple[Issued | None, int]:
    """What the words right behind a number say of its document, and how many words do so."""
    day, of_day = _day(words)
    issuer, of_issuer = _issuer(words[of_day:])
    length = of_day + of_issuer
    return (Issued(number, day, issuer), length) if length else (None, 0)


def _day(words: Sequence[str]) -> tuple[str | None, int]:
    typed = [word.lower() for word in words[:_LONGEST_DAY]]
    text = " ".join(_WORDS_OF_DATES.get(word, word) for word in typed)
    match = _DAY.match(text)
    day = day_of(match) if match else None
    return (day, _count_words(text[: match.end()])) if match and day else (None, 0)


def _issuer(words: Sequence[str]) -> tuple[str | None, int]:
    """The body behind `của`, and how many words that takes with it."""
    if len(words) < 2 or fold(words[0]) != "cua":
        return None, 0
    if words[0] == fold(words[0]):
        length = _unmarked_length([fold(word).rstrip(".,;:") for word in words[1:]])
    else:
        source = clean(" ".join(words[1:]))
        begins = _BODY.match(source.lower) is not None
        length = _count_words(source.text[: body_end(source, 0)]) if begins else 0
    if not length:
        return None, 0
    return " ".join(words[1 : length + 1]).rstrip(".,;:"), length + 1


def _unmarked_length(words: Sequence[str]) -> int:
    """How many words of a text without diacritics are the name of a body, and its place."""
    body = next(_lengths(words, _UNMARKED_BODIES), 0)
    rest = words[body:]
    unit = next(_lengths(rest, _OF_A_PLACE), 0) if body else 0
    if not unit:
        return body
    names = (
        n
        for n in range(min(_LONGEST_PLACE, len(rest) - unit), 0, -1)
        if find_province(" ".join(rest[unit : unit + n]))
    )
    return body + unit + next(names, 0)


def _lengths(words: Sequence[str], names: Sequence[str]) -> Iterator[int]:
    """The lengths, in words, of those names that the words begin with."""
    for name in names:
        length = _count_words(name)
        if " ".join(words[:length]) == name:
            yield length


def _count_words(text: str) -> int:
    return len(text.split())
