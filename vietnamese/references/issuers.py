"""Who issued a document, as the text states it."""

import re

from vietnamese.cleaning import CleanText
from vietnamese.references.bodies import BODY, body_end
from vietnamese.references.candidates import Candidate
from vietnamese.references.joint import issuer_end, subject_end

#: What may stand between a number and its issuer: a day without its year, a year, a footnote.
_LOOSE_DATE = (
    r"(?:\s{1,2}ngày\s{1,2}\d{1,2}[/.-]\d{1,2}|\s{1,2}năm\s{1,2}\d{4}"
    r"|\s{0,2}\(ngày\s{1,2}[\d/.-]{3,10}\))?(?:\s?\[\d{1,3}\])?"
)
_AFTER = re.compile(
    rf"{_LOOSE_DATE}\s{{0,3}},?\s{{0,2}}(?:của|do|ban hành bởi)\s{{1,3}}(?P<body>{BODY})"
)
#: Who says something in a document: `đề nghị của Sở Nội vụ tại Tờ trình số …`.
_AT = re.compile(r"\s{1,3}tại\s{1,3}(?:các\s{1,3})?$")
_SAYS = re.compile(
    r"(?:(?<![^\W\d_])(?:đề nghị|ý kiến|chỉ đạo|kết luận|hướng dẫn|yêu cầu|quy định"
    r"|(?<!công )(?<!chương )trình|kiến nghị|chấp thuận)(?:\s[^\W\d_]{1,7}){0,2}|[;,]|\svà|^)"
    rf"\s{{0,3}}của\s{{1,8}}(?P<body>{BODY})"
)
#: Who decides something by it: `được Thủ tướng phê duyệt tại Quyết định số …`.
_BY = re.compile(r"\s{1,3}(?:tại|bằng|theo)\s{1,3}(?:các\s{1,3})?$")
_DECIDES = re.compile(rf"(?<![^\W\d_])(?:được|do)\s{{1,3}}(?P<body>{BODY})")
_DECIDED = re.compile(
    r"\s{1,3}(?:phê duyệt|công nhận|ban hành|cho phép|chấp thuận|thành lập|xếp hạng)(?![^\W\d_])"
    r"[^.,;:()\n]{0,80}"
)
_BEGIN = re.compile(rf"(?<![^\W\d_])(?P<body>{BODY})")
_VERB = re.compile(
    # an abbreviation in brackets is none of the name
    r"(?:\s\([\w& -]{2,14}\))?\s{1,3}(?:(?:đã|vừa|cũng|tiếp tục|kịp thời|mới|sẽ|còn|lại|tiếp"
    r"|chính thức|một lần nữa)\s{1,3}){0,3}"
    r"(?:ký\s{1,3})?(?:ban hành|có|ký|ra|gửi|phát hành|thông qua|cấp|họp và ban hành)"
    r"\s{0,3}(?:các\s|một\s|hai\s|0\d\s)?\s{0,2}$"
)
_STATED_AFTER = re.compile(rf"[^.;\n]{{0,120}}?(?<![^\W\d_])(?:do|được)\s(?P<body>{BODY})")
#: Who signs for another: `thay mặt UBND tỉnh, Phó Chủ tịch … đã ký`.
_ON_BEHALF_OF = ("thay mặt ", "thừa ủy quyền của ", "thừa uỷ quyền của ")
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


def issuer_who_says(source: CleanText, candidate: Candidate, floor: int) -> str | None:
    """Whose proposal, opinion or rule the text says to stand in the document."""
    if not candidate.before.endswith(("tại", "các")):
        return None
    lower, start = source.lower, candidate.start
    at = _AT.search(lower, max(floor, start - 12), start)
    if at is None:
        return None
    for match in _SAYS.finditer(lower, max(floor, at.start() - 130), at.start()):
        if body_end(source, match.start("body"), ceiling=at.start()) >= at.start():
            return _tidy(source.text[match.start("body") : at.start()])
    return None


def issuer_who_decides(source: CleanText, candidate: Candidate, floor: int) -> str | None:
    """Who approved or recognised something by the document.

    What is done `theo` a document may follow the rules of another body: decisions alone count.
    """
    if candidate.numbering is None:
        return None
    if not candidate.before.endswith(("tại", "bằng", "theo", "các")):
        return None
    lower, start = source.lower, candidate.start
    by = _BY.search(lower, max(floor, start - 13), start)
    if by is None or ("theo" in by.group() and not _is_decision(candidate)):
        return None
    for match in _DECIDES.finditer(lower, max(floor, by.start() - 190), by.start()):
        verb = _DECIDED.search(lower, match.end(), by.start())
        if verb is None or verb.end() != by.start():
            continue
        if body_end(source, match.start("body"), ceiling=verb.start()) >= verb.start():
            return _tidy(source.text[match.start("body") : verb.start()])
    return None


def _is_decision(candidate: Candidate) -> bool:
    is_rule = candidate.numbering is not None and candidate.numbering.year is not None
    return candidate.type is not None and candidate.type.name == "Quyết định" and not is_rule


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
