"""How what a sentence says next belongs to the document it has named: by the words between."""

import re
from enum import Enum

from vietnamese.references.model import Relation


class Tie(Enum):
    """How a verb belongs to what was named before it."""

    ATTACHED = "of the document right before"
    COORDINATED = "of what the verb before it is of"


#: What stands in brackets or in quotes; and a committee's name, which has a verb in it.
_ASIDE = re.compile(
    r"ban chấp hành|\([^()]{0,300}\)|^[^()]{0,200}\)|“[^“”]{0,400}”|\"[^\"]{0,400}\""
)
_LONGEST = 400
_PARTS = re.compile(r"[,;:]")
#: Nothing but words that join.
_JOINT = re.compile(
    r"(?:và|hoặc|cũng như|đồng thời|qua đó|từ đó|trong đó|nhằm|để|sẽ|đã|cũng|tiếp tục|nội dung|nay"
    r"|có hiệu lực|\s|và có hiệu lực)*"
)
_IN_EFFECT = re.compile(r"\s*(?:và\s)?(?:có\s)?hiệu lực\s|\s*áp dụng từ\s|\s*ngày\s")
_PURPOSE = re.compile(r"(?<![^\W\d_])(?:để|nhằm)(?:\s(?:tiếp tục|tổ chức))?\s*$")
_AND = re.compile(r"(?:^|\s)(?:và|đồng thời|cũng như|hoặc)(?:\s(?:đồng thời|sẽ|đã|để|nhằm))*\s*$")
#: Words that deny what the verb says or only propose it, or speak of another matter.
_DENIED = re.compile(
    r"(?<![^\W\d_])(?:không|chưa|chẳng|thay vì|không phải|không phải là)\s*$"
    r"|(?<![^\W\d_])(?<!theo )"
    r"(?:đề nghị|đề xuất|kiến nghị|dự kiến|dự thảo|góp ý|xem xét|lấy ý kiến)\s"
)
_ELSEWHERE = re.compile(
    r"(?<![^\W\d_])(?:trong khi|còn|nhưng|tuy nhiên|sau khi|trước khi|khi|thì|vi phạm|trái với"
    r"|theo quy định)(?![^\W\d_])"
)
#: Words after which `thực hiện` is only spoken of.
_SPOKEN_OF = re.compile(
    r"(?<![^\W\d_])(?:kết quả|tình hình|quá trình|tiến độ|sơ kết|tổng kết|đánh giá|kiểm tra"
    r"|giám sát|báo cáo|tháng|năm|quý|sau|qua)(?:\s(?!về\s)[^\W\d_]+){0,2}\s*$"
)
_PASSIVE = re.compile(r"(?<![^\W\d_])(?:được|bị)(?:\s(?:tổ chức|các|tiếp tục))*\s*$")
_GOING_ON = re.compile(r"(?<![^\W\d_])(?:đã|đang|vẫn|sẽ|cũng|tiếp tục|phải|cần)\s*$")
_OTHERS_CHANGED = re.compile(r"(?<![^\W\d_])(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?![^\W\d_])")
_TITLE = re.compile(r"(?:^|\s)(?:về|v/v|phê duyệt|ban hành|quy định|công bố|giao)\s")
#: Those who act, at the beginning of a part of a sentence.
_ACTOR = re.compile(
    r"\s*(?:đến nay|hiện nay|các|những|mọi|nhiều|toàn|sở|ubnd|ủy ban|uỷ ban|hđnd|hội đồng"
    r"|chính phủ|thủ tướng|bộ|ban|tỉnh|thành phố|huyện|xã|phường|ngành|đơn vị|địa phương|cơ quan"
    r"|doanh nghiệp|người|ông|bà|đồng chí|học sinh|công an|chủ tịch|phó|giám đốc|cục|chi cục"
    r"|văn phòng|trung tâm|hội|đoàn|công ty|ngân hàng|tổ|nhân dân|cán bộ|lãnh đạo|trường"
    r"|bệnh viện|chúng tôi|quốc hội|trong|sau|trước|theo|qua|từ|yêu cầu|đề nghị|chỉ đạo)\s"
)
_ACTORS_WITHIN = re.compile(
    r"\s(?:các|những)\s(?:sở|ngành|huyện|xã|phường|đơn vị|địa phương|cơ quan)(?![^\W\d_])"
)
#: What stands before a document that only tells where something is said: `Theo Kế hoạch A, …`.
_GOVERNED = re.compile(
    r"(?<![^\W\d_])(?:theo|tại|trong|với|qua|từ|khi có|trên cơ sở)\s*(?:các\s)?$"
)
#: The beginning of a sentence or a part of it, where `thực hiện` says what the rest is done for.
_OPENS = re.compile(
    r"(?:^|.*[,;:])[\s*+-]*"
    r"(?:(?:và|đồng thời|để|nhằm|tiếp tục|nghiêm túc|kịp thời|chủ động|tổ chức)\s*)*$",
    re.DOTALL,
)
_NEW_MATTER = re.compile(
    r";(?!\s*(?:căn c[ứú]|theo|xét|thực hiện|và|của|luật|bộ luật|pháp lệnh|nghị|quyết|thông|chỉ"
    r"|công|kế|chương|đề)\s?)"
)


def without_asides(words: str) -> str:
    """The words on one line, what stands in brackets or quotes blanked out."""
    words = words.replace("\n", " ")
    return _ASIDE.sub(lambda aside: " " * len(aside.group()), words)


def is_governed(words: str) -> bool:
    """Whether the words before a document make it a place in which something is said."""
    return _GOVERNED.search(words) is not None


def opens_clause(words: str) -> bool:
    """Whether a verb after these words says what all that follows is done for."""
    return _OPENS.match(words) is not None


def same_matter(words: str) -> bool:
    """Whether a sentence goes on to the verb of issuing with the reasons that it began with."""
    return not (_NEW_MATTER.search(words) or _ELSEWHERE.search(words))


def tie(words: str, relation: Relation, *, governed: bool) -> Tie | None:
    """How a verb is tied to the document named before the `words` that precede the verb.

    `governed` says that this document is none that does something itself in its sentence.
    """
    changes = relation in ("amends", "replaces", "repeals")
    if not words.strip():
        return Tie.ATTACHED
    if len(words) > _LONGEST or _DENIED.search(words) or _ELSEWHERE.search(words):
        return None
    if not changes and (_speaks_of_it_only(words) or _PASSIVE.search(words)):
        return None
    first, *others = _PARTS.split(words)
    if not others:
        if _AND.search(words) and not _TITLE.search(words):
            return Tie.COORDINATED
        return None if governed and _ACTORS_WITHIN.search(words) else Tie.ATTACHED
    if any(_ACTOR.match(part) for part in others):
        return None
    purpose = changes or _PURPOSE.search(words)
    if purpose and _JOINT.fullmatch(others[-1]) and all(map(_IN_EFFECT.match, others[:-1])):
        return Tie.COORDINATED
    if purpose and _IN_EFFECT.match(others[-1]):
        return Tie.COORDINATED
    if governed or not _TITLE.search(first) or ";" in words:
        return None
    return Tie.ATTACHED if changes or not _GOING_ON.search(words) else None


def _speaks_of_it_only(words: str) -> bool:
    return bool(_SPOKEN_OF.search(words) or _OTHERS_CHANGED.search(words))
