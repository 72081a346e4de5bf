"""A document's title (trích yếu) as the article that announces it gives it."""

import re

#: What stands between a mention and the subject: the day and the body (`ngày 28/4/2023 của UBND
#: tỉnh về việc …`), without crossing into another sentence, list or mention.
_SUBJECT = re.compile(
    r"^(?P<between>[^.;\n()]{0,120}?)\bvề(?:\s+việc)?\s+(?P<title>[^;\n]{8,400})", re.IGNORECASE
)
_END = re.compile(
    r"\s*(?:\.(?=\s|$)|/\.|\(|[,;]\s*(?:UBND|HĐND|Ủy ban|Uỷ ban|Sở|Bộ|Chính phủ|trong đó|theo đó"
    r"|đồng thời|ngày|Quyết định|Nghị định|Kế hoạch|Công văn|căn cứ)\b).*$",
    re.DOTALL,
)

_LONGEST = 250


def title_after(text: str, end: int) -> str | None:
    """The words after `về việc` that follow a mention which ends at `end`; None if there are none.

    `… ban hành Công văn số 1235/UBND-KGVX về việc triển khai Kế hoạch hành động năm 2023 …` gives
    `triển khai Kế hoạch hành động năm 2023 …`, to the end of the sentence or of the clause.
    """
    found = _SUBJECT.match(text[end : end + 600])
    if found is None or re.search(r"\bsố\s+\d", found["between"]):
        return None
    title = " ".join(_END.sub("", found["title"]).split()).rstrip(" ,.:–-")
    if len(title) < 8:
        return None
    if len(title) <= _LONGEST:
        return title
    return title[: title.rfind(" ", 0, _LONGEST)] + " …"
