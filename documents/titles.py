"""A document's title (trích yếu) as the article that announces it gives it."""

import re
from collections import Counter
from collections.abc import Iterable

from vietnamese.folding import fold

#: How much text after a mention is asked for a title, in characters.
REACH = 600

#: Between a mention and its subject stand at most the day and the issuer, of a few words.
_BETWEEN = (
    r"^\s*,?\s*(?:ngày\s[\d\s/.-]*(?:tháng\s\d+\snăm\s\d+)?)?\s*,?\s*"
    r"(?:của(?:\s+[^\s,;.]+){1,9}?)?\s*,?\s*\b"
)
_SUBJECT = re.compile(
    _BETWEEN + r"về(?:\s+việc)?\s+(?P<title>[^;\n]{8,400})",
    re.IGNORECASE,
)
#: What an announcement says without "về việc": what the document is there to do.
_PURPOSE = re.compile(
    _BETWEEN + r"(?P<title>(?:thực hiện|triển khai|phê duyệt|công bố|tổ chức)\s[^;\n]{8,400})",
    re.IGNORECASE,
)
#: Where the subject ends: with the sentence, with a bracket, where somebody begins to act.
_END = re.compile(
    r"\s*(?:\.(?=\s|$)|/\.|\("
    r"|[,;]\s*(?:UBND|HĐND|Ủy ban|Uỷ ban|Sở|Bộ|Chính phủ|trong đó|theo đó|đồng thời|ngày|gửi"
    r"|Quyết định|Nghị định|Kế hoạch|Công văn|căn cứ|kế thừa|thay thế)\b"
    r"|\s(?:nhấn mạnh|nêu rõ|đặt mục tiêu|xác định rõ|yêu cầu các|quy định rõ)\b).*$",
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

_LONGEST = 250

#: The share of words that two titles of one document have in common at least.
_ALIKE = 0.6


def title_after(following: str) -> str | None:
    """The words after `về việc` in the text that follows a mention; None if there are none.

    `… ban hành Công văn số 1235/UBND-KGVX về việc triển khai Kế hoạch hành động năm 2023 …` gives
    `triển khai Kế hoạch hành động năm 2023 …`, to the end of the sentence or of the clause.
    """
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
    folded = {title: fold(title) for title in counts}

    def votes(title: str) -> int:
        mine = folded[title]
        return sum(
            times
            for other, times in counts.items()
            if folded[other].startswith(mine) or mine.startswith(folded[other])
        )

    return max(counts, key=lambda title: (votes(title), counts[title]), default=None)


def same_title(one: str, other: str) -> bool:
    """Whether two titles may be of one document: the shorter one's words are most in the other."""
    mine, others = set(fold(one).split()), set(fold(other).split())
    return len(mine & others) >= _ALIKE * min(len(mine), len(others))


def _read(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    title = " ".join(_PROSE.sub("", _END.sub("", found["title"])).split())
    comma = title.find(", ", _SETTLED)
    title = (title if comma == -1 else title[:comma]).rstrip(" ,.:–-")
    if len(title) < 8:
        return None
    if len(title) <= _LONGEST:
        return title
    return title[: title.rfind(" ", 0, _LONGEST)] + " …"
