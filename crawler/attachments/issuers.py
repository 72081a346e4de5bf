"""Who issued a directive, by the lines above its number.

Decree 30/2020/NĐ-CP, annex I, section 2: the body above the issuer first, then the issuer; a name
may take several lines. Of a joint directive each line, or several, name a body.
"""

import re
from collections.abc import Sequence

from vietnamese.aligned_folding import fold_aligned
from vietnamese.symbols import split_symbol

#: The words that a body's name begins with, in folded form.
_BODY = re.compile(
    r"""
    (?: uy\ ban | ubnd | ubmttq | hoi\ dong | hdnd | so | bo | cuc | chi\ cuc | tong\ cuc | vu
    | phong | ban | van\ phong | trung\ tam | vien | truong | benh\ vien | dang\ bo | dang\ uy
    | tinh\ uy | huyen\ uy | thanh\ uy | thi\ uy | quan\ uy | ban\ chap\ hanh | bch | lien\ doan
    | hoi | mat\ tran | cong\ an | toa\ an | kho\ bac | bao\ hiem | ngan\ hang | quoc\ hoi
    | chinh\ phu | thu\ tuong | chu\ tich | doan | to | co\ quan | thanh\ tra | tand | vksnd
    | tong\ lien\ doan | kiem\ toan | hat | doi | quy | trung\ uong | thuong\ truc | dai | bao
    | tap\ doan | (?:tong\ )?cong\ ty | hoc\ vien )\b
    """,
    re.VERBOSE,
)
_JOINT = frozenset({"TTLT", "NQLT", "TTLB", "CTPH", "QCPH", "KHPH", "CTLT", "KHLT"})
_CAPITALS = 0.8
_MIXED = re.compile(r"(?:ubnd|hdnd|ubmttq)\b")
#: Lines that a signature's or an office's stamp leaves above the head.
_STAMP = re.compile(
    r"[:@]|\d{3}|signature|cong thong tin|\bden\b|^mau\b|hoa toc|^khan$|^mat$|^du thao"
)
_RULES = " _-–—=*~.,;"


def issuers_in(lines: Sequence[str], symbol: str | None) -> tuple[str | None, str | None]:
    """The issuer, as written, and the body above it; null where the lines name none.

    Of a joint directive the issuers, with ` - ` between them.
    """
    bodies: list[str] = []
    for line in lines:
        text = " ".join(line.strip(_RULES).split())
        folded = fold_aligned(text)
        if not text or not _is_heading(text, folded) or _STAMP.search(folded):
            continue
        if not bodies or _BODY.match(folded):
            bodies.append(text)
        else:
            bodies[-1] = f"{bodies[-1]} {text}"
    bodies = [body for body in bodies if _BODY.match(fold_aligned(body))]
    if not bodies:
        return None, None
    if symbol and split_symbol(symbol)[0] in _JOINT:
        return " - ".join(bodies), None
    return bodies[-1], bodies[-2] if len(bodies) > 1 else None


def _is_heading(text: str, folded: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return False
    capitals = sum(letter.isupper() for letter in letters)
    return capitals >= _CAPITALS * len(letters) or _MIXED.match(folded) is not None
