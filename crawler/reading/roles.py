r"""What a block of text is for, by what it says: a tool bar, a counter, a footer, text…

The words are those that Vietnamese portals put around their articles. They are compared folded
(lower case, without diacritics), since the same line is typed in every possible way.
"""

import re
from enum import Enum
from functools import lru_cache

from crawler.blocks import Block


class Role(Enum):
    """The part a block plays on a page.

    `CHROME` is a tool bar, `CRUMBS` the path to the page, `VIEWS` a view counter, `FILES` the
    heading of attachments; `END` begins what follows an article (rating, related articles),
    `COMMENTS` what readers say of it, `FOOTER` the foot of the page. `SITE`, the name of an office,
    and `CONTACT`, a line of its address, stand at the foot of pages but may stand in a text too.
    """

    TEXT = "text"
    CHROME = "chrome"
    CRUMBS = "crumbs"
    SITE = "site"
    VIEWS = "views"
    CONTACT = "contact"
    FILES = "files"
    END = "end"
    COMMENTS = "comments"
    FOOTER = "footer"


#: No block longer than this is anything but text or the foot of a page, and no heading of what
#: follows an article is longer than that.
_LABEL_LENGTH = 120
_END_LENGTH = 60

_CHROME = re.compile(
    r"""
    \b(?:
      mac\ dinh | (?:xem\ )?(?:voi\ )?(?:kich\ )?co\ chu(?:[\ :]+(?:nho|vua|lon|t)\b)* | kich\ thuoc
    | tang | giam | (?:do\ )?tuong\ phan | che\ do\ doc | phong\ to | thu\ nho
    | in\ (?:trang|noi\ dung|an|tin) | in\ bai(?:\ (?:viet|nay))? | (?:xem\ )?ban\ in | in | print
    | gui\ bai(?:\ viet)? | gui(?:\ (?:tin|bai))?(?:\ qua)?\ e?mail | gui\ cho\ ban(?:\ be)? | email
    | chia\ se | share | thich(?:\ \d+)? | like | tweet | facebook | zalo | twitter | linkedin
    | theo\ doi\ tren | google(?:\ news)? | luu(?:\ (?:bai|tin))? | rss
    | tai\ ve | xuat\ pdf | ma\ qr | sao\ chep(?:\ (?:lien\ ket|link))?
    | (?:nghe|doc)(?:\ doc)?(?:\ noi\ dung)?(?:\ bai)?(?:\ viet)?
    | toc\ do(?:\ doc)?(?:\s?:\ \d+(?:[.,]\d+)?x)? | giong\ (?:nu|nam)(?:\ mien\ (?:bac|trung|nam))?
    | xem\ anh
    | quay\ lai | tro\ (?:lai|ve) | ve\ (?:trang\ truoc|dau\ trang) | back
    | line_weight | access_time | visibility | schedule | person | aa?
    | trang\ chu | home | dang\ nhap | tim\ kiem
    )\b
    """,
    re.VERBOSE,
)
_CRUMBS = re.compile(r"^(?:trang chu|home|trang nhat)\s*(?:[»>›/→:]|->|-)\s*\S")
_SITE = re.compile(
    r"""
      ^(?:trang\ |cong\ |website\ )?(?:thong\ tin\ dien\ tu|ttdt|tin\ dien\ tu)\b
    | ^(?:cong|trang)\ (?:ttdt|thong\ tin|tin)\b | ^chao\ mung\b
    | ^(?:uy\ ban\ nhan\ dan|ubnd|so|phong|ban|hdnd)\ [\w&,\ ]{3,40}
      \ (?:tinh|thanh\ pho|tp\.?)\ [\w\ ]{3,16}$
    | ^(?:uy\ ban\ nhan\ dan|ubnd)\ (?:tinh|thanh\ pho|tp\.?|huyen|xa|phuong)\ [\w\ ]{2,20}$
    """,
    re.VERBOSE,
)
#: A counter is its words and a number, or a sign of one: "Số lượt xem các video…" is none.
#: Before it may stand the name of its icon, which is the text of an icon font's element.
_VIEWS = re.compile(
    r"""
    ^(?:(?:visibility|remove_red_eye|schedule|access_time)\ )*
    (?: (?:(?:tong\ )?(?:so\ )?(?:luot|lan)\ (?:nguoi\ )?(?:xem|doc)|da\ xem)
        (?:\ (?:bai\ viet|bai|tin))?
        \s*(?:$|[\d:(\-])
      | (?:xem|views?|hits)\s*:\s*(?:\d|$)
      | \d[\d.,\ ]*(?:luot|lan)\ (?:xem|doc)$ )
    """,
    re.VERBOSE,
)
_FILES = re.compile(
    r"^(?:cac )?(?:tep|tap tin|file|tai lieu|van ban)s? (?:tin )?(?:dinh )?kem(?: theo)?"
    r"\s*(?::|\(|$)"
)
_END = re.compile(
    r"""
      ^tong\ so\ diem\ cua\ bai\ viet | ^click\ de\ danh\ gia
    | \b(?:nguoi\ da|luot)\ (?:binh\ chon|danh\ gia)\b | ^trung\ binh[\ :]*\d
    | ^(?:danh\ gia|binh\ chon|xep\ hang)(?:\ bai\ viet|\ tin)?\s*(?:[:\d]|$)
    | ^.{0,15}\b(?:bai\ viet|bai|tin|tin\ bai|tin\ tuc|thong\ tin|bai\ dang)(?:\ da)?\ (?:
          lien\ quan | khac | cung\ (?:chuyen\ muc|chu\ de|loai) | da\ dua | da\ dang | moi\ hon
        | cu\ hon | moi\ nhat | truoc\ do | moi\ dang | noi\ bat | doc\ nhieu | xem\ nhieu
      )\b
    | ^(?:tu\ khoa|tags?)\s*:
    """,
    re.VERBOSE,
)
_COMMENTS = re.compile(r"^(?:gui )?(?:y kien|binh luan|phan hoi)(?: ban doc| cua ban)?[\s\d():]*$")
_FOOTER = re.compile(
    r"""
      (?:don\ vi\ )?quan\ ly\ va\ (?:nhap\ tin|van\ hanh)
    | (?:nguoi\ )?chiu\ trach\ nhiem(?:\ chinh|\ noi\ dung|\ xuat\ ban)*\s*:
    | (?:co\ quan|don\ vi)\ chu\ quan\s*: | ban\ quyen\b | (?:©|®|\(c\)|copyright)
    | giay\ phep\b.{0,40}\b(?:so|ttdt)\b
    | (?:dang|so\ nguoi)\ (?:online|truy\ cap) | thong\ ke\ truy\ cap
    | luot\ truy\ cap | lien\ ket\ (?:website|web)
    | tnc\ phat\ trien | chung\ nhan\ tin\ nhiem
    """,
    re.VERBOSE,
)
#: What a footer says anywhere in a line: each begins with letters, which makes the search fast.
_FOOTER_WITHIN = (
    re.compile(r"so(?<=\bso)\ (?:nguoi|luot)(?:\ dang)?\ (?:truy\ cap|online)"),
    re.compile(r"phat\ trien\s*:$"),
)
_CONTACT = re.compile(r"^(?:dien thoai|dt|dia chi|tru so|fax|e-?mail|hotline|duong day nong)\s*:")
_SENTENCE_END = re.compile(r"(?:[.!?…;]|\./)[\"”’'»)\]]*$")
_WORDS = re.compile(r"[^\W\d_]")


