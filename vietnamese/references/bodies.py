"""The names of bodies in running text: where one begins and where it ends."""

import re

from vietnamese.cleaning import CleanText
from vietnamese.references.patterns import one_of

#: What the name of a body, or of the office that signs for it, begins with, in lower case.
BODY = (
    r"(?:nguyên\s|quyền\s|phó\s)?(?:bộ trưởng|thứ trưởng|thủ tướng|thủ tưởng|chủ tịch|giám đốc"
    r"|tổng giám đốc|cục trưởng|tổng cục trưởng|chánh án|chánh văn phòng|chánh thanh tra"
    r"|viện trưởng|chủ nhiệm|trưởng ban|tổng thanh tra|thống đốc|tổng kiểm toán|hiệu trưởng"
    r"|chi cục trưởng|bí thư|tổng bí thư|liên bộ|liên ngành|liên tịch|bộ chính trị|bộ|chính phủ"
    r"|quốc hội|ủy ban|uỷ ban|ubnd|hđnd|hđbt|ubtvqh|ubmttq|hội đồng|sở|ban|văn phòng|vpcp|thanh tra"
    r"|tổng cục|cục|vụ(?!\s(?:việc|án))|tổng công ty|tập đoàn|công ty|tòa án|toà án|tand|vksnd"
    r"|viện|(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ|ùy)|đảng đoàn|trung ương|công an|trung tâm"
    r"|ngân hàng|nhnn|kiểm toán|kho bạc|chi cục|trường|đại học|bệnh viện|đài|hội nghị|hội|hđqt"
    r"|đoàn|quân khu|tổng liên đoàn|cơ quan|phòng|bảo hiểm|bhxh|mặt trận|học viện|nhà nước|đảng"
    r"|thành phố|tp|tỉnh)(?![^\W\d_])"
)
#: Words that end the name: what the body did, or when, or about what.
_END_WORDS = (
    r"về|quy định|qui định|ban hành|hướng dẫn|sửa đổi|bổ sung|bãi bỏ|phê duyệt|v/v|đã|được|cho|để"
    r"|nhằm|yêu cầu|chỉ đạo(?<![Bb]an chỉ đạo)|triển khai|thực hiện|có|là|theo|tại|từ|ngày|gửi|ký"
    r"|thay thế|công bố|thông báo|đến|với|khi|sẽ|nêu|trước|kết luận|do|trên|trả lời"
    r"|giao(?<![Nn]goại giao)(?!\sthông)|hết hiệu lực|xem|thành lập|điều chỉnh|đối với|trình|vừa"
    r"|cũng|hiện|mới|năm(?<!thứ năm)|nói|thu hồi|hủy|huỷ|cấp|chuyển|mà|này|số|quyết định|đồng ý"
    r"|chấp thuận|giải quyết|xử phạt|tổ chức|trong|đề nghị|áp dụng|bao gồm|đang|còn|phải|ra|vào"
    r"|lần(?<!nghị lần)|tiếp tục"
    # the title, which follows at once
    r"|Quy định|Qui định|Sửa đổi|Ban hành|Hướng dẫn|Bãi bỏ|Phê duyệt|Thay thế|Về việc"
)
_END_WORD = rf"\s(?:{one_of(_END_WORDS.split('|'))})(?![^\W\d_])"
_END = (
    # a committee is not named for what it prevents, as a steering board is
    r"\sphòng(?<=(?i:UBND tỉnh)\sphòng)(?![^\W\d_])"
    rf"|\s{{0,3}}(?:[.;:()\n\"”“|/\[\]…]|,|$)|{_END_WORD}"
)
_DOCUMENT = (
    r"(?:các|nghị (?:quyết|định)|quyết\s+định|thông (?:tư|báo|tri)|công (?:văn|điện)|kế hoạch"
    r"|chỉ thị|luật|bộ luật|pháp lệnh|văn bản|kết luận|báo cáo|tờ trình|số|hướng dẫn|ban hành"
    r"|chương trình|đề án|dự án|chiến lược|quy chế)"
    r"(?![^\W\d_])"
)
_AND_DOCUMENT = re.compile(rf"\s{{1,3}}(?:và|cùng)\s{{1,3}}{_DOCUMENT}")
#: In lower-case text only these go on after `và`: another body, and second halves of ministries.
_AND_NAME = re.compile(
    rf"\s{{1,3}}và\s{{1,3}}(?:{BODY}|truyền thông|công nghệ|đào tạo|đầu tư|phát triển|môi trường"
    r"|xã hội|du lịch|gia đình|thi đua|nhà ở|hợp tác|hải đảo|tôn giáo)"
)
_COMMA_DOCUMENT = re.compile(rf",\s{_DOCUMENT}")
_COMMA_NAME = re.compile(
    rf",\s(?:{BODY}|thể thao|công nghệ|gia đình|du lịch|phòng,|(?<=gia phòng..)chống)"
)
_COMMA_WORD = re.compile(r",\s(?P<letter>[^\W\d_])")
#: Syllables that names hold in lower case where the text has capitals.
_LOWER_SYLLABLES_TEXT = """
nhân dân tỉnh thành phố huyện quận xã phường thị trấn nước nhà bộ trưởng chính trị khóa khoá thứ và
tối cao trung ương đảng vụ quốc gia kiểm sát bệnh viện đa khoa chỉ đạo quản lý khu kinh tế cơ quan
cảnh điều tra thường hội đồng chủ tịch ủy uỷ ban tư tưởng phòng chống dịch cục tổng công ty tập đoàn
sở văn tâm an ngang tham mưu bí liên ngành chi nghị giám đốc nông nghiệp thôn y giáo dục đào tạo tài
nguyên môi trường học trực thuộc của phủ tướng hành thư tòa toà án
"""
_LOWER_SYLLABLES = frozenset(_LOWER_SYLLABLES_TEXT.split())
#: What a syllable alone does not tell: `Bộ Giao thông vận tải`, not `UBND tỉnh vận động`.
_LOWER_WORD = re.compile(
    r"\s(?:vận tải|giao thông|quản trị|thành viên|thẩm phán|chiến binh|xăng dầu|điện lực|dân vận"
    r"|nông thôn|(?<=[Bb]an )chấp hành|(?<=và )truyền thông"
    r"|(?<=chống )(?:thiên tai|lụt bão|tham nhũng|tội phạm|ma t(?:uý|úy)))(?![^\W\d_])"
)
#: Words that no name ends with, so that it goes on after a line break.
_HANGING = ("Bộ", "Sở", "Cục", "và", "-")
_FIRST = re.compile(r"[^\W_]+(?:[-&.][^\W_]+)*")
_NEXT_PATTERN = r"[\s-]{1,3}(?P<word>[^\W_]+(?:[-&.][^\W_]+)*)"
_NEXT = re.compile(_NEXT_PATTERN)
_ENDS_AT = re.compile(_END_WORD)
#: What comes next, told at one look.
_STEP = re.compile(rf"(?P<end>{_END})|\s{{1,3}}(?P<and>(?i:và|cùng))(?=\s)|{_NEXT_PATTERN}")
#: Full stops of abbreviations (`TP. HCM`, `Q. Phú Nhuận`) and the party's terms (`(khóa X)`).
_SKIPPED = re.compile(r"(?<=[QPHXT])\.(?=\s[A-ZĐ])|\s\(kh[oó][aá]\s[^()\n]{1,8}\)")
_LOOSE_END = re.compile(r"(?:[\s,-]+(?:và|của|do))?[\s,-]*\Z")
_LOOSE = ("và", "của", "do", ",", "-", " ", "\n")
_LIMIT = 120


