"""What the text says happens to a document, told by the cue nearest before the mention."""

import re

from vietnamese.cleaning import CleanText
from vietnamese.references.candidates import Candidate
from vietnamese.references.model import Relation, RelationRole

#: Cues in the words before a mention. The one that ends last wins; of equals the first.
_CUES: tuple[tuple[Relation, RelationRole | None, str], ...] = (
    ("amends", "agent", r"(?:được|bị)\s(?:sửa đổi|bổ sung|sửa|điều chỉnh)[^.;]{0,80}"),
    ("replaces", "agent", r"(?:được|bị)\sthay thế[^.;]{0,40}"),
    ("repeals", "agent", r"(?:được|bị)\s(?:bãi bỏ|hủy bỏ|huỷ bỏ|thu hồi)[^.;]{0,40}"),
    ("amends", "target", r"(?:sửa đổi|bổ sung|điều chỉnh|đính chính)"),
    ("replaces", "target", r"(?:thay thế|thay cho)"),
    ("repeals", "target", r"(?:bãi bỏ|hủy bỏ|huỷ bỏ|thu hồi|hủy|huỷ)"),
    ("based_on", None, r"căn c(?:ứ|ú)"),
    (
        "implements",
        None,
        r"(?:thực hiện|triển khai|hướng dẫn|quy định chi ti?ết|chi tiết|thi hành|chấp hành"
        r"|quán triệt|theo tinh thần|tổ chức thực hiện)",
    ),
)
_COMPILED = tuple(
    (relation, role, re.compile(rf"(?<![^\W\d_])(?:{cue})(?![^\W\d_])"))
    for relation, role, cue in _CUES
)
#: Words after which an earlier cue no longer speaks of the mention.
_BREAK = re.compile(
    r"(?:vi phạm|theo quy định|quy định tại|kèm theo|nêu tại|nêu trong|tại|đã được|trái với|giữa"
    r"|quy định trong|là|thành lập theo|được giao tại)(?![^\W\d_])"
)
_ISSUING = re.compile(
    r"(?<![^\W\d_])(?:ban hành|có|ký|ra|gửi|phát hành|tiếp tục có|trao)\s{0,3}"
    r"(?:các\s|một\s|0\d\s)?$"
)
_EXPIRES = re.compile(r"\shết hiệu lực")
_NEAR = {"based_on": 200, "implements": 110, "amends": 170, "replaces": 140, "repeals": 120}
_JOINT = re.compile(r"[\s,;|*]*(?:và|hoặc|cùng|các)?[\s,;|*]*(?:số|các)?\s*")


def attach_relation(
    source: CleanText,
    candidate: Candidate,
    previous: Candidate | None,
    begin: int,
    finish: int,
) -> None:
    """Tell the relation of a mention from its sentence (`begin` to `finish`).

    `previous` is the mention before it in the same sentence, whose relation goes on through a list.
    """
    floor = begin if previous is None else max(begin, previous.tail)
    gap = source.lower[floor : candidate.start]
    if _EXPIRES.search(source.lower, candidate.tail, finish):
        candidate.relation, candidate.relation_role = "repeals", "target"
        return
    if _ISSUING.search(gap):
        candidate.relation = "issued"
        return
    found: tuple[int, Relation, RelationRole | None] | None = None
    for relation, role, cue in _COMPILED:
        for match in cue.finditer(gap):
            near = len(gap) - match.end() <= _NEAR[relation]
            if near and (found is None or match.end() > found[0]):
                found = match.end(), relation, role
    if found is not None and not (found[1] == "implements" and _BREAK.search(gap, found[0])):
        candidate.relation, candidate.relation_role = found[1], found[2]
        return
    if previous is not None and _goes_on(gap):
        candidate.relation, candidate.relation_role = previous.relation, previous.relation_role


def _goes_on(gap: str) -> bool:
    return _JOINT.fullmatch(gap) is not None
