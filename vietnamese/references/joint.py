"""Where an issuer ends and another body begins that only acts: `… của Chính phủ, UBND tỉnh …`.

What several bodies issued together names them one after the other in the same way, so its number
decides, or else who they are and what follows.
"""

import re
from typing import Literal

from vietnamese.cleaning import CleanText
from vietnamese.references.bodies import BODY, body_end
from vietnamese.references.candidates import Candidate
from vietnamese.symbols import split_symbol

#: Of one body or of several, by the symbol; None where that does not tell.
Issuing = Literal["single", "joint"] | None

_NEXT_BODY = re.compile(rf",\s{{1,2}}(?P<body>{BODY})")
_LARGEST_SINGLE = 2
_LOWEST = 2
_JOINT_CODE = re.compile(r".*(?:L[TNBS]|PH)$|LB|LS")
#: Those above all ministries, and those of a province or below.
_HIGHEST = re.compile(
    r"chính phủ|(?:phó )?thủ tướng|quốc hội|bộ chính trị|ban bí thư|ban chấp hành trung ương"
    r"|trung ương|chủ tịch nước|(?:ủy|uỷ) ban thường vụ quốc hội|ubtvqh|tổng bí thư|hội nghị"
    r"|hội đồng bộ trưởng|hđbt"
)
_LOCAL = re.compile(
    r"(?:(?:phó )?(?:chủ tịch|giám đốc|bí thư|trưởng ban|ban thường vụ|ban chấp hành|thường trực)"
    r" )?"
    r"(?:ubnd|hđnd|(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân|sở|(?:tỉnh|thành|huyện|quận|thị) "
    r"(?:ủy|uỷ)|đảng (?:bộ|ủy|uỷ) (?:tỉnh|thành|huyện|quận|xã|phường)|tỉnh|thành phố|tp|chi cục"
    r"|phòng|(?:công an|thanh tra|văn phòng) (?:tỉnh|thành|huyện|quận|ubnd))(?![^\W\d_])"
)
#: Units named with the body they belong to: `Cục Quản lý Dược, Bộ Y tế`.
_UNIT = re.compile(r"cục|tổng cục|vụ|viện|trường|trung tâm|phòng|cơ quan|chi cục|đại học")
_PARENT = re.compile(r"bộ(?! trưởng)|sở|công an|đại học|tổng cục")
#: What a body does that has issued something on these grounds, or does something else.
_ACTS = re.compile(
    r"\s{1,2}(?:(?:đã|vừa|sẽ|cũng|mới|đang)\s|(?:tiếp tục\s|kịp thời\s)?"
    r"(?:ban hành(?!\s(?:ngày|kèm))|có(?!\shiệu lực)|ký|ra|gửi|phát hành|yêu cầu|đề nghị|chỉ đạo"
    r"|tổ chức|triển khai|thực hiện|giao|thông báo|xây dựng|phối hợp|chủ trì|quyết định|thống nhất"
    r"|đồng ý|chấp thuận|công bố|cho biết|thôi|phê duyệt|kết luận)(?![^\W\d_]))"
)


def issuer_end(source: CleanText, candidate: Candidate, start: int) -> int:
    """Where the issuer of the document ends whose name begins at `start`."""
    end = body_end(source, start)
    comma = source.lower.find(",", start, end)
    while comma > 0:
        following = _NEXT_BODY.match(source.lower, comma, end)
        if following and _is_another(source, candidate, (start, comma), following.start("body")):
            return comma
        comma = source.lower.find(",", comma + 1, end)
    return end


def subject_end(source: CleanText, candidate: Candidate, start: int, verb: int) -> int:
    """Where the body ends that begins at `start` and may be the subject of the verb at `verb`."""
    end = body_end(source, start, ceiling=verb)
    # who acted on the chief's instructions is not the chief
    is_owner = source.lower.endswith("của ", 0, start)
    rank = _rank(source.lower, start)
    comma = source.lower.find(",", start, end)
    while comma > 0 and _issuing(candidate) != "joint":
        following = _NEXT_BODY.match(source.lower, comma, end)
        if following:
            begin = following.start("body")
            # `… về phòng dịch, Sở Y tế ban hành …`
            is_common = source.text[start].islower() and source.text[begin].isupper()
            if is_owner or is_common or _rank(source.lower, begin) > rank:
                return comma
        comma = source.lower.find(",", comma + 1, end)
    return end


def _is_another(
    source: CleanText, candidate: Candidate, own: tuple[int, int], following: int
) -> bool:
    lower = source.lower
    issuing = _issuing(candidate)
    rank, next_rank = _rank(lower, own[0]), _rank(lower, following)
    if issuing == "joint" or lower.startswith("liên", own[0]):
        return rank < next_rank == _LOWEST
    if next_rank > rank:
        return True
    if lower[own[0] : own[1]] == "bộ trưởng":
        return False  # `Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc` is one man
    if _ACTS.match(lower, body_end(source, following)):
        return True
    if issuing is None or next_rank == 0:
        return False  # `Bộ Chính trị, Ban Bí thư`
    return not (_UNIT.match(lower, own[0]) and _PARENT.match(lower, following))


def _rank(lower: str, start: int) -> int:
    if _HIGHEST.match(lower, start):
        return 0
    return _LOWEST if _LOCAL.match(lower, start) else 1


def _issuing(candidate: Candidate) -> Issuing:
    if candidate.type is not None and "liên tịch" in candidate.type.name:
        return "joint"
    if not candidate.symbol:
        return None
    codes = split_symbol(candidate.symbol)
    if any(map(_JOINT_CODE.match, codes)):
        return "joint"
    return "single" if len(codes) <= _LARGEST_SINGLE else None
