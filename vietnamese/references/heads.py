"""What stands before a number: the type word, `số`, and what forbids a reference."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vietnamese.cleaning import CleanText
from vietnamese.document_types import TYPE_BY_WORD, DocumentType
from vietnamese.references.patterns import one_of


class Head(NamedTuple):
    """The words before a number: where they begin, the type they name, whether `số` is there.

    `abbreviated` says that the type is named by an abbreviation (`NĐ 108-2007`); `issuer_between`
    that the issuer stands between type and `số`, so that the span begins at `số`.
    """

    start: int
    type: DocumentType | None
    has_so: bool
    abbreviated: bool = False
    issuer_between: str | None = None


def _spaced(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s{1,3}")


_WORDS = one_of(map(_spaced, TYPE_BY_WORD))
_SO = r"số(?:\s{1,2}(?:số|hiệu))?\s{0,2}[:.]?\s{0,3}[*_]{0,3}"
_LONGEST_SO = 19
_URGENT = r"(?:\s{1,2}(?:khẩn|hỏa tốc|hoả tốc|thượng khẩn|mật|riêng))?"
_ADJACENT = re.compile(
    rf"(?P<type>{_WORDS}){_URGENT}[*_]{{0,3}}\s{{0,3}}(?:,\s{{0,3}}|:\s{{0,30}}|từ\s{{1,2}})?"
    rf"(?P<so>{_SO})?$"
)
#: Types of two words that end no other type's name: right before a number, or with `số` between,
#: each with one blank, they are read without a search.
_DIRECT = {
    word: kind
    for word, kind in TYPE_BY_WORD.items()
    if word.count(" ") == 1 and not any(other.endswith(f" {word}") for other in TYPE_BY_WORD)
}
_DIRECT_REACH = 26
#: What the words before a number end with where it has a head at all: saves most searches.
_ENDINGS = (*TYPE_BY_WORD, "số", "hiệu", "khẩn", "tốc", "mật", "riêng")
_LAST_WORDS = tuple({ending.rsplit(" ", 1)[-1] for ending in _ENDINGS})
_PUNCTUATION = " \n\t\r*_:,."
_ENDS_WITH_SO = re.compile(rf"(?<![^\W\d_])(?P<so>{_SO})$")
_WHOLE_WORDS = one_of(map(_spaced, TYPE_BY_WORD), first_is=r"(?<![^\W\d_].)")
_TYPE_WORD = re.compile(rf"(?P<type>{_WHOLE_WORDS})(?![^\W\d_])")
_ISSUER_BETWEEN = re.compile(r"\s{1,3}(?:của|do)\s{1,3}(?P<issuer>[^;:\n|]{2,70}?)[,:\s(]{0,3}$")
_QUALIFIER = re.compile(r"\s{1,3}(?:[^\W\d_]+[\s]{1,3}){1,6}$")
#: Licences are named for all that they allow: `Giấy phép thành lập và hoạt động kinh doanh …`.
_LICENCE_QUALIFIER = re.compile(r"\s{1,3}(?:[^\W\d_]+,?\s{1,3}){1,16}$")
_NOT_ALLOWED = re.compile(r"\b(?:về|theo|tại|ngày|là|được|đã|với|từ|này|hợp|mẫu|đơn|do)\b")
_NOT_A_QUALIFIER = re.compile(
    r"\b(?:về|theo|tại|ngày|là|được|và|có|đã|cho|với|để|từ|trong|này|trên|nhà|đường|thửa|tờ|điện"
    r"|khoản|mẫu|gói|hợp đồng|tài|bản|chứng|phiếu|mục|đội|tổ|phòng|một)\b"
)
LAW_NAMES = frozenset({"luật", "bộ luật", "pháp lệnh"})
_AMENDING = re.compile(
    r"(?:bộ luật|luật|pháp lệnh)\s{1,2}sửa đổi(?:,?\s(?:và\s)?bổ sung)?\s(?:một số\s)?"
    r"(?:điều|điểm|khoản|nội dung)[^.;:()\d]{0,400}$"
)
_AMENDING_REACH = 420
#: How many characters may stand between a type and `số`, and how far back such a type may begin.
_MOST_BETWEEN = 80
_NEAR = _MOST_BETWEEN + 40
_DRAFT = re.compile(r"(?:dự thảo|dự án)\s{1,2}$")
_LAW_NAME = re.compile(r":?\s[^.;:()\d]{2,170}\s$")

#: Numbers of these things are no references: contracts, forms, land plots, certificates, …
_FORBIDDING = re.compile(
    # a whole word: `BGDĐT và 1709/QĐ-BGDĐT` has no telephone in it
    r"(?<![^\W_])(?:hợp đồng|hđ|mẫu|biểu|phụ lục|hóa đơn|hoá đơn|biên lai|tài khoản|điện thoại"
    r"|đt|sđt|fax|chứng nhận|chứng chỉ|chứng thư|bản án|án số|thửa|bản đồ|nhà|gói thầu|lô|đường"
    r"|phố|ngõ|hẻm|quốc lộ|km|biển|bks|tàu|công bố|tiếp nhận|đăng ký|sổ|cmnd|cccd|hộ chiếu|vé|qcvn"
    r"|tcvn|tccs|iso|tiêu chuẩn|quy chuẩn|kiểu|loại|xe|máy bay|chuyến bay|mã)"
    # an annex "đính kèm 12/KH-UBND" is attached to the document whose number follows
    r"(?:\s{1,3}(?!kèm\b|theo\b)[^\W\d_]+){0,4}\s{0,3}[:*]?\s{0,3}$"
)


def read_head(source: CleanText, number_start: int) -> Head:
    """Read the words right before the number at `number_start`."""
    if (direct := _read_direct(source, number_start)) is not None:
        return direct
    floor = max(0, number_start - 60)
    before = source.lower[floor:number_start]
    if not before.rstrip(_PUNCTUATION).endswith(_LAST_WORDS):
        return Head(number_start, None, False)
    for match in _adjacent(before):
        start = floor + match.start()
        word = _plain(match["type"])
        abbreviated = len(word) <= 4 and word not in ("luật", "lệnh")
        if abbreviated and not source.text[start : start + len(word)][:2].isupper():
            continue
        if not _begins_word(source.text, start):
            continue
        return Head(start, TYPE_BY_WORD[word], match["so"] is not None, abbreviated)
    so = _ENDS_WITH_SO.search(before, max(0, len(before) - _LONGEST_SO))
    if so is None:
        return Head(number_start, None, False)
    return _distant_head(source, floor + so.start())


def _read_direct(source: CleanText, number_start: int) -> Head | None:
    """Read a head as most are written: `Nghị định số 1`, `Nghị định 1`."""
    lower = source.lower
    words = lower[max(0, number_start - _DIRECT_REACH) : number_start].replace("\n", " ").split(" ")
    if len(words) < 3 or words[-1]:
        return None
    has_so = words[-2] == "số"
    word = " ".join(words[-4:-2] if has_so else words[-3:-1])
    kind = _DIRECT.get(word)
    if kind is None:
        return None
    start = number_start - len(word) - (4 if has_so else 1)
    return None if start and lower[start - 1] not in " \n" else Head(start, kind, has_so)


def _adjacent(before: str) -> Iterator[re.Match[str]]:
    match = _ADJACENT.search(before)
    while match is not None:
        yield match
        match = _ADJACENT.search(before, match.start() + 1)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins here; `hànhThông báo` (a lost blank) counts."""
    if start == 0 or not (text[start - 1].isalpha()):
        return True
    return text[start - 1].islower() and text[start].isupper()


