"""The lines that end an article: who wrote it, and whom it credits."""

import re

from crawler.roles import ends_sentence

_MEDIUM = r"(?:tin|bài|ảnh|bài viết|nội dung)"
_AUTHOR = re.compile(
    rf"""
    ^(?: tác\ giả(?:\ bài\ viết)? | người\ (?:viết|đăng|đưa\ tin|thực\ hiện) | đăng\ bởi | biên\ tập
       | author | {_MEDIUM}(?:\s*(?:,|và|-|\+|/|;)\s*{_MEDIUM})* )
    \s*:\s*(?P<name>\S.*)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SOURCE = re.compile(
    r"^(?:nguồn(?:\s+tin)?|theo\s+nguồn|source)\s*:\s*(?P<name>\S.*)$", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s*(?:[-–—,;&/+]|\bvà\b)\s*")
_REMARK = re.compile(
    r"\s*\((?:t/h|th|st|tổng hợp|sưu tầm|theo .{1,40}|ctv|biên tập|bt)\)\s*$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"^(?:sở|phòng|ban|trung tâm|văn phòng|thanh tra|ubnd|bộ phận|tổ|chi cục|cục|bbt)\b",
    re.IGNORECASE,
)
#: Longer than any name of a person or an office.
_NAME_LENGTH = 80
_OFFICE_WORDS = 8
_PEN_NAME_WORDS = 5


def read_author(text: str, stands_apart: bool = False) -> str | None:
    """The author a line names if it is nothing but that: `Lệ Quỳnh`, `Tin, ảnh: Lệ Quỳnh`.

    A line that stands apart, as the ones at the right do, may also bear a pen name.
    """
    text = text.strip(" -–*()[]")
    if labelled := _AUTHOR.match(text):
        return labelled["name"].strip() if len(labelled["name"]) <= _NAME_LENGTH else None
    bare = _REMARK.sub("", text)
    if not bare or len(bare) > _NAME_LENGTH or ends_sentence(bare) or bare.endswith((":", ",")):
        return None
    words = bare.split()
    names = _BETWEEN_NAMES.split(bare)
    if all(map(_is_person, names)) and (len(words) > 1 or stands_apart):
        return text
    if _OFFICE.match(bare) and len(words) <= _OFFICE_WORDS:
        return text
    if stands_apart and len(words) <= _PEN_NAME_WORDS and not any(map(str.isdigit, bare)):
        return text
    return None


def read_source(text: str) -> str | None:
    """The outlet a line credits (`Nguồn: Báo Kon Tum`), if it is nothing but that."""
    match = _SOURCE.match(text.strip(" ()[]"))
    return match["name"].strip() if match and len(match["name"]) <= _NAME_LENGTH else None


def _is_person(name: str) -> bool:
    """Whether this may be a person's name: up to five capitalised words, initials among them."""
    words = name.split()
    return 1 <= len(words) <= 5 and all(
        word.replace(".", "").isalpha()
        and word[0].isupper()
        and (word[1:].islower() or word.isupper() or "." in word)
        for word in words
    )
