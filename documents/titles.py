"""A document's title (trích yếu) as the article that announces it gives it."""

import re

from documents.title_ends import LONGEST, TYPES, whole_title
from vietnamese.normalizing import normalize

#: How much text after a mention is asked for a title, in characters.
REACH = 800

#: What a document does, where its title is not told by `về`: as its title has it.
_SURELY = (
    r"quy định\s+(?:chi tiết|xử phạt)"
    r"|ban hành\s+(?:kèm theo\s+)?(?:quy chế|quy chuẩn|quy định|quy trình|danh mục|chương trình"
    r"|kế hoạch|điều lệ|nội quy|bộ\s|bảng\s|một số|đơn giá|định mức|tiêu chí|tiêu chuẩn|hệ thống)"
    r"|sửa đổi|SĐ|phê duyệt|(?:ý kiến\s+)?kết luận\s+(?:của|tại|cuộc|buổi|hội nghị)"
)
#: The same where its issuer or its day is named before, or it stands as its name.
_DOES = rf"{_SURELY}|quy định|bổ sung|hướng dẫn"
#: The same where the article tells that the document was issued to do it.
_ACTS = (
    r"thực hiện|triển khai|công bố|áp dụng|lập|(?<!ban )tổ chức|(?:chính thức )?thành lập|thiết lập"
    r"|kiện toàn|bãi bỏ|hủy bỏ|huỷ bỏ|bổ nhiệm|chỉ định|điều động|điều chỉnh|đổi tên|hợp nhất"
    r"|sáp nhập|chấp thuận|công nhận|thu hồi|cho phép|phân bổ|phân công|phân cấp|khen thưởng|tặng"
    r"|tăng cường|chấn chỉnh|đẩy mạnh|phát động|gia hạn|đính chính|sắp xếp|thông qua|giao"
    r"|thông báo|trả lời"
)

#: What an article tells of what a document says.
_TELLS = re.compile(
    r"(?:thực hiện|triển khai|tổ chức)\s+(?:từ|đến|trong|tại|theo|các|cho|không|từng|tốt)\b"
    r"|(?:sửa đổi|bổ sung|hướng dẫn|phê duyệt)\s*(?:này|trên|đã|theo đó|\.|,(?!\s*b)|$)"
    r"|quy định\s*(?:phạt|rõ|cụ thể|người|khi|nếu|trong|từ|không|thời|như|tại|này|trên|là|rằng|mỗi"
    r"|hiện|theo|thì|[\d:\"“,.]|$)"
    r"|quy định[^.;\n]{0,150}\b(?:phải|không được|sẽ|chỉ được|bị phạt)\b",
    re.IGNORECASE,
)

#: The words of an issuer's name: no verb that a title begins with is one.
_ISSUER = (
    rf"của(?:\s+(?!(?:{_DOES}|về|được|nêu|thì|là|có|đã|vừa|gửi|giúp|phải|không|để|nhằm)\b)"
    r"(?:TP\.|Q\.|Văn hóa,|Văn hoá,|[^\s,;.]+"
    r"(?:,(?=\s(?:Bộ|Ban|Ủy ban|Uỷ ban|Viện|Tòa|Toà|Tổng)\s))?)){1,20}?"
)

#: The day, or the year alone, as it stands after a number.
_DAY = r"(?:(?:ký\s+)?(?:vào\s+)?(?:ngày|tháng)\s[\d\s/.-]*(?:tháng\s\d+\snăm\s\d+)?|năm\s\d{4})"

#: Between a mention and its subject stand at most the day or year and the issuer.
_BETWEEN = rf"^\s*,?\s*(?P<day>{_DAY})?\s*,?\s*(?P<issuer>{_ISSUER})?"
#: Or also that it was issued, and whom it was sent to.
_SUBJECT = re.compile(
    _BETWEEN + r"(?:\s*(?:vừa|mới|đã)?\s*(?:được\s+)?(?:ký\s+)?ban hành)?"
    r"(?:\s*,?\s*gửi(?:\s+(?!về\b)(?:[A-ZĐ]{1,3}\.|[^\s;.]+)){1,20})?"
    r"\s*[,:(]?\s*[\"“]?\s*\b(?:về(?:\s+việc)?|v/?v):?\s+(?P<title>\S)",
    re.IGNORECASE,
)
_DOING = re.compile(_BETWEEN + rf"\s*[,:(]?\s*[\"“]?\s*\b(?P<title>(?:{_DOES})\b)", re.IGNORECASE)
_SURE = re.compile(_SURELY, re.IGNORECASE)
_ACTING = re.compile(
    _BETWEEN + rf"\s*:?\s*[\"“]?\s*\b(?P<title>(?:{_DOES}|{_ACTS})\b)",
    re.IGNORECASE,
)