def _distant_head(source: CleanText, so_start: int) -> Head:
    """The head where words stand between the type and `số`."""
    floor = max(0, so_start - 190)
    before = source.lower[floor:so_start]
    # types that may stand farther away than the others
    reads_far = "luật" in before or "pháp lệnh" in before or "qđ" in before
    begin = 0 if reads_far else max(0, len(before) - _NEAR)
    types = list(_TYPE_WORD.finditer(before, begin))
    for match in reversed(types):
        word = _plain(match["type"])
        between = before[match.end() :]
        if len(word) <= 4 and word not in LAW_NAMES:
            start = floor + match.start()
            if word == "qđ" and source.text.startswith("QĐ", start) and _qualifies(word, between):
                return Head(start, TYPE_BY_WORD[word], True)
            continue
        if word in LAW_NAMES:
            if _LAW_NAME.match(between):
                start = amending_start(source, floor + match.start())
                return Head(start, TYPE_BY_WORD[word], True)
            continue
        if len(between) > _MOST_BETWEEN:
            break
        if issuer := _ISSUER_BETWEEN.match(between):
            begin = floor + match.end() + issuer.start("issuer")
            name = source.text[begin : begin + len(issuer["issuer"])].strip()
            return Head(so_start, TYPE_BY_WORD[word], True, issuer_between=name)
        if source.text.startswith("Số", so_start):
            break  # a letterhead: what stands before it is another line, or a title
        if _qualifies(word, between):
            return Head(floor + match.start(), TYPE_BY_WORD[word], True)
        break
    return Head(so_start, None, True)


