"""Where a document's title ends in the text of an article, which goes on without a mark of it."""

import re

#: Characters that a title has at most.
LONGEST = 400

#: Types of documents, as another one is named after the title.
TYPES = (
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn"
    r"|Công điện|Thông báo|Hướng dẫn)"
)

#: What may be the end of a title; `comma`, `open`, `line` and `and` need a second look.
_ENDS = re.compile(
    r"(?P<line>\s*\n)"
    r"|(?P<sentence>\s*(?:(?<!\bTP)(?<!\bQ)\.(?=[\s\"”]|$)|\?|/\.|;|\)))"
    r"|(?P<close>”)"
    r"|(?P<open>\s*\()"
    r"|(?P<comma>,)"
    # another document beside it
    rf"|(?P<and>\s+và(?:\s+thay thế)?\s(?:các\s+)?(?i:{TYPES})\s+(?:số\s*)?:?\s*\d)"
    rf"|(?P<this>\s+và\s{TYPES}\snày\b)"
    # its own day: not one that something begins or ends on
    r"|(?P<day>(?<![A-ZĐ])(?<!\b[Tt]ừ)(?<!\bđến)(?<!\btrước)(?<!\bsau)(?<!\bhết)"
    r"\sngày\s\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
    # the head of the document's own text
    r"|(?P<head>-{3}|\s(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG|CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ"
    r"|GIÁM ĐỐC|BAN)\s[^a-z]{0,60}Căn cứ)"
    # what it says, and what became of it
    r"|(?P<words>\s(?:nhấn mạnh|nêu rõ|đặt mục tiêu|xác định rõ|quy định rõ|chỉ rõ"
    r"|yêu cầu (?:các|UBND)|với (?:mục tiêu|trọng tâm|tổng|kinh phí)|(?:đã\s)?có (?:nêu|hiệu lực)"
    r"|nói trên|như sau|hết hiệu lực|gồm (?:các|những|có)"
    r"|đã (?:nêu|chỉ|xác định|quy định|đặt ra|đề ra|yêu cầu|khẳng định|tạo|góp|mở)"
    r"|vừa được|được áp dụng|do(?:\s\S+){1,14}?\sban hành|ban hành ngày"
    r"|được\s\S+(?:\s\S+){0,3}?\sban hành)\b)"
)

#: What begins after a comma is no part of a title: the article speaks again.
_SPEAKS = re.compile(
    r"\s*(?:các sở\b(?!,)|(?:UBND|HĐND|Ủy ban|Uỷ ban|Sở|Bộ|Chính phủ|Thủ tướng)\b"
    rf"|{TYPES}\s+(?:số\b|liên|\d)"
    r"|(?i:trong đó|theo đó|đồng thời|ngày\s+\d|gửi|căn cứ|kế thừa|thay thế|cụ thể|nhất là|tránh"
    r"|gây|giúp|khiến|góp phần|qua đó|từ đó|nhờ đó|do đó|vì vậy|tạo điều kiện|phấn đấu|hướng tới"
    r"|yêu cầu|đề nghị|chỉ đạo|giao\s|kết luận|nhằm|với\s|hiện\s|đến nay|có hiệu lực|được\s|kể từ"
    r"|sau khi|trước khi|trong khi|quy định rõ|nêu rõ|đánh dấu|mở ra"
    r"|thể hiện|khẳng định|đáp ứng|phù hợp|mang lại|gồm|bao gồm|có nhiệm vụ|có trách nhiệm)\b)"
)

#: So it does in a clause with one of these in it, or that says who does something: once a title has
#: gone on for so many characters. Before that commas are those of a list: "phòng, chống thiên tai".
_SETTLED = 60
_CLAUSE = re.compile(
    r"(?:[^,;.\n()]|\([^)]*\))*\b(?:đã|sẽ|đang|vừa|phải|là|gồm|cần|chưa|yêu cầu|cho biết|chỉ đạo)\b"
    r"|\s*[A-ZĐ][^,;.\n(]*\b(?:thông báo|ban hành|triển khai|thực hiện|đề nghị|báo cáo|có)\b"
    r"|\s*(?:các\s+(?:sở|bộ|ban|ngành|địa phương|đơn vị|huyện|trường)|ông|bà|phần)\s"
)

#: What stands in brackets that are no part of the title: what it is called, what became of it.
_ASIDE = re.compile(
    r"\s*(?:sau đây|gọi|viết tắt|có hiệu lực|ban hành|thay thế|bãi bỏ|đã|được|theo|xem|số|tên|kèm"
    rf"|gồm|bao gồm|ảnh|nguồn|trích|(?:NĐ|NQ|QĐ|TT|CT)\s|{TYPES}\s|[^)]*\d/)",
    re.IGNORECASE,
)
_LONGEST_BRACKET = 60

#: Text that was cut, as listings show it.
_CUT = re.compile(r"\s*(?:\.\.\.|…)\s*(?:$|\n)")

#: A number of another document, or an hour, just before a day.
_DATED = re.compile(r"(?:\d\S*/\S+|\d-[A-ZĐ]\S*|\d+h\d*)(?:\snăm\s\d{4})?$")

_DAY = re.compile(r"\s*ngày\s\d")

#: A number of a document, as a title has it of another.
_NUMBERED = re.compile(r"\d/|\d-[A-ZĐ]|\b(?:tại|theo)\sLuật\s[A-ZĐ]")


def whole_title(text: str) -> str:
    """The title that `text` begins with, with ` …` after it where it was cut or is too long."""
    cut = _CUT.search(text)
    stated = text[: cut.start()] if cut else text
    end = _end(stated)
    title = _unquoted(" ".join(stated[:end].split()).replace(" ,", ",").rstrip(" ,.:–-"))
    if len(title) > LONGEST:
        return title[: title.rfind(" ", 0, LONGEST)] + " …"
    return f"{title} …" if cut and end == len(stated) else title


def _end(text: str) -> int:
    place = 0
    while found := _ENDS.search(text, place):
        place = found.end()
        match found.lastgroup:
            case "open":
                close = text.find(")", place)
                if not -1 < close < place + _LONGEST_BRACKET or _ASIDE.match(text, place):
                    return found.start()
                place = close + 1
            case "comma":
                quoted = _in_quotation(text[:place])
                if not quoted and _speaks(text, place):
                    return found.start()
            case "and":
                # Of several documents that it is about the title names all.
                if not _NUMBERED.search(text, 0, found.start()):
                    return found.start()
            case "day":
                # That of a document that the title names belongs to it.
                if not _DATED.search(text, 0, found.start()):
                    return found.start()
            case "close":
                # It stands in quotation marks itself.
                if text.count("“", 0, place) < text.count("”", 0, place):
                    return found.start()
            case "line":
                if len(text[: found.start()].split()) > 2:
                    return found.start()
            case _:
                return found.start()
    return len(text)


def _speaks(text: str, place: int) -> bool:
    if _DATED.search(text, 0, place - 1) and _DAY.match(text, place):
        return False
    if _SPEAKS.match(text, place):
        return True
    return place > _SETTLED and _CLAUSE.match(text, place) is not None


def _in_quotation(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _unquoted(title: str) -> str:
    """The title without quotation marks around all of it, or one that has lost its other half."""
    for opening, closing in ("“”", '""'):
        inner = title[1:-1]
        if title[:1] == opening and title[-1:] == closing and not {opening, closing} & {*inner}:
            return inner.strip()
    if title.count('"') % 2:
        title = title.strip('" ') if title[0] == '"' or title[-1] == '"' else title
    if title.count("“") != title.count("”"):
        title = title.strip("“” ")
    return title
