"""Who issued a document, as the text states it."""

import re

from vietnamese.cleaning import CleanText
from vietnamese.references.candidates import Candidate

_BODY = (
    r"(?:nguyên\s|quyền\s|phó\s)?(?:bộ trưởng|thứ trưởng|thủ tướng|thủ tưởng|chủ tịch|giám đốc"
    r"|tổng giám đốc|cục trưởng|tổng cục trưởng|chánh án|chánh văn phòng|chánh thanh tra|viện trưởng"
    r"|chủ nhiệm|trưởng ban|tổng thanh tra|thống đốc|tổng kiểm toán|hiệu trưởng|chi cục trưởng"
    r"|bí thư|tổng bí thư|liên bộ|liên ngành|liên tịch|bộ chính trị|bộ|chính phủ|quốc hội|ủy ban"
    r"|uỷ ban|ubnd|hđnd|ubtvqh|ubmttq|hội đồng|sở|ban|văn phòng|vpcp|thanh tra|tổng cục|cục|vụ"
    r"|tổng công ty|tập đoàn|công ty|tòa án|toà án|tand|vksnd|viện|tỉnh ủy|tỉnh uỷ|tỉnh ùy"
    r"|thành ủy|thành uỷ|huyện ủy|huyện uỷ|quận ủy|quận uỷ|thị ủy|thị uỷ|đảng ủy|đảng uỷ|đảng đoàn"
    r"|trung ương|công an|trung tâm|ngân hàng|nhnn|kiểm toán|kho bạc|chi cục|trường|đại học"
    r"|bệnh viện|đài|hội nghị|hội|hđqt|đoàn|quân khu|tổng liên đoàn|cơ quan|phòng|bảo hiểm"
    r"|bhxh|mặt trận|học viện|thủ đô|nhà nước|đảng|thành phố|tp|tỉnh)(?![^\W\d_])"
)
_AFTER = re.compile(rf"\s{{0,3}},?\s{{0,2}}(?P<cue>của|do|,)\s{{1,3}}(?P<body>{_BODY})")
_BEGIN = re.compile(rf"(?<![^\W\d_])(?P<body>{_BODY})")
#: What ends the name of a body: what it did, or when, or about what.
_END = re.compile(
    r"\s{0,3}(?:[.;:()\n\"”“|/\[\]…]|,|$)|\s(?:về|quy định|qui định|ban hành|hướng dẫn|sửa đổi"
    r"|bổ sung|bãi bỏ|phê duyệt|v/v|đã|được|cho|để|nhằm|yêu cầu|chỉ đạo|triển khai|thực hiện|có"
    r"|là|theo|tại|từ|ngày|gửi|ký|thay thế|công bố|thông báo|đến|với|khi|sẽ|nêu|trước"
    r"|kết luận|do|trên|trả lời|giao|hết hiệu lực|xem|thành lập|điều chỉnh|đối với|trình|vừa"
    r"|cũng|hiện|mới|năm|nói|thu hồi|hủy|huỷ|cấp|chuyển|mà|này|và\s(?:các|nghị|quyết|thông tư"
    r"|công|kế hoạch|chỉ thị|luật|văn bản)|quyết định|đồng ý|chấp thuận|giải quyết|nêu rõ|xử phạt"
    r"|tổ chức|trong|đề nghị|áp dụng|bao gồm|đang|còn|phải|ra|vào|lần|tiếp tục)(?![^\W\d_])"
)
_COMMA_GOES_ON = re.compile(r",\s(?=(?:[A-ZĐÀ-Ỹ][^\W\d_]*\s?){1,6})")
_NEXT_IS_BODY = re.compile(rf",\s(?:{_BODY}|thể thao|công nghệ|gia đình|du lịch|phòng,)")
_NOT_BODY = re.compile(
    r",\s(?:nghị|quyết|thông tư|công văn|kế hoạch|chỉ thị|luật|văn bản|kết luận|báo cáo|ban hành)"
)
_LOWER_WORDS = frozenset(
    """nhân dân tỉnh thành phố huyện quận xã phường thị trấn nước nhà bộ trưởng chính trị khóa khoá
    thứ và tối cao trung ương đảng vụ quốc gia kiểm sát bệnh viện đa khoa chỉ đạo quản lý khu kinh
    tế cơ quan cảnh điều tra thường hội đồng chủ tịch ủy uỷ ban tư tưởng phòng chống dịch cục tổng
    công ty ty tập đoàn sở văn trung tâm an ngang tham mưu bí liên ngành chi nghị giám đốc nông
    nghiệp thôn y tế giáo dục đào tạo tài nguyên môi trường khoa học công trực thuộc của phòng phủ
    tướng hành - thư tòa toà án""".split()
)
_WORD = re.compile(r"[\s-]{1,3}(?P<word>[^\W_]+(?:[-&.][^\W_]+)*)")
_LIMIT = 120
_VERB = re.compile(
    r"\s{1,3}(?:(?:đã|vừa|cũng|tiếp tục|kịp thời|mới|sẽ|còn|lại|tiếp|chính thức)\s{1,3}){0,3}"
    r"(?:ký\s{1,3})?(?:ban hành|có|ký|ra|gửi|phát hành|trao|họp và ban hành)"
    r"\s{0,3}(?:các\s|một\s|hai\s|0\d\s)?\s{0,2}$"
)
_AGENT_AFTER = re.compile(rf"[^.;\n]{{0,120}}?(?<![^\W\d_])(?:do|được)\s(?P<body>{_BODY})")


