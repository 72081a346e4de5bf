"""The lines that end an article: who wrote it, and whom it credits."""

import re

from crawler.reading.roles import ends_sentence

_MEDIUM = r"(?:tin|bài|ảnh|bài viết|nội dung)"
_AUTHOR = re.compile(
    rf"""
    ^(?P<label> tác\ giả(?:\ bài\ viết)? | người\ (?:viết|đăng|đưa\ tin|thực\ hiện) | đăng\ bởi
       | biên\ tập | author | {_MEDIUM}(?:\s*(?:,|và|-|\+|/|;)\s*{_MEDIUM})* )
    \s*:\s*(?P<name>\S.*)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SOURCE = re.compile(
    r"^(?:nguồn(?:\s+tin)?|theo\s+nguồn|source)\s*:\s*(?P<name>\S.*)$", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s*(?:[-–—,;&/+]|\bvà\b)\s*")
_OFFICES = r"(?:sở|phòng|ban|trung tâm|văn phòng|thanh tra|ubnd|bộ phận|tổ|chi cục|cục|bbt)"
_OFFICE = re.compile(rf"^{_OFFICES}\b", re.IGNORECASE)
#: `Lệ Quỳnh (t/h)`, `Lệ Quỳnh (Phòng Hành chính)`: how it was written, or where its author works.
_REMARK = re.compile(
    rf"\s*\((?:t/h|th|st|tổng hợp|sưu tầm|theo .{{1,40}}|ctv|biên tập|bt|{_OFFICES}\b.{{1,60}})\)$",
    re.IGNORECASE,
)
#: `./.` ends a Vietnamese document, and the name below it now and then.
_END_OF_DOCUMENT = re.compile(r"\s*\./\.?$")
#: A place, with which the long names of offices end: `… huyện Đăk Hà`.
_PLACE = re.compile(r"\b(?:tỉnh|thành phố|huyện|thị xã|xã|phường)(?:\s+[A-ZĐ]\w*){1,4}$")
#: The name a clerk logs in with, once or twice: `admin`, `admin admin`, `ltquynh`.
_LOGIN = re.compile(r"(?P<login>[a-z][a-z0-9._@-]*|[Aa]dmin\w*)(?:\s+(?P=login))?")
#: Longer than any name of a person or an office.
_NAME_LENGTH = 80
_OFFICE_WORDS = 8
_LONG_OFFICE_WORDS = 12
_PEN_NAME_WORDS = 5


def read_author(text: str, at_right: bool = False, set_apart: bool = False) -> str | None:
    """The author a line names if it is nothing but that: `Lệ Quỳnh`, `Tin, ảnh: Lệ Quỳnh`.

    A line at the right may also bear a pen name; one set apart in bold or italics a single name.
    """
    text = _trimmed(text)
    if _AUTHOR.match(text):
        return read_labelled_author(text)
    if is_login(text):
        return None
    bare = _REMARK.sub("", text)
    if not bare or len(bare) > _NAME_LENGTH or ends_sentence(bare) or bare.endswith((":", ",")):
        return None
    if is_names(bare) and (len(bare.split()) > 1 or at_right or set_apart):
        return text
    if _is_office(bare, at_right or set_apart):
        return text
    if at_right and len(bare.split()) <= _PEN_NAME_WORDS and not any(map(str.isdigit, bare)):
        return text
    return None


def read_labelled_author(text: str) -> str | None:
    """The author that a line names in so many words (`Tác giả: Lệ Quỳnh`).

    `Ảnh:` alone is the label of captions as well, so a name or an office must follow it.
    """
    labelled = _AUTHOR.match(_trimmed(text))
    if labelled is None:
        return None
    name = labelled["name"].strip()
    if len(name) > _NAME_LENGTH or is_login(name):
        return None
    is_caption = labelled["label"].lower() == "ảnh"
    if is_caption and not (is_names(_REMARK.sub("", name)) or _is_office(name, False)):
        return None
    return name


def names_login(text: str) -> bool:
    """Whether a line names who entered the article into the system, and nobody that wrote it."""
    text = _trimmed(text)
    labelled = _AUTHOR.match(text)
    return is_login(labelled["name"].strip() if labelled else text)


def read_source(text: str) -> str | None:
    """The outlet a line credits (`Nguồn: Báo Kon Tum`), if it is nothing but that."""
    match = _SOURCE.match(text.strip(" ()[]"))
    return match["name"].strip() if match and len(match["name"]) <= _NAME_LENGTH else None


def is_login(name: str) -> bool:
    """Whether this is the name a clerk logs in with, not a person's."""
    return _LOGIN.fullmatch(name) is not None


def is_names(text: str) -> bool:
    """Whether a text may be the names of persons, and nothing else."""
    return all(map(_is_person, _BETWEEN_NAMES.split(text)))


def _trimmed(text: str) -> str:
    text = _END_OF_DOCUMENT.sub("", text.strip(" -–*"))
    if text.startswith(("(", "[")) and text.endswith((")", "]")):
        return text[1:-1].strip()
    return text


def _is_office(text: str, stands_apart: bool) -> bool:
    size = len(text.split())
    is_long = stands_apart or _PLACE.search(text)
    return _OFFICE.match(text) is not None and (
        size <= _OFFICE_WORDS or (size <= _LONG_OFFICE_WORDS and bool(is_long))
    )


def _is_person(name: str) -> bool:
    """Whether this may be a person's name: up to five capitalised words, initials among them."""
    words = name.split()
    return 1 <= len(words) <= 5 and all(
        word.replace(".", "").isalpha()
        and word[0].isupper()
        and (word[1:].islower() or word.isupper() or "." in word)
        for word in words
    )
