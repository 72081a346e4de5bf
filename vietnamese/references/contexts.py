"""Where sentences and lines begin and end around a mention, in bounded windows."""

import re

from vietnamese.cleaning import CleanText

#: A full stop ends a sentence when a blank and a capital follow, unless an abbreviation or the
#: number of a provision stands before it (`TP. HCM`, `Q. Phú Nhuận`, `Điều 3. Định nghĩa`).
_SENTENCE_END = re.compile(
    r"\n|[.!?](?<!\b(?:tp|ts|th|tt|gs|tx)\.)(?<!\b[qphx]\.)(?<!điều\s\d\.)(?<!điều\s\d\d\.)"
    r"[”\"')\].!?]*(?=\s)"
)
#: Words that a line ends with only where the paragraph goes on.
_LEADS_ON = re.compile(r"\s(?:tại|của|và|theo|số|bởi|ngày|năm|các|luật|điều|khoản)\s?$")
REACH = 500


def sentence_start(source: CleanText, position: int) -> int:
    """Where the sentence or line around `position` begins, at most `REACH` characters back."""
    floor = max(0, position - REACH)
    begin = floor
    for match in _SENTENCE_END.finditer(source.lower, floor, position):
        if match.end() <= position and not _is_wrapped(source, match):
            begin = match.end()
    return begin


def sentence_end(source: CleanText, position: int, reach: int = REACH) -> int:
    """Where the sentence or line around `position` ends, at most `reach` characters on."""
    ceiling = min(len(source.text), position + reach)
    for match in _SENTENCE_END.finditer(source.lower, position, ceiling):
        if not _is_wrapped(source, match):
            return match.start()
    return ceiling


def _is_wrapped(source: CleanText, match: re.Match[str]) -> bool:
    """Whether a line break only wraps a paragraph: a lower-case word goes on after it."""
    if match.group() != "\n":
        return False
    if _LEADS_ON.search(source.lower, max(0, match.start() - 12), match.start()):
        return True
    before = source.text[match.start() - 1 : match.start()]
    after = source.text[match.end() : match.end() + 1]
    cased = (
        source.text[match.start() - 60 : match.start()]
        != source.lower[match.start() - 60 : match.start()]
    )
    return cased and after.islower() and (before.isalnum() or before == ",")