def attach_issuer(source: CleanText, candidate: Candidate) -> None:
    """Read the issuer that follows the mention: `của UBND tỉnh`, `do Chính phủ ban hành`."""
    match = _AFTER.match(source.lower, candidate.tail)
    if match is None or (match["cue"] == "," and candidate.symbol is None):
        return
    if match["cue"] == "," and not source.text[match.start("body")].isupper():
        return
    start = match.start("body")
    end = body_end(source, start)
    if match["cue"] == "," and not re.match(r"\s?(?:,|ngày)", source.lower[end : end + 6]):
        return
    if candidate.issuer is None:
        candidate.issuer = _tidy(source.text[start:end])
    candidate.tail = end


def issuer_before(source: CleanText, candidate: Candidate, floor: int) -> str | None:
    """The subject of the verb of issuing right before the mention."""
    verb = _VERB.search(source.lower, max(floor, candidate.start - 60), candidate.start)
    if verb is None:
        return None
    for match in _BEGIN.finditer(source.lower, max(floor, verb.start() - 140), verb.start()):
        end = body_end(source, match.start(), ceiling=verb.start())
        if end >= verb.start():
            return _tidy(source.text[match.start() : verb.start()])
    return None


def issuer_stated_after(source: CleanText, candidate: Candidate, stop: int) -> str | None:
    """The issuer in `… do Chính phủ ban hành ngày …`, `được Chính phủ ban hành`."""
    match = _AGENT_AFTER.match(source.lower, candidate.tail, min(stop, candidate.tail + 200))
    if match is None:
        return None
    start = match.start("body")
    end = body_end(source, start)
    if not re.match(r"\s{1,2}(?:ký\s)?ban hành", source.lower[end : end + 16]):
        return None
    return _tidy(source.text[start:end])


def body_end(source: CleanText, start: int, ceiling: int | None = None) -> int:
    """Where the name of the body that begins at `start` ends."""
    limit = min(ceiling or len(source.text), start + _LIMIT, len(source.text))
    cased = source.text[start : start + 30] != source.lower[start : start + 30]
    position = start
    first = re.compile(r"[^\W_]+(?:[-&.][^\W_]+)*").match(source.text, start, limit)
    position = first.end() if first else start
    while position < limit:
        if source.lower[position] == "." and source.lower[position - 2 : position] == "tp":
            position += 1
            continue
        if source.lower[position] == ".":
            break
        if source.text[position] == ",":
            if _NOT_BODY.match(source.lower, position) or not (
                _NEXT_IS_BODY.match(source.lower, position)
                or (cased and _COMMA_GOES_ON.match(source.text, position))
            ):
                break
            position += 1
            continue
        if source.text[position] == "(" and (
            term := re.compile(r"\(khó?oá?á? [^()]{1,6}\)").match(source.lower, position)
        ):
            position = term.end()
            continue
        if source.text[position : position + 2] == " (" and re.match(
            r" \(kh[oó][aá] ", source.lower[position : position + 8]
        ):
            position += 1
            continue
        word = _WORD.match(source.text, position, limit)
        if word is None or _END.match(source.lower, position):
            break
        text = word["word"]
        if cased and text.islower() and text not in _LOWER_WORDS:
            break
        position = word.end()
    return _without_loose_end(source, start, position)


def _without_loose_end(source: CleanText, start: int, end: int) -> int:
    """Drop a conjunction left hanging at the end."""
    while loose := re.search(r"[\s,]+(?:và|của|-|do|cơ quan có)?$", source.lower[start:end]):
        if loose.start() == 0 or not loose.group():
            break
        end = start + loose.start()
    return end


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,-")
