"""What a block of text is for, by what it says: a counter, a tool bar, a footer, a name…

The words are those that Vietnamese portals put around their articles; they are compared folded
(lower case, without diacritics), since the same line is typed in every possible way.
"""

import re
from enum import Enum

from crawler.blocks import Block
from vietnamese.folding import fold


class Role(Enum):
    """The part a block plays on a page."""

    TEXT = "text"
    CHROME = "chrome"
    CRUMBS = "crumbs"
    SITE = "site"
    VIEWS = "views"
    FILES = "files"
    END = "end"
    FOOTER = "footer"


_CHROME = re.compile(
    r"\b(?:mac dinh|co chu|kich thuoc|tang|giam|in trang|in bai(?: viet)?|ban in|in|gui (?:email|mail|bai)|email"
    r"|chia se|facebook|zalo|twitter|linkedin|google|luu(?: bai)?|nghe(?: doc)?(?: bai)?(?: viet)?|doc bai(?: viet)?"
    r"|quay lai|tro (?:lai|ve)|ve (?:trang truoc|dau trang)|tuong phan|che do doc|phong to|thu nho|xem anh|like|share|print"
    r"|back|rss|line_weight|access_time|visibility|schedule|person|aa?|trang chu|home|dang nhap|tim kiem)\b"
)
_CRUMBS = re.compile(r"^(?:trang chu|home|trang nhat)\s*(?:[»>›/|→:]|->|-)\s*\S")
_SITE = re.compile(
    r"^(?:trang |cong |website )?(?:thong tin dien tu|ttdt|tin dien tu)\b|^(?:cong|trang) (?:ttdt|thong tin|tin)\b"
    r"|^(?:uy ban nhan dan|ubnd|so|phong|ban|hdnd) [\w&, ]{3,40} (?:tinh|thanh pho|tp\.?) [\w ]{3,16}$"
    r"|^(?:uy ban nhan dan|ubnd) (?:tinh|thanh pho|tp\.?|huyen|xa|phuong) [\w ]{2,20}$|^chao mung\b"
)
_VIEWS = re.compile(
    r"^(?:tong )?(?:so )?(?:luot|lan) (?:xem|doc|truy cap)\b|^da xem\b|^(?:xem|views?|hits)\s*:"
)
_FILES = re.compile(
    r"^(?:cac )?(?:tep|tap tin|file|tai lieu|van ban)s? (?:tin )?(?:dinh )?kem(?: theo)?\b"
)
_END = re.compile(
    r"\b(?:nguoi da binh chon|luot binh chon|luot danh gia)\b|^(?:danh gia|binh chon|xep hang)\b|^trung binh[ :]*\d"
    r"|\b(?:bai viet|bai|tin|tin bai|tin tuc|thong tin|bai dang)(?: da)? (?:lien quan|khac|cung (?:chuyen muc|chu de|loai)"
    r"|da dua|da dang|moi hon|cu hon|moi nhat|truoc do|moi dang|noi bat|doc nhieu|xem nhieu)\b"
    r"|^(?:y kien|binh luan|gui (?:y kien|binh luan)|phan hoi)(?: ban doc| cua ban)?\b.{0,20}$|^(?:tu khoa|tags?)\s*:"
)
_FOOTER = re.compile(
    r"^(?:don vi )?quan ly va (?:nhap tin|van hanh)|^(?:nguoi )?chiu trach nhiem(?: chinh| noi dung| xuat ban)*\s*:"
    r"|^(?:co quan|don vi) chu quan\s*:?|^ban quyen\b|^(?:©|®|\(c\)|copyright)|^giay phep\b.{0,40}\b(?:so|ttdt)\b"
    r"|^(?:dien thoai|dia chi|fax|hotline|duong day nong)\s*:"
    r"|\b(?:tong so|so) (?:nguoi|luot)(?: dang)? (?:truy cap|online)|^(?:dang|so nguoi) (?:online|truy cap)"
    r"|^thong ke truy cap|^lien ket (?:website|web)|phat trien\s*:|^tnc phat trien|^chung nhan tin nhiem"
)
_SENTENCE_END = re.compile(r"[.!?…;][\"”’'»)\]]*$|\./\.?$|/\.$")