def role_of(text: str, folded: str) -> Role:
    """The part a block plays, as far as its own words tell; `folded` is its text folded."""
    if len(text) <= _LABEL_LENGTH:
        return _role_of_label(text, folded)
    return Role.FOOTER if _is_footer(folded[:_LABEL_LENGTH]) else Role.TEXT


def _is_footer(head: str) -> bool:
    return bool(_FOOTER.match(head)) or any(words.search(head) for words in _FOOTER_WITHIN)


@lru_cache(maxsize=2048)  # the pages of a portal have their menus and frames in common
def _role_of_label(text: str, head: str) -> Role:
    if _is_footer(head):
        return Role.FOOTER
    if _VIEWS.match(head):
        return Role.VIEWS
    if _CRUMBS.match(head):
        return Role.CRUMBS
    if not ends_sentence(text):
        if len(head) <= _END_LENGTH:
            if _END.search(head):
                return Role.END
            if _COMMENTS.match(head):
                return Role.COMMENTS
        if _SITE.match(head):
            return Role.SITE
    if _CONTACT.match(head):
        return Role.CONTACT
    if _FILES.match(head):
        return Role.FILES
    if len(head) > _END_LENGTH:
        return Role.TEXT
    without, tools = _CHROME.subn("", head)
    if _WORDS.search(without) or (not tools and any(map(str.isdigit, head))):
        return Role.TEXT
    return Role.CHROME


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does; headlines and names do not."""
    return _SENTENCE_END.search(text) is not None


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of running text."""
    size = len(block.text)
    if block.is_linked or block.heading:
        return False
    return size >= 250 or (size >= 60 and (ends_sentence(block.text) or block.text.endswith(":")))