def body_end(source: CleanText, start: int, ceiling: int | None = None) -> int:
    """Where the name of the body that begins at `start` ends.

    Names are told by their capitals where the text has any: after a capital one more syllable of
    the same word may follow (`Thông tin`), then only words that names hold in lower case.
    """
    text = source.text
    limit = min(ceiling or len(text), start + _LIMIT, len(text))
    sample = text[start : start + 30]
    cased = sample != source.lower[start : start + 30] and not sample.isupper()
    read = text if cased else source.lower
    first = _FIRST.match(text, start, limit)
    position = first.end() if first else start
    after_capital = cased
    while position < limit:
        step = _STEP.match(read, position)
        kind = step.lastgroup if step else None
        if step and kind == "end":
            if text[position] == "," and _goes_on_after_comma(source, position, cased):
                position += 1
                continue
            if term := _SKIPPED.match(text, position, limit):
                position = term.end()
                continue
            if not cased or text[step.end() - 1] != "\n":
                break
            step = _after_line_break(text, position, step.end(), limit)
        elif kind == "and" and not _goes_on_after_and(source, position, cased):
            break
        if step is None:
            break
        if step.end() > limit and (step := _NEXT.match(text, position, limit)) is None:
            break
        word = step[step.lastgroup or 0]
        lower_case = word.islower()
        if cased and lower_case and not after_capital and word not in _LOWER_SYLLABLES:
            step = _LOWER_WORD.match(text, position, limit)
            if step is None:
                break
        after_capital = not lower_case
        position = step.end()
    return _without_loose_end(source, start, position)


def _after_line_break(text: str, position: int, line: int, limit: int) -> re.Match[str] | None:
    """The next word of a name that goes on in the line that begins at `line`."""
    if _ENDS_AT.match(text, line - 1):
        return None
    word = _NEXT.match(text, line - 1, limit)
    if word is None or not text[line : line + 2].strip():
        return None
    goes_on = word["word"] in _LOWER_SYLLABLES or text.endswith(_HANGING, 0, position)
    return word if goes_on else None


def _goes_on_after_and(source: CleanText, position: int, cased: bool) -> bool:
    if _AND_DOCUMENT.match(source.lower, position):
        return False
    return cased or _AND_NAME.match(source.lower, position) is not None


def _goes_on_after_comma(source: CleanText, position: int, cased: bool) -> bool:
    if _COMMA_DOCUMENT.match(source.lower, position):
        return False
    if cased:
        word = _COMMA_WORD.match(source.text, position)
        return word is not None and word["letter"].isupper()
    return _COMMA_NAME.match(source.lower, position) is not None


def _without_loose_end(source: CleanText, start: int, end: int) -> int:
    """Drop a conjunction left hanging at the end."""
    name = source.lower[start:end]
    if not name.endswith(_LOOSE):
        return end
    loose = _LOOSE_END.search(name, 1)
    return start + loose.start() if loose else end
