"""A document's title (trích yếu) as the article that announces it gives it."""

import re

#: Between a mention and its subject stand at most the day and the issuer, of a few words.
_SUBJECT = re.compile(
    r"^\s*,?\s*(?:ngày\s[\d\s/.-]*(?:tháng\s\d+\snăm\s\d+)?)?\s*,?\s*"
    r"(?:của(?:\s+[^\s,;.]+){1,9}?)?\s*,?\s*\bvề(?:\s+việc)?\s+(?P<title>[^;\n]{8,400})",
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

_LONGEST = 250


def title_after(text: str, end: int) -> str | None:
    """The words after `về việc` that follow a mention which ends at `end`; None if there are none.

    `… ban hành Công văn số 1235/UBND-KGVX về việc triển khai Kế hoạch hành động năm 2023 …` gives
    `triển khai Kế hoạch hành động năm 2023 …`, to the end of the sentence or of the clause.
    """
    found = _SUBJECT.match(text[end : end + 600])
    if found is None:
        return None
    title = " ".join(_END.sub("", found["title"]).split()).rstrip(" ,.:–-")
    if len(title) < 8:
        return None
    if len(title) <= _LONGEST:
        return title
    return title[: title.rfind(" ", 0, _LONGEST)] + " …"
