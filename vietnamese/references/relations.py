"""What the text says happens to a document, told by the cue nearest before the mention."""

import re

from vietnamese.cleaning import CleanText
from vietnamese.references.candidates import Candidate
from vietnamese.references.model import Relation, RelationRole
from vietnamese.references.verbs import may_follow_verb

#: Cues in the words before a mention. The one that ends last wins; of equals the first.
_CUES: tuple[tuple[Relation, RelationRole | None, str], ...] = (
    ("amends", "agent", r"(?:được|bị)\s(?:sửa đ[ổỗ]i|b[ổỗ] sung|sửa|điều chỉnh)[^.;]{0,80}"),
    ("replaces", "agent", r"(?:được|bị)\sthay thế[^.;]{0,40}"),
    ("repeals", "agent", r"(?:được|bị)\s(?:bãi bỏ|hủy bỏ|huỷ bỏ|thu hồi)\s(?:bởi|theo)[^.;]{0,40}"),
    (
        "amends",
        "target",
        r"(?:sửa đổi|sửa|đính chính|bổ sung)"
        r"(?:,?\s(?:và\s)?(?:bổ sung|thay thế|bãi bỏ|sửa đổi)){0,3}"
        r"|điều chỉnh"
        r"(?=(?:,?\s(?:bổ sung|một số|các|những|nội dung|điều|khoản|tại|của|\d+)){0,8}\s*$)",
    ),
    ("replaces", "target", r"(?:thay thế|thay cho)"),
    ("repeals", "target", r"(?:bãi bỏ|hủy bỏ|huỷ bỏ|thu hồi|hủy|huỷ)"),
    ("based_on", None, r"(?<!làm )căn c(?:ứ|ú)"),
    (
        "implements",
        None,
        r"(?:thực hiện|triển khai|hướng dẫn|quy định ch[iỉ] tiết|(?<!hiệu lực )thi hành|chấp hành"
        r"|quán triệt|(?:theo|nội dung) tinh thần)",
    ),
)
_CUE = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(f"(?P<cue{index}>{cue})" for index, (_, _, cue) in enumerate(_CUES))
    + r")(?![^\W\d_])"
)
#: What each of the cues begins with: found ten times as fast, for it is plain letters.
_CUE_WORD = re.compile(
    "được|bị|sửa|đính chính|bổ sung|điều chỉnh|thay|bãi|hủy|huỷ|thu hồi|căn c|thực hiện|triển khai"
    "|hướng dẫn|quy định ch|thi hành|chấp hành|quán triệt|theo tinh|nội dung tinh"
)
#: Words after which an earlier cue no longer speaks of the mention.
_BREAK = re.compile(
    r"(?<![^\W\d_])(?:vi phạm|theo quy định|quy định tại|kèm theo|nêu tại|trái với"
    r"|quy định trong|thành lập theo|được giao tại|theo đề nghị)(?![^\W\d_])"
)
_ISSUING = re.compile(
    r"(?<![^\W\d_])(?:ban hành|(?<!khi )có|ký|ra|gửi|phát hành|(?<!quy định )chi tiết|toàn văn)"
    r"\s{0,3}(?:các\s|một\s|0\d\s)?$"
)
_EXPIRES = re.compile(r"\shết hiệu lực")
_NEAR = {"based_on": 200, "implements": 110, "amends": 170, "replaces": 140, "repeals": 120}
#: The end of what stands before the next member of a list.
_GOES_ON = re.compile(r"(?:^|[;,]|\svà|\scùng|\shoặc)[\s*]*(?:các\s)?(?:số\s)?$")
#: News of a document: `… vừa được Chính phủ ban hành`.
_JUST_ISSUED = re.compile(r"[^.;\n]{0,120}?\s(?:vừa|mới)\s(?:được|do)\s")


def attach_relation(
    source: CleanText,
    candidate: Candidate,
    previous: Candidate | None,
    begin: int,
    finish: int,
) -> None:
    """Tell the relation of a mention from its sentence, which begins and ends there.

    `previous` is the mention before it in the same sentence, whose relation goes on through a list.
    """
    floor = begin if previous is None else max(begin, previous.tail)
    gap = source.lower[floor : candidate.start]
    if _expires(source.lower, candidate.tail, finish):
        candidate.relation, candidate.relation_role = "repeals", "target"
        return
    if may_follow_verb(source, candidate.start) and _ISSUING.search(gap):
        candidate.relation = "issued"
        return
    found = _nearest_cue(gap)
    if found is not None:
        broken = found[0] in ("implements", "repeals") and _BREAK.search(gap, found[2])
        if not broken:
            candidate.relation, candidate.relation_role = found[0], found[1]
    elif previous is not None and _GOES_ON.search(gap) and not _BREAK.search(gap):
        candidate.relation, candidate.relation_role = previous.relation, previous.relation_role
    elif _JUST_ISSUED.match(source.lower, candidate.tail, finish):
        candidate.relation = "issued"


def _expires(lower: str, begin: int, end: int) -> bool:
    """Whether the words after a mention say that it ends; the plain look first is much faster."""
    return lower.find("hết hiệu lực", begin, end) > begin and (
        _EXPIRES.search(lower, begin, end) is not None
    )


def _nearest_cue(gap: str) -> tuple[Relation, RelationRole | None, int] | None:
    """The last cue in the words before a mention that is near enough, and where it ends."""
    nearest = None
    first = _CUE_WORD.search(gap)
    if first is None:
        return None
    for match in _CUE.finditer(gap, first.start()):
        assert match.lastgroup is not None
        relation, role, _ = _CUES[int(match.lastgroup[3:])]
        if len(gap) - match.end() <= _NEAR[relation]:
            nearest = relation, role, match.end()
    return nearest