def role_of(block: Block) -> Role:
    """The part a block plays, as far as its own words tell."""
    head = fold(block.text[:120])
    if _FOOTER.search(head):
        return Role.FOOTER
    if len(block.text) > 120:
        return Role.TEXT
    if _VIEWS.match(head):
        return Role.VIEWS
    if _CRUMBS.match(head):
        return Role.CRUMBS
    if len(head) <= 80 and _END.search(head) and not ends_sentence(block.text):
        return Role.END
    if _FILES.match(head) and len(head) <= 40:
        return Role.FILES
    if _SITE.match(head) and not ends_sentence(block.text):
        return Role.SITE
    if not re.sub(r"[\W\d_]+", "", _CHROME.sub("", head)):
        return (
            Role.CHROME if not any(c.isdigit() for c in head) or _CHROME.search(head) else Role.TEXT
        )
    return Role.TEXT


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does; headlines and names do not."""
    return _SENTENCE_END.search(text) is not None


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of running text."""
    size = len(block.text)
    if block.is_linked or block.heading:
        return False
    return size >= 250 or (size >= 60 and (ends_sentence(block.text) or block.text.endswith(":")))


_LABELLED_NAME = re.compile(
    r"^(?:tác giả(?: bài viết)?|người (?:viết|đăng|đưa tin|thực hiện)|(?:tin|bài|ảnh)(?:\s*(?:,|và|-|\+|/|;)\s*(?:tin|bài|ảnh))*"
    r"|biên tập|đăng bởi|author)\s*:\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_LABELLED_SOURCE = re.compile(
    r"^(?:nguồn(?: tin)?|theo nguồn|source)\s*:\s*(?P<name>\S.*)$", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s*(?:[-–—,;&/+]|\bvà\b)\s*")
_REMARK = re.compile(
    r"\s*\((?:t/h|th|st|tổng hợp|sưu tầm|theo .{1,40}|ctv|biên tập|bt)\)\s*$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"^(?:Sở|Phòng|Ban|Trung tâm|Văn phòng|Thanh tra|UBND|Bộ phận|Tổ|Chi cục|Cục|Ban biên tập|BBT)\b"
)


def read_author(text: str, stands_apart: bool = False) -> str | None:
    """The author that a line names, if it is nothing but that: `Lệ Quỳnh`, `Tin, ảnh: Lệ Quỳnh`.

    A line that stands apart (at the right, in bold) may also name an office or a pen name.
    """
    text = text.strip(" -–*()[]")
    if labelled := _LABELLED_NAME.match(text):
        return labelled["name"].strip() if len(labelled["name"]) <= 80 else None
    bare = _REMARK.sub("", text)
    if not bare or len(bare) > 80 or ends_sentence(bare) or bare.endswith((":", ",")):
        return None
    names = _BETWEEN_NAMES.split(bare)
    if all(_is_person(name) for name in names) and (len(names) > 1 or " " in bare or stands_apart):
        return text
    if _OFFICE.match(bare) and len(bare.split()) <= 8:
        return text
    if stands_apart and len(bare.split()) <= 5 and not any(c.isdigit() for c in bare):
        return text
    return None


def read_source(text: str) -> str | None:
    """The outlet that a line credits (`Nguồn: Báo Kon Tum`), if it is nothing but that."""
    match = _LABELLED_SOURCE.match(text.strip(" ()[]"))
    return match["name"].strip() if match and len(match["name"]) <= 100 else None


def _is_person(name: str) -> bool:
    words = name.split()
    return 1 <= len(words) <= 5 and all(
        word.replace(".", "").isalpha()
        and word[0].isupper()
        and (word[1:].islower() or word.isupper() or len(word) == 1 or "." in word)
        for word in words
    )
