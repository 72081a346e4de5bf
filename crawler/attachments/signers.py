"""Who signed a directive: the name below the signer's office, at the end of its text.

Decree 30/2020/NĐ-CP, annex I, section 7: `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.` and the office in
capitals, then the full name, on the right; `Nơi nhận:` on the left. Text of a PDF gives these
columns one after the other or line by line beside one another.
"""

import re
from collections.abc import Sequence

from vietnamese.aligned_folding import fold_aligned

_BY_ORDER = re.compile(
    r"(?:^|\s)(?:t/?m|kt|t/?l|tuq|q)\s?[.,/]\s?[a-z]|(?:^|\s)(?:thua lenh|thay mat)\s"
)
_RECIPIENTS = re.compile(r"noi\s*nhan")
#: Offices in capitals that a line ends with.
_OFFICE = re.compile(
    r"(?:chu tich|giam doc|bo truong|thu truong|truong ban|bi thu|chanh van phong|van phong"
    r"|cuc truong|truong phong|vien truong|chanh an|hieu truong|thu tuong(?: chinh phu)?"
    r"|tong thanh tra|chanh thanh tra|chu nhiem|thong doc|truong doan|uy vien|tong bi thu"
    r"|chu tich nuoc|chu toa|truong so|chi huy truong|tu lenh|kiem toan nha nuoc|truong(?: ban)?"
    r"|chu tich quoc hoi|thu ky|pho giam doc|to truong|pho truong ban)$"
)
#: Surnames that most people bear, in folded form; of peoples of the Central Highlands and the north
#: too. Public knowledge, from no list of persons.
_SURNAME_WORDS = """
a an au bach ban banh be bui cam cao chau chu dam dang danh dao diep dieu dinh do doan doi duong
giang ha hang hau ho hoang hua huynh khuat khuong kieu kim kpa ksor la lam le lo luc luong luu
ly ma mac mai mua nay nghiem ngo nguyen ninh nong ong pham phan phung quach quan quang rcom rmah
ro si siu son sung ta tang thach thai than thao tieu to tong tran trang trieu trinh truong tu
ung van vang vi vo vu vuong y
"""
_SURNAMES = frozenset(_SURNAME_WORDS.split())
#: Words of offices and forms, in folded form, that no name has.
_NO_NAME = re.compile(
    r"\b(?:chu tich|giam doc|truong|pho|tinh|thanh pho|huyen|uy ban|nhan dan|so|bo|ban|noi nhan|luu"
    r"|da ky|ky boi|viet nam|kon tum|van phong|hoi dong|ky thay)\b"
)
_NAME = re.compile(
    r"(?:^|[\s.;:,)])(?P<name>[A-ZĐÀ-Ỹ][\w’'-]{0,7}(?: [A-ZĐÀ-Ỹ][\w’'-]{0,7}){1,5})[\s.]*$"
)
_STAMP = re.compile(r"(?:nguoi ky|ky boi|duoc ky boi)\s?:?\s?(?P<name>.{4,40})$")
#: Characters of a line of a signature; longer ones are the text's, or no text at all.
_LONGEST = 300
#: Lines after the office among which the name is.
_WITHIN = 18


def find_signer(pages: Sequence[str]) -> str | None:
    """The name of who signed, as written; None where there is none to be told.

    The first page with a signature counts: what follows are annexes.
    """
    for page in pages:
        parts = (part.strip() for line in page.split("\n") for part in line.split("\t"))
        lines = [part for part in parts if 0 < len(part) <= _LONGEST]
        folded = [fold_aligned(line) for line in lines]
        for start in _offices(lines, folded):
            found = next(
                (name for line in lines[start : start + _WITHIN] if (name := _name_in(line))), None
            )
            if found:
                return found
    for page in pages:
        for line in page.split("\n"):
            stamp = _STAMP.search(fold_aligned(line[:_LONGEST]))
            if stamp and (name := _name_in(line[stamp.start("name") :])):
                return name
    return None


def _offices(lines: Sequence[str], folded: Sequence[str]) -> list[int]:
    """Where lines of a signer's office are, those signed for somebody first."""
    by_order, plain = [], []
    recipients = next((n for n, line in enumerate(folded) if _RECIPIENTS.search(line)), None)
    for number, line in enumerate(lines):
        text = line.rstrip(" .,;:*/")
        if _BY_ORDER.search(folded[number]) and _in_capitals(line):
            by_order.append(number + 1)
        elif _OFFICE.search(fold_aligned(text)) and _in_capitals(text):
            plain.append(number + 1)
    if by_order:
        return by_order
    if recipients is not None:
        near = [number for number in plain if number > recipients - 8]
        return near or [recipients + 1]
    return plain[-2:]


def _in_capitals(line: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", line)[-2:]
    return bool(words) and all(word.isupper() for word in words)


def _name_in(line: str) -> str | None:
    """The name that a line is, or ends with: a surname and further capitalised words."""
    found = _NAME.search(line)
    if found is None:
        return None
    words = found["name"].split()
    while words and fold_aligned(words[0]) not in _SURNAMES:
        words = words[1:]
    name = " ".join(words)
    shout = name.isupper()
    if not (2 + shout <= len(words) <= 6) or _NO_NAME.search(fold_aligned(name)):
        return None
    return name if all(word[0].isupper() for word in words) else None
