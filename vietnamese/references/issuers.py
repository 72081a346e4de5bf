"""Who issued a document, as the text states it."""

import re

from vietnamese.cleaning import CleanText
from vietnamese.references.bodies import BODY, body_end
from vietnamese.references.candidates import Candidate
from vietnamese.references.joint import issuer_end, subject_end

_AFTER = re.compile(rf"\s{{0,3}},?\s{{0,2}}(?:của|do)\s{{1,3}}(?P<body>{BODY})")
_BEGIN = re.compile(rf"(?<![^\W\d_])(?P<body>{BODY})")
_VERB = re.compile(
    r"\s{1,3}(?:(?:đã|vừa|cũng|tiếp tục|kịp thời|mới|sẽ|còn|lại|tiếp|chính thức)\s{1,3}){0,3}"
    r"(?:ký\s{1,3})?(?:ban hành|có|ký|ra|gửi|phát hành|họp và ban hành)"
    r"\s{0,3}(?:các\s|một\s|hai\s|0\d\s)?\s{0,2}$"
)
_STATED_AFTER = re.compile(rf"[^.;\n]{{0,120}}?(?<![^\W\d_])(?:do|được)\s(?P<body>{BODY})")
#: Who signs for another: `thay mặt UBND tỉnh, Phó Chủ tịch … đã ký`.
_ON_BEHALF_OF = ("thay mặt ", "ủy quyền của ", "uỷ quyền của ")
_ISSUES = re.compile(r"\s{1,2}(?:ký\s)?ban hành")


def attach_issuer(source: CleanText, candidate: Candidate) -> None:
    """Read the issuer that follows the mention: `của UBND tỉnh`, `do Chính phủ ban hành`."""
    match = _AFTER.match(source.lower, candidate.tail)
    if match is None:
        return
    start = match.start("body")
    end = issuer_end(source, candidate, start)
    if candidate.issuer is None:
        candidate.issuer = _tidy(source.text[start:end])
    candidate.tail = end


def issuer_before(source: CleanText, candidate: Candidate, floor: int) -> str | None:
    """The subject of the verb of issuing right before the mention."""
    if not candidate.follows_verb:
        return None
    verb = _VERB.search(source.lower, max(floor, candidate.start - 60), candidate.start)
    if verb is None:
        return None
    for match in _BEGIN.finditer(source.lower, max(floor, verb.start() - 140), verb.start()):
        if source.lower.endswith("đề nghị của ", 0, match.start()):
            continue  # who proposed it, not who issued it
        if source.lower.endswith(_ON_BEHALF_OF, 0, match.start()):
            end = issuer_end(source, candidate, match.start())
            return _tidy(source.text[match.start() : end].partition(",")[0])
        end = subject_end(source, candidate, match.start(), verb.start())
        if end >= verb.start():
            return _tidy(source.text[match.start() : verb.start()])
    return None


def issuer_stated_after(source: CleanText, candidate: Candidate, stop: int) -> str | None:
    """The issuer in `… do Chính phủ ban hành ngày …`, `được Chính phủ ban hành`."""
    lower, begin, end = source.lower, candidate.tail, min(stop, candidate.tail + 200)
    if lower.find("do", begin, end) < 0 and lower.find("được", begin, end) < 0:
        return None
    match = _STATED_AFTER.match(lower, begin, end)
    if match is None:
        return None
    start = match.start("body")
    end = body_end(source, start)
    if not _ISSUES.match(source.lower, end):
        return None
    return _tidy(source.text[start:end])


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" ,-")
