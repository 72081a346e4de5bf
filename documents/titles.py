"""A document's title (trích yếu) as the article that announces it gives it."""

import re
from collections import Counter
from collections.abc import Iterable

from vietnamese.folding import fold

#: How much text after a mention is asked for a title, in characters.
REACH = 600

#: What a document does, where its title is not told by `về`: as its title has it.
_DOES = (
    r"quy định\s+(?:chi tiết|xử phạt|về|việc|một số|tiêu chuẩn|chế độ|chức năng|trách nhiệm|mức"
    r"|điều kiện)"
    r"|ban hành\s+(?:kèm theo\s+)?(?:quy chế|quy định|quy trình|danh mục|chương trình|kế hoạch"
    r"|điều lệ|nội quy|bộ\s|bảng\s|một số|đơn giá)"
    r"|sửa đổi|bổ sung|hướng dẫn|phê duyệt"
)

#: The words of an issuer's name: no verb that a title begins with is one.
_ISSUER = (
    rf"của(?:\s+(?!(?:{_DOES}|về|được|nêu|thì|là|có|đã)\b)"
    r"(?:TP\.|Q\.|Văn hóa,|Văn hoá,|[^\s,;.]+)){1,12}?"
)

#: Between a mention and its subject stand at most the day or year and the issuer; on a register's
#: card the day stands on a line of its own.
_BETWEEN = (
    r"^\s*,?\s*(?P<day>ngày\s[\d\s/.-]*(?:tháng\s\d+\snăm\s\d+)?|năm\s\d{4}"
    r"|\n\s*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d)\s*\n)?"
    rf"\s*,?\s*(?P<issuer>{_ISSUER})?\s*[,:]?\s*[\"“]?\s*"
)
_SUBJECT = re.compile(
    _BETWEEN + r"\b(?:về(?:\s+việc)?|v/v:?)\s+(?P<title>[^;\n]{8,400})", re.IGNORECASE
)
#: What a document does, said of it by name of its issuer, or on a line of its own.
_DOING = re.compile(_BETWEEN + rf"\b(?P<title>(?:{_DOES})\b[^;\n]{{4,400}})", re.IGNORECASE)
#: What an announcement says without "về việc": what the document is there to do.
_PURPOSE = re.compile(
    _BETWEEN + r"\b(?P<title>(?:thực hiện|triển khai|phê duyệt|công bố|tổ chức)\s[^;\n]{8,400})",
    re.IGNORECASE,
)
#: Types of documents, as another one is named after the title.
_TYPES = r"(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Thông báo)"
#: Where the subject ends: with the sentence, with a bracket, where another document is named or
#: somebody begins to act.
_END = re.compile(
    r"\s*(?:(?<!\bTP)(?<!\bQ)\.(?=\s|$)|/\.|[()]"
    r"|[,;]\s*(?:UBND|HĐND|Ủy ban|Uỷ ban|Sở|Bộ|Chính phủ|trong đó|theo đó|đồng thời|ngày|gửi"
    rf"|{_TYPES}|căn cứ|kế thừa|thay thế)\b"
    rf"|\s+và(?:\s+thay thế)?\s(?:các\s+)?{_TYPES}\s+(?:số\s*)?:?\s*\d"
    r"|(?<![A-ZĐ])\sngày\s\d{1,2}[/.-]\d"
    r"|\s(?:nhấn mạnh|nêu rõ|đặt mục tiêu|xác định rõ|yêu cầu các|quy định rõ|có hiệu lực|nói trên"
    r"|vừa được|ban hành ngày|ban hành kèm theo|được\s\S+(?:\s\S+){0,3}?\sban hành)\b).*$",
    re.DOTALL,
)

#: A comma after which the article speaks again, of what the document is good for.
_PROSE = re.compile(
    r",\s+(?:tránh|gây|giúp|khiến|góp phần|qua đó|từ đó|nhờ đó|do đó|vì vậy|tạo điều kiện|phấn đấu"
    r"|hướng tới|yêu cầu|đề nghị|chỉ đạo)\b.*$",
    re.DOTALL | re.IGNORECASE,
)

