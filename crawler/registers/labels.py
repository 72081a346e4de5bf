"""What registers of documents call their fields, and how they write the values.

The words are those of the registers seen: NukeViet's module laws (`Số/Ký hiệu`, `Thể loại`), the
Liferay portals of Đắk Lắk, VNPT's, the ministries' (`Hình thức văn bản`), vanban.chinhphu.vn's,
vbpl.vn's and the gazette of Sơn La. They are compared folded, without colons and slashes.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from crawler.element_text import clean
from vietnamese.dates import find_dates
from vietnamese.folding import fold

#: No label is longer, and no name of a column.
LABEL_LENGTH = 48

_WORDS = {
    "identifier": """
        so ky hieu | so ki hieu | so hieu | so hieu van ban | so ky hieu van ban | so van ban
        | ky hieu | so hieu ky hieu | so va ky hieu | so vb | so kh | so ky hieu vb
        | ky hieu van ban | so cong van | so quyet dinh""",
    "issued_on": """
        ngay ban hanh | ngay ky | ngay ky ban hanh | ngay van ban | ngay bh | ngay phat hanh
        | ngay thang ban hanh | ngay thang nam ban hanh | ngay ban hanh van ban | ban hanh
        | thoi gian ban hanh | ngay ra van ban | ngay vb""",
    "effective_on": """
        ngay co hieu luc | ngay hieu luc | ngay bat dau hieu luc | ngay bat dau co hieu luc
        | hieu luc tu | hieu luc tu ngay | co hieu luc tu | co hieu luc tu ngay
        | thoi gian co hieu luc | thoi diem co hieu luc | ngay van ban co hieu luc""",
    "signer": "nguoi ky | nguoi ki | nguoi ky van ban | nguoi ky duyet | nguoi ky ban hanh",
    "issuer": """
        co quan ban hanh | don vi ban hanh | noi ban hanh | co quan don vi ban hanh
        | co quan ban hanh van ban | co quan phat hanh | don vi phat hanh | to chuc ban hanh
        | co quan | don vi""",
    "title": """
        trich yeu | trich yeu noi dung | trich yeu van ban | noi dung trich yeu | ve viec
        | ten van ban | tieu de | tieu de van ban | tom tat noi dung""",
    "document_type": """
        loai van ban | hinh thuc van ban | the loai van ban | the loai | hinh thuc | loai vb
        | ten loai van ban | ten loai""",
    "status": """
        tinh trang hieu luc | trang thai hieu luc | hieu luc | tinh trang | trang thai
        | hieu luc van ban | tinh trang van ban | trang thai van ban""",
    "attachments": """
        tep dinh kem | file dinh kem | tap tin dinh kem | tai lieu dinh kem | van ban dinh kem
        | tep tin dinh kem | files dinh kem | dinh kem | tep van ban | file van ban | tai ve
        | toan van | noi dung toan van | ban pdf""",
}
#: Names of columns that say too little to be labels of values elsewhere.
_COLUMN_WORDS = {"identifier": "so", "title": "noi dung | van ban", "issued_on": "ngay"}


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {word.strip(): field for field, text in words.items() for word in text.split("|")}


#: Labels that begin sentences, too: what follows them in a line is a value only behind a colon.
_ORDINARY = frozenset(
    (
        *("ve viec", "ban hanh", "co quan", "don vi", "the loai", "hinh thuc", "hieu luc"),
        *("tinh trang", "trang thai", "toan van", "tai ve", "dinh kem"),
    )
)
_FIELDS = {" ".join(word.split()): field for word, field in _by_word(_WORDS).items()}
_COLUMNS = {**_by_word(_COLUMN_WORDS), **_FIELDS}
_BETWEEN = re.compile(r"[^a-z0-9]+")

_NOTHING = re.compile(
    r"(?:[\W_]*|n/?a|null|undefined|(?:dang|chua) (?:duoc )?cap nhat|chua xac dinh|chua co"
    r"|khong(?: co| ro| xac dinh)?|chua ro)[\W_]*"
)
_NUMBER_WORD = re.compile(r"^(?:số(?:\s*(?:/\s*)?k[ýí]\s+hiệu|\s+hiệu)?)\s*:?\s+(?=\S*\d)", re.I)
#: What databases put in the place of a day that they do not know.
_NO_DAYS = frozenset(("1900-01-01", "1970-01-01"))


@lru_cache(maxsize=4096)  # the pages of a portal have their labels and menus in common
def field_of(label: str) -> str | None:
    """The field of a Legislation (or `attachments`) that a label names, None for other texts."""
    return _FIELDS.get(_plain(label)) if len(label) <= LABEL_LENGTH else None


def is_ordinary(label: str) -> bool:
    """Whether the words of a label are as likely to begin a sentence."""
    return _plain(label) in _ORDINARY


@lru_cache(maxsize=512)
def column_field(header: str) -> str | None:
    """The same for the name of a column."""
    return _COLUMNS.get(_plain(header)) if len(header) <= LABEL_LENGTH else None


def stated(text: str) -> str | None:
    """A value as written, in one line; None where it only says that there is none."""
    text = clean(text).lstrip(": ").strip()
    if not text or (len(text) <= LABEL_LENGTH and _NOTHING.fullmatch(fold(text))):
        return None
    return text


def read_day(text: str) -> str | None:
    """The first day (ISO 8601) that a value states; what databases put for "unknown" is none."""
    days = (mention.date for mention in find_dates(text[:200]))
    return next((day for day in days if day not in _NO_DAYS), None)


def read_identifier(text: str) -> str | None:
    """A document's number and symbol, without the word `Số` before it."""
    value = stated(text)
    return _NUMBER_WORD.sub("", value) if value else None


def read_value(field: str, text: str) -> str | None:
    """The value of a field as an item has it: days as days, all else as written."""
    if field in ("issued_on", "effective_on"):
        return read_day(text)
    return read_identifier(text) if field == "identifier" else stated(text)


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", fold(text)).strip()
