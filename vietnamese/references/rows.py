"""Rows of registers and cards of listings, whose layout says what a sentence would."""

import re

from vietnamese.cleaning import CleanText
from vietnamese.dates import DATE_PATTERN, day_of
from vietnamese.references.candidates import Candidate

_DATE_LINE = re.compile(
    rf"\n[ ]{{0,3}}(?:{DATE_PATTERN}|(?P<iso>\d{{4}}-\d\d-\d\d))[ ]{{0,3}}(?=\n|$)"
)
_DATED_CARD = re.compile(
    r"(?:\|\s?\d\d?:\d\d(?:\s?[ap]m)?|ngày đăng[^\n]{0,60})\s{0,3}\n[^\n]{0,20}$"
)


#: Whose number stands in its letterhead is the document itself, dated by place and day:
#: `Số: 46/CĐ-TTg … Hà Nội, ngày 5 tháng 5 năm 2023`.
_LETTERHEAD = re.compile(r"Số\s{0,2}:")
_LETTER_DAY = re.compile(rf"[^\d]{{0,200}}?\w,\s{{0,2}}ngày\s{{1,2}}{DATE_PATTERN}")
#: A sheet of a document's properties: `Số hiệu | 18/CT-UBND | Ngày ban hành | 29/12/2025`.
_LABEL = re.compile(r"(?<![^\W\d_])số\s?(?:/|và\s|ký\s|kí\s){0,3}hiệu\s?:?[\s|]{0,5}$")
_LABELLED_DAY = re.compile(
    rf"[\s|;,]{{1,5}}ngày\s(?:ban hành|ký|văn bản)\s?:?[\s|]{{0,5}}{DATE_PATTERN}"
)
#: What a text goes on with that has a document and its title for a headline.
_HEADLINE = re.compile(
    r"\s(?:năm\s\d{4}\s(?!đã|được|có|là|của|sẽ|thì|cho|nêu|và)[^\W\d_]|(?:về việc|v/v)\s)"
    # its title on the next line, not another document of a list
    r"|\n(?!nghị|thông tư|quyết định|luật|bộ luật|pháp lệnh|chỉ thị|công văn|kế hoạch|văn bản)"
    r"[^\W\d_]"
)
#: A row of a table: the day, then the document, perhaps with its issuer before its number.
_DATED_ROW = re.compile(
    rf"(?:^|\n)\s{{0,3}}{DATE_PATTERN}\s{{0,3}}\n(?:[^\W\d_]+\s[^\W\d_]+\scủa\s[^\n\d]{{2,60}})?$"
)
_TIMED_LINE = re.compile(r"[^\n]{0,300}\n\s{0,3}\d\d?/\d\d?/\d{4}\s?\|")


def read_row(source: CleanText, candidate: Candidate) -> None:
    """Take date and relation from the layout: number alone on its line, its date on the next.

    A document that a listing card begins with, below the card's time, is what the card announces;
    so is the one that a letterhead, a sheet of properties or a headline names.
    """
    start = candidate.start
    if candidate.type is None or not candidate.own_type:
        _read_own_number(source, candidate)
    begins_line = start == 0 or source.text[start - 1] == "\n"
    if candidate.relation == "mentions" and _is_dated_row(source, candidate, begins_line):
        candidate.relation = "issued"
    if not begins_line:
        return
    if candidate.type is None and source.text[candidate.end : candidate.end + 1] == "\n":
        candidate.relation = "issued"
        match = _DATE_LINE.match(source.lower, candidate.end)
        if match and candidate.issued_on is None:
            candidate.issued_on = day_of(match)
    elif start == 0 and candidate.numbering and _HEADLINE.match(source.lower, candidate.tail):
        candidate.relation, candidate.relation_role = "issued", None
    elif candidate.relation == "mentions" and (
        _DATED_CARD.search(source.lower, max(0, start - 100), start)
        or _TIMED_LINE.match(source.lower, candidate.end)
    ):
        candidate.relation = "issued"


def _is_dated_row(source: CleanText, candidate: Candidate, begins_line: bool) -> bool:
    """Whether the line before is a day, and this one begins with the document."""
    if candidate.type is None or not (begins_line or candidate.issuer):
        return False
    window = max(0, candidate.start - 110)
    newline = source.lower.rfind("\n", window, candidate.start)
    if newline < 1 or not source.lower[newline - 3 : newline].strip().isdigit():
        return False
    return _DATED_ROW.search(source.lower, window, candidate.start) is not None


def _read_own_number(source: CleanText, candidate: Candidate) -> None:
    """Read the number in a letterhead or in a sheet of properties, which is the document's own."""
    if _LETTERHEAD.match(source.text, candidate.start):
        day = _LETTER_DAY.match(source.lower, candidate.end)
    elif _LABEL.search(source.lower, max(0, candidate.start - 24), candidate.start):
        day = _LABELLED_DAY.match(source.lower, candidate.end)
    else:
        return
    candidate.relation, candidate.relation_role = "issued", None
    if day and candidate.issued_on is None:
        candidate.issued_on = day_of(day)
