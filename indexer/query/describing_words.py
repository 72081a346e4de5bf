"""What is said of how a query was understood, in the reader's language."""

from collections.abc import Mapping
from typing import Literal

from indexer.ranking import FEWEST

#: In which way less was asked for than a query says, or another thing.
Remark = Literal[
    "folded", "phrases", "phrases_folded", "fewer_words", "without_numbers", "respelt", "cut"
]

#: Each in Vietnamese and in English.
_WORDS: Mapping[str, tuple[str, str]] = {
    "everything": ("tất cả bài viết", "all articles"),
    "search": ("tìm {}", "search for {}"),
    # one condition, as it stands in a list of them
    "words": ("“{}”", "“{}”"),
    "phrase": ("nguyên văn “{}”", "the exact phrase “{}”"),
    "quotation": (
        "ưu tiên bài có nguyên văn “{}”",
        "those with the exact phrase “{}” first",
    ),
    "number": ("số hiệu {}", "document number {}"),
    "issued_on": ("ưu tiên văn bản {}", "the one of {} first"),
    "issued_by": ("ưu tiên văn bản của {}", "the one by {} first"),
    "issued_on_by": ("ưu tiên văn bản {} của {}", "the one of {} by {} first"),
    "cites": ("dẫn văn bản {}", "citing document {}"),
    "title": ("tiêu đề có {}", "headline with {}"),
    "author": ("tác giả “{}”", "author “{}”"),
    "department": ("cơ quan “{}”", "office “{}”"),
    "province": ("tỉnh {}", "province {}"),
    "city": ("thành phố {}", "the city of {}"),
    "document_type": ("loại văn bản {}", "document type {}"),
    "before": ("trước {}", "before {}"),
    "after": ("từ {}", "from {} on"),
    "not": ("trừ {}", "without {}"),
    "or": (" hoặc ", " or "),
    # one that stands by itself
    "articles": ("bài {}", "articles {}"),
    "articles_of": ("bài của {}", "articles of {}"),
    "articles_citing": ("bài dẫn {}", "articles citing {}"),
    "articles_not": ("mọi bài {}", "all articles {}"),
    # a period
    "day": ("ngày {day}/{month}/{year}", "{day} {month_name} {year}"),
    "month": ("tháng {month}/{year}", "{month_name} {year}"),
    "year": ("năm {year}", "{year}"),
}

_REMARKS: Mapping[Remark, tuple[str, str]] = {
    "folded": (
        "không có bài nào đúng từng dấu, nên tìm không phân biệt dấu",
        "nothing has these diacritics, so they were ignored",
    ),
    "phrases": (
        "không có bài nào có nguyên văn cụm từ, nên tìm các từ của nó",
        "nothing has the exact phrase, so its words were searched for",
    ),
    "phrases_folded": (
        "không có bài nào có nguyên văn cụm từ, nên tìm các từ của nó, không phân biệt dấu",
        "nothing has the exact phrase, so its words were searched for, diacritics ignored",
    ),
    "fewer_words": (
        f"không có bài nào đủ các từ, nên tìm bài có ít nhất {FEWEST} trong các từ",
        f"nothing has all of the words, so what has at least {FEWEST} of them was searched for",
    ),
    "without_numbers": (
        "không có bài nào có các số hiệu ấy cùng các từ, nên chỉ tìm các từ",
        "nothing has these numbers and the words, so the words alone were searched for",
    ),
    "respelt": (
        "không có bài nào khớp cách viết đã gõ, nên tìm theo cách viết gần nhất",
        "nothing matches what was typed, so the nearest spelling was searched for",
    ),
    "cut": (
        "câu tìm quá dài, nên chỉ đọc phần đầu",
        "the query is too long, so only its beginning was read",
    ),
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def say(kind: str, language: str, *values: str) -> str:
    """A part of what is said, in `vi` or `en`, with the values put in."""
    return _WORDS[kind][_index(language)].format(*values)


def remark_words(remark: Remark, language: str) -> str:
    """A remark in `vi` or `en`."""
    return _REMARKS[remark][_index(language)]


def period_words(period: str, language: str) -> str:
    """A year, a month or a day in `vi` or `en`: `tháng 5/2023` of `2023-05`."""
    year, month, day = (*map(int, period.split("-")), 0, 0)[:3]
    kind = "day" if day else "month" if month else "year"
    return _WORDS[kind][_index(language)].format(
        day=day, month=month, year=year, month_name=_MONTHS[month - 1]
    )


def _index(language: str) -> int:
    return 0 if language == "vi" else 1