#: Before this many characters commas are taken for those of a list: "phòng, chống thiên tai".
_SETTLED = 60

#: After that, where no more words follow than a member of a list has.
_LISTED = re.compile(r"\s+[^\s,A-ZĐ][^\s,]*(?:\s+[^\s,]+){0,5}\s*(?:,|$)")

#: What an article calls by a word for it, having told of it before.
_THIS = re.compile(r"(?:vấn đề|việc|nội dung|lĩnh vực)\s+(?:này|trên|nêu trên)\b", re.IGNORECASE)

#: Text that was cut, as listings show it.
_CUT = re.compile(r"\s*(?:\.\.\.|…)\s*(?:$|\n)")

#: Characters that a title has at least and at most.
_SHORTEST, _LONGEST = 8, 250

#: The share of words that two titles of one document have in common at least.
_ALIKE = 0.6


def title_after(following: str) -> str | None:
    """The words after `về việc` in the text that follows a mention; None if there are none.

    `… ban hành Công văn số 1235/UBND-KGVX về việc triển khai Kế hoạch hành động năm 2023 …` gives
    `triển khai Kế hoạch hành động năm 2023 …`, to the end of the sentence or of the clause. After
    the issuer's name or the day a title may stand without it, and where it begins with a capital:
    `… của Chính phủ quy định chi tiết …`.
    """
    doing = _DOING.match(following)
    if doing is not None and (doing["issuer"] or doing["day"] or doing["title"][0].isupper()):
        return _read(doing)
    return _read(_SUBJECT.match(following))


def announced_title(following: str) -> str | None:
    """The title in the text that follows the mention that announces the document.

    There it may stand without `về việc`: `ban hành Kế hoạch số 5/KH-UBND thực hiện Chiến lược …`.
    """
    return title_after(following) or _read(_PURPOSE.match(following))


def agreed_title(titles: Iterable[str | None]) -> str | None:
    """The title that most of these agree on; None if there are none.

    One that another begins with agrees with it: an article may give only the first words.
    """
    counts = Counter(title for title in titles if title)
    folded = {title: fold(title).removesuffix(" …") for title in counts}

    def votes(title: str) -> int:
        mine = folded[title]
        return sum(
            times
            for other, times in counts.items()
            if folded[other].startswith(mine) or mine.startswith(folded[other])
        )

    def rank(title: str) -> tuple[int, bool, int]:
        return votes(title), not title.endswith("…"), counts[title]

    return max(counts, key=rank, default=None)


def same_title(one: str, other: str) -> bool:
    """Whether two titles may be of one document: the shorter one's words are most in the other."""
    mine, others = set(fold(one).split()), set(fold(other).split())
    return len(mine & others) >= _ALIKE * min(len(mine), len(others))


def _read(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    cut = _CUT.search(found["title"])
    stated = found["title"][: cut.start()] if cut else found["title"]
    ended = _PROSE.sub("", _END.sub("", stated))
    title = _without_clauses(" ".join(ended.split())).rstrip(" ,.:–-")
    title = _unquoted(title)
    if len(title) < _SHORTEST or _THIS.match(title):
        return None
    if len(title) > _LONGEST:
        return title[: title.rfind(" ", 0, _LONGEST)] + " …"
    return title + " …" if cut and ended == stated else title


def _without_clauses(title: str) -> str:
    """The title up to the first comma that is neither one of a list nor within quotation marks."""
    comma = title.find(",", _SETTLED)
    while comma != -1:
        before = title[:comma]
        open_quote = before.count("“") > before.count("”") or before.count('"') % 2
        if not open_quote and not _LISTED.match(title, comma + 1):
            return before
        comma = title.find(",", comma + 1)
    return title


def _unquoted(title: str) -> str:
    """The title without a quotation mark that has lost its other half."""
    if title.count('"') % 2:
        title = title.strip('" ') if title[0] == '"' or title[-1] == '"' else title
    if title.count("“") != title.count("”"):
        title = title.strip("“” ")
    return title
