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


_TIMED_LINE = re.compile(r"[^\n]{0,300}\n\s{0,3}\d\d?/\d\d?/\d{4}\s?\|")


def read_row(source: CleanText, candidate: Candidate) -> None:
    """Take date and relation from the layout: number alone on its line, its date on the next.

    A document that a listing card begins with, below the card's time, is what the card announces.
    """
    start = candidate.start
    begins_line = start == 0 or source.text[start - 1] == "\n"
    if not begins_line:
        return
    if candidate.type is None and source.text[candidate.end : candidate.end + 1] == "\n":
        candidate.relation = "issued"
        match = _DATE_LINE.match(source.lower, candidate.end)
        if match and candidate.issued_on is None:
            candidate.issued_on = day_of(match)
    elif candidate.relation == "mentions" and (
        _DATED_CARD.search(source.lower, max(0, start - 100), start)
        or _TIMED_LINE.match(source.lower, candidate.end)
    ):
        candidate.relation = "issued"