#: On a register's card, and at the head of a document: what stands above the title.
_TYPES = TYPES.replace("|Hướng dẫn", "")
_PLACE = r"[^,\n]{2,30},\s*ngày\s*\d+\s*tháng\s*\d+\s*năm\s*\d+\s*"
_ABOVE = re.compile(
    rf"{_PLACE}|(?:{_TYPES}|ngày\s*\d+\s*tháng\s*\d+\s*năm\s*\d+|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}"
    r"|\d{4}-\d\d-\d\d|cộng h.{3,30}việt nam|độc lập.{5,30})\s*",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"\s*\n|\s*{_PLACE}", re.IGNORECASE)
#: The line with the title: what it is about, or what it does.
_ON_CARD = re.compile(
    rf"(?:{_TYPES}\s+)?(?:(?:về(?:\s+việc)?|v/?v):?\s+(?P<title>\S)"
    rf"|(?P<doing>(?:{_DOES}|{_ACTS}|ban hành)\b))",
    re.IGNORECASE,
)
_LINES = 6

#: What an article calls by a word for it, having told of it before.
_THIS = re.compile(r"(?:vấn đề|việc|nội dung|lĩnh vực)\s+(?:này|trên|nêu trên)\b", re.IGNORECASE)

#: Marks that are no text: bold type of Markdown, notes of an encyclopedia.
_MARKS = re.compile(r"\*\*|\[\d+\]")

#: Where a line was broken, not ended.
_BLANKS = re.compile(r"\s+")
_BROKEN = re.compile(r"(?<=[,-])\n(?=\w)|\n(?=(\w\w?))")

#: The day at the end of a mention.
_DATED = re.compile(rf"\s{_DAY}$|\d[/.-]\d{{4}}$")

#: Characters and words that a title has at least.
_SHORTEST, _FEWEST = 8, 2


def title_after(following: str, mention: str = "") -> str | None:
    """The words after `về việc` in the text that follows a mention; None if there are none.

    `… ban hành Công văn số 1235/UBND-KGVX về việc triển khai Kế hoạch hành động năm 2023 …` gives
    `triển khai Kế hoạch hành động năm 2023 …`, to the end of the sentence or of the clause. After
    the issuer's name or the day (which may be the end of the `mention`) a title may stand without
    it, and where it begins with a capital or on a line of its own: `… của Chính phủ quy định …`.
    """
    text = _unmarked(following)
    if title := _on_card(text):
        return title
    doing = _does(_DOING, text)
    if doing is not None and (
        doing["issuer"]
        or doing["day"]
        or _DATED.search(mention)
        or doing["title"][0].isupper()
        or _SURE.match(doing["title"])
    ):
        return _read(text, doing)
    return _read(text, _SUBJECT.match(text))


def announced_title(following: str, mention: str = "") -> str | None:
    """The title in the text that follows the mention that announces the document.

    There it may stand without `về việc`: `ban hành Kế hoạch số 5/KH-UBND thực hiện Chiến lược …`.
    """
    if title := title_after(following, mention):
        return title
    text = _unmarked(following)
    return _read(text, _does(_ACTING, text))


def _on_card(text: str) -> str | None:
    """The title on a line of its own below the number, if `text` begins with the number's end."""
    if not _HEAD.match(text):
        return None
    place = len(text) - len(text.lstrip())
    for _ in range(_LINES):
        if not (above := _ABOVE.match(text, place)):
            break
        place = above.end()
    found = _ON_CARD.match(text, place)
    if found is None:
        return None
    return _titled(text, found.start("title" if found["title"] else "doing"))


def _unmarked(following: str) -> str:
    # Runs of blanks are one, or patterns with many of them would try every way to share them out.
    text = _BLANKS.sub(lambda run: "\n" if "\n" in run[0] else " ", normalize(following))
    return _BROKEN.sub(_joined, _MARKS.sub("", text))


def _joined(broken: re.Match[str]) -> str:
    """What joins two lines: a blank within a sentence or within capitals, else their break."""
    before, after = broken.string[max(0, broken.start() - 2) : broken.start()], broken[1]
    if after is None or after[0].islower() or (before.isupper() and after.isupper()):
        return " "
    return "\n"


def _does(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = pattern.match(text)
    if found is None or _TELLS.match(text, found.start("title")):
        return None
    # After a comma it is somebody else who is told to act.
    told = text[: found.start("title")].rstrip().endswith(",") and not _DOING.match(text)
    return None if told else found


def _read(text: str, found: re.Match[str] | None) -> str | None:
    return _titled(text, found.start("title")) if found else None


def _titled(text: str, start: int) -> str | None:
    stated = text[start : start + LONGEST + 100]
    if text[:start].rstrip().endswith('"'):
        stated = stated.partition('"')[0]
    title = whole_title(stated)
    if len(title) < _SHORTEST or len(title.split()) < _FEWEST or _THIS.match(title):
        return None
    return title