def _qualifies(word: str, between: str) -> bool:
    """Whether the words between type and `số` say what sort of such a document it is."""
    if word == "giấy phép":
        return _LICENCE_QUALIFIER.match(between) is not None and not _NOT_ALLOWED.search(between)
    return _QUALIFIER.match(between) is not None and not _NOT_A_QUALIFIER.search(between)


def read_law_head(source: CleanText, number_start: int) -> Head | None:
    """The law whose name stands before its number without `số`: `Luật Đất đai 45/2013/QH13`."""
    floor = max(0, number_start - 120)
    before = source.lower[floor:number_start]
    for match in reversed(list(_TYPE_WORD.finditer(before))):
        word = _plain(match["type"])
        if word in LAW_NAMES and _LAW_NAME.match(before, match.end()):
            start = amending_start(source, floor + match.start())
            return Head(start, TYPE_BY_WORD[word], False)
        if len(word) > 4:
            break
    return None


def amending_start(source: CleanText, start: int) -> int:
    """Where the law that amends the one named at `start` begins, if the words before say so.

    The number or day that closes `Luật sửa đổi, bổ sung một số điều của Luật Đất đai` is its own;
    but a draft has none.
    """
    floor = max(0, start - _AMENDING_REACH)
    if source.lower.find("sửa đổi", floor, start) < 0:
        return start
    match = _AMENDING.search(source.lower, floor, start)
    return (
        start
        if match is None or _DRAFT.search(source.lower, floor, match.start())
        else match.start()
    )


def read_issuer_between(source: CleanText, number_start: int, kind: DocumentType) -> Head | None:
    """The head of a number that follows type and issuer: `Nghị quyết của HĐND tỉnh 5/NQ-HĐND`."""
    floor = max(0, number_start - 90)
    before = source.lower[floor:number_start]
    types = list(_TYPE_WORD.finditer(before))
    if not types or TYPE_BY_WORD[_plain(types[-1]["type"])] is not kind:
        return None
    issuer = _ISSUER_BETWEEN.match(before, types[-1].end())
    if issuer is None:
        return None
    name = source.text[floor + issuer.start("issuer") : floor + issuer.end("issuer")].strip()
    return Head(number_start, kind, False, issuer_between=name)


def is_forbidden(source: CleanText, position: int) -> bool:
    """Whether the words before say that the number is that of something else."""
    return _FORBIDDING.search(source.lower, max(0, position - 45), position) is not None
