"""When a document was issued: the date attached to its number, or stated elsewhere beside it."""

import re

from vietnamese.cleaning import CleanText
from vietnamese.dates import DATE_PATTERN, day_of
from vietnamese.references.candidates import Candidate

_DAY = rf"ngày\s{{0,3}}:?\s{{0,2}}{DATE_PATTERN}"
#: `ngày 12/3/2020` after a comma or a year, perhaps; `(12/3/2020)`.
_ATTACHED = re.compile(
    r"(?:(?:\s{1,2}năm\s{1,2}\d{4})?\s{0,3}[,;]?\s{0,3}ngày\s{0,3}:?\s{0,2}"
    rf"|\s{{0,2}}(?P<bracket>\()\s?(?:ngày\s{{1,2}})?){DATE_PATTERN}(?(bracket)\s?\))"
)
#: The body's code once more before the date: `KH-UBND UBND ngày 5/9/2025`.
_REPEATED_CODE = re.compile(r" [A-ZĐ]{2,8}(?= ngày)")
#: `ban hành ngày 13/11/2017`, `ký ngày 24/12/2010`, `ban hành 9/6/2000`.
_ISSUED_AFTER = re.compile(
    rf"(?:ban hành|ký|phát hành|thông qua)\s{{1,2}}(?:vào\s{{1,2}})?"
    rf"(?:ngày\s{{0,3}}:?\s{{0,2}})?{DATE_PATTERN}"
)
#: `của UBND tỉnh ngày 12/3/2020`.
_AFTER_ISSUER = re.compile(rf"\s{{0,2}},?\s{{0,2}}(?:ký\s|ban hành\s)?{_DAY}")
_BEFORE = re.compile(rf"(?<![^\W\d_]){_DAY}")
_ISSUING_VERB = re.compile(
    r"(?<![^\W\d_])(?:ban hành|có|ký|ra|gửi|phát hành|thông qua|trao|cấp|công bố)"
    r"\s{0,3}(?:các\s|một\s|hai\s|0\d\s)?\s{0,2}$"
)
_REACH_AFTER = 350


def attach_date(source: CleanText, candidate: Candidate) -> None:
    """Read the date that follows the number directly; it belongs to the mention's span."""
    match = _ATTACHED.match(source.lower, candidate.end)
    repeated = None
    if match is None and (repeated := _REPEATED_CODE.match(source.text, candidate.end)):
        match = _ATTACHED.match(source.lower, repeated.end())
    day = day_of(match) if match else None
    if match and day and _is_its_own(day, candidate):
        candidate.issued_on = day
        candidate.tail = match.end()
        if not repeated:
            candidate.end = match.end()


def date_after_issuer(source: CleanText, candidate: Candidate) -> None:
    """Read the date that follows the issuer: `Công văn số 12 của Sở Y tế ngày 12/3/2020`."""
    match = _AFTER_ISSUER.match(source.lower, candidate.tail)
    day = day_of(match) if match else None
    if match and day and _is_its_own(day, candidate):
        candidate.issued_on = day
        candidate.tail = match.end()


def _is_its_own(day: str, candidate: Candidate) -> bool:
    """Not so in `Luật Lâm nghiệp năm 2017, ngày 11/3/2021, huyện …`: that is the sentence's day."""
    return candidate.law_year is None or int(day[:4]) == candidate.law_year


def date_stated_after(source: CleanText, candidate: Candidate, stop: int) -> str | None:
    """The date of issuing stated in the rest of the sentence, up to `stop`."""
    ceiling = min(stop, candidate.tail + _REACH_AFTER)
    match = _ISSUED_AFTER.search(source.lower, candidate.tail, ceiling)
    return day_of(match) if match else None


def date_stated_before(source: CleanText, candidate: Candidate, floor: int) -> str | None:
    """The date that opens the sentence that tells of the issuing.

    `Ngày 28/4/2023, UBND tỉnh ban hành Công văn số …`: the verb must stand before the mention.
    """
    if not candidate.follows_verb:
        return None
    begin = max(floor, candidate.start - 40)
    if _ISSUING_VERB.search(source.lower, begin, candidate.start) is None:
        return None
    matches = list(_BEFORE.finditer(source.lower, floor, candidate.start))
    return day_of(matches[-1]) if matches else None
