"""Dates and issuers that stand after the document's title, as the notes of the Pháp điển have them.

`Thông tư số 14/2012/TT-BCA Hướng dẫn … ngày 12/10/2012 của Bộ Công an, có hiệu lực …`: the title
may name other documents, so the date that closes it is matched to the title that is still open.
"""

import re

from vietnamese.cleaning import CleanText
from vietnamese.dates import DATE_PATTERN, day_of
from vietnamese.references.candidates import Candidate
from vietnamese.references.contexts import Sentences
from vietnamese.references.issuers import attach_issuer

#: Looks back from the first letter, so that the search for that letter comes first.
_NOT_AFTER = "".join(f"(?<!{word} .)" for word in ("từ", "sau", "đến", "trước", "tới"))
_CLOSING = re.compile(
    rf"(?:b{_NOT_AFTER}an hành\s{{1,2}}ngày|n{_NOT_AFTER}gày)\s{{1,2}}{DATE_PATTERN}"
    r"(?=\s{1,2}của\s|\s{0,2}[);])"
)
_TITLE = re.compile(r"\s{1,3}[A-ZĐÀ-Ỹ]\w+[^.\n]")
_REACH = 900


def attach_closing_dates(
    source: CleanText, sentences: Sentences, candidates: list[Candidate]
) -> None:
    """Give documents whose title follows the number at once the date that closes the title."""
    position = 0
    for index, candidate in enumerate(candidates):
        if candidate.start < position or not _has_open_title(source, candidate):
            continue
        end = sentences.end(candidate.tail, _REACH)
        last = index + 1
        while last < len(candidates) and candidates[last].start < end:
            last += 1
        _close(source, candidates[index:last], end)
        position = end


def _has_open_title(source: CleanText, candidate: Candidate) -> bool:
    return (
        candidate.issued_on is None
        and candidate.end == candidate.tail
        and _TITLE.match(source.text, candidate.end) is not None
    )


def _close(source: CleanText, group: list[Candidate], end: int) -> None:
    """Match the closing dates of one sentence to its open titles, the innermost first."""
    is_open: list[Candidate] = []
    waiting = list(reversed(group))
    for match in _CLOSING.finditer(source.lower, group[0].tail, end):
        while waiting and waiting[-1].start <= match.start():
            candidate = waiting.pop()
            if candidate.tail > match.start():
                break
            if _has_open_title(source, candidate):
                is_open.append(candidate)
        else:
            day = day_of(match)
            if is_open and day is not None:
                closed = is_open.pop()
                closed.issued_on = day
                title_end, closed.tail = closed.tail, match.end()
                attach_issuer(source, closed)
                closed.tail = title_end
