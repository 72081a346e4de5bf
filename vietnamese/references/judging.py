"""What is a document's number and what is another thing's: a count, a contract's, a form's."""

import re
from dataclasses import dataclass, field

from vietnamese.cleaning import CleanText
from vietnamese.dates import DATE_PATTERN
from vietnamese.document_types import DocumentType
from vietnamese.identifiers import is_unmistakable
from vietnamese.reading import Numbering
from vietnamese.references.candidates import Candidate
from vietnamese.references.heads import LAW_NAMES, Head, is_forbidden
from vietnamese.symbols import is_known, is_private, split_symbol

_MORE_NUMBER = re.compile(r" ?[/.:-] ?\d| ?\d|,\d|%")
#: After a bare number, what shows that things were counted, not a document named.
_COUNTED = re.compile(
    r"\s{1,2}(?:năm(?!\s\d{4})|tháng|ngày(?!\s{1,2}\d)|giờ|phút|tuần|triệu|tỷ|tỉ|nghìn|ngàn|trăm"
    r"|đồng|usd|người|phần|lần|vụ|trường hợp|ngành|nghề|nội dung|điểm|nhóm|dự án|hộ|xã|huyện|tỉnh"
    r"|doanh nghiệp|nhiệm vụ|giải pháp|chỉ tiêu|đơn vị|bị|m2|km|ha|cái|chiếc|con|câu|trang|tấn|suất"
    r"|học sinh|sinh viên|cán bộ|đối tượng|cơ sở|nguồn|phương|túi|thành viên|căn|tiêu chí|hồ sơ"
    r"|mức|loại|khoản|điều|chương)\b"
)
#: After a bare number, what shows that a document was named.
_NAMED = re.compile(
    r"\s{0,2}(?:[.;:)\]”\"'’]|,\s\D|$|\n|-\s)|\s{1,2}(?:về|của|ngày|quy định|ban hành|được|có|là"
    r"|sẽ|đã|cho|và|phê duyệt|hướng dẫn|sửa đổi|theo|trong|năm\s\d{4}|do|này|thì|nêu|thay|để|với"
    r"|nhưng|hoặc|hay|hiện hành|vừa|ra đời|tại|từ|nên|chưa|không|cũng|đang|bởi|mà|khi"
    r"|thành lập|sau|trước)\b"
)
#: Laws bear the symbol of the National Assembly or of those who acted for it or announced it.
OF_PARLIAMENT = re.compile(
    r"(?:[A-ZĐ]{1,3}[-/])?(?:UBTV)?QH\d{0,2}$|(?:SL|LCT|L|PL)\b|.*(?:CTN|HĐNN)"
)
#: A list of bare numbers: `các Quyết định 27, 28, 29 của HĐBT`.
PLURAL = re.compile(r"(?:các|những|hai|ba|bốn|năm|0[2-9])\s{1,2}$")
_LISTED = re.compile(r"(?:,\s\d{1,5}){1,9}(?=\s|[.;,)]|$)")
LISTED_OF = re.compile(r"(?:,\s\d{2,5}){1,9}(?:\s(?:và|hoặc)\s\d{2,5})?\scủa\s")
_DATED = re.compile(rf"\s{{1,2}}ngày\s{{1,2}}{DATE_PATTERN}")
#: The National Assembly numbers the communiqués of its sessions; a general's are no documents.
_SESSION = re.compile(r"quốc hội|kỳ họp")
_FOREIGN = re.compile(r"bảo an|liên hợp quốc|liên hiệp quốc|\blhq\b|tổng thống|quốc hội mỹ")


@dataclass(slots=True)
class Named:
    """What the text has named in full so far: later mentions of it may be shorter."""

    numbers: set[tuple[str, str]] = field(default_factory=set)
    symbols: set[str] = field(default_factory=set)

    def add(self, candidate: Candidate) -> None:
        """Remember a mention, if it has a type and a symbol."""
        numbering = candidate.numbering
        if candidate.type is not None and numbering and numbering.symbol:
            self.numbers.add((candidate.type.name, numbering.number))
            self.symbols.add(numbering.symbol)


def is_counted(source: CleanText, end: int) -> bool:
    """Whether a unit follows the bare number that ends here: `5 năm`, `24 ngành`."""
    return _COUNTED.match(source.lower, end) is not None


def is_named(source: CleanText, numbering: Numbering) -> bool:
    """Whether what follows a bare number shows that it is a document's, not a count."""
    if len(numbering.number) < 2 or _is_year(numbering.number):
        return False
    return _NAMED.match(source.lower, numbering.end) is not None


def is_followed_by_number(source: CleanText, end: int) -> bool:
    """Whether the number goes on: a date, a fraction, a percentage."""
    return _MORE_NUMBER.match(source.lower, end) is not None


def is_reference(source: CleanText, head: Head, numbering: Numbering, named: Named) -> bool:
    """Whether a number is that of a document, by the words around it and its form.

    `named` is what the text has named before.
    """
    if numbering.symbol is not None and is_private(numbering.symbol):
        # a court's decision bears the symbol of its judgments: `157/2024/DS-GĐT`
        return head.type is not None and head.type.name == "Quyết định"
    if head.type is not None:
        bare = numbering.symbol is None
        known = bare and (head.type.name, numbering.number) in named.numbers
        return _is_typed_reference(source, head, head.type, numbering, known)
    if numbering.symbol is None or _is_year_of_a_form(source, numbering):
        return False
    if _stands_alone(source, numbering):
        return True
    if is_forbidden(source, head.start):
        return False
    if numbering.symbol in named.symbols:
        return True
    if head.has_so:
        codes = split_symbol(numbering.symbol)
        return len(codes) > 1 or numbering.year is not None or is_known(codes[0])
    return is_unmistakable(numbering) and not _is_spaced_out(source, numbering)


def _is_spaced_out(source: CleanText, numbering: Numbering) -> bool:
    """Whether blanks part the number from a single code: `cuối năm 2019 - HĐND tỉnh`."""
    single = len(split_symbol(numbering.symbol or "")) == 1
    return single and " " in source.text[numbering.start : numbering.end]


def _is_year_of_a_form(source: CleanText, numbering: Numbering) -> bool:
    """Whether the number was left out before its year: `Nghị định số …/2025/NĐ-CP`."""
    before = source.text[max(0, numbering.start - 1) : numbering.start]
    return before == "/" and numbering.year is None and _is_year(numbering.number)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdecimal() and 1900 < int(number) < 2100


def _is_typed_reference(
    source: CleanText, head: Head, kind: DocumentType, numbering: Numbering, known: bool
) -> bool:
    """Whether a number with its type is one; `known` says that the text named it in full before."""
    if kind.name.lower() in LAW_NAMES:
        symbol = numbering.symbol
        return numbering.year is not None if symbol is None else bool(OF_PARLIAMENT.match(symbol))
    if numbering.symbol is not None:
        codes = split_symbol(numbering.symbol)
        return kind.bare != "never" or any(map(is_known, codes)) or _is_licence(kind, codes)
    if is_followed_by_number(source, numbering.end):
        return False
    if known and not is_counted(source, numbering.end):
        return True
    if kind.bare == "never":
        return False
    if kind.name in ("Nghị quyết", "Sắc lệnh", "Lệnh") and _FOREIGN.search(
        source.lower, max(0, numbering.start - 300), numbering.end + 200
    ):
        return False
    if kind.name == "Thông cáo" and not _SESSION.search(
        source.lower, max(0, numbering.start - 150), numbering.end + 150
    ):
        return False
    if head.has_so:  # `CV số 1 Việt Nam` is none
        return not head.abbreviated or len(numbering.number) > 1 or kind.legal
    if head.abbreviated and not _is_abbreviated_reference(source, kind, numbering):
        return False
    if numbering.year is not None:
        return kind.bare in ("free", "checked")
    if kind.bare != "after-so" and _DATED.match(source.lower, numbering.end):
        return True
    if _is_year(numbering.number) or is_counted(source, numbering.end):
        return False
    if kind.bare == "free":
        return True
    if kind.bare == "after-so":
        return False
    if len(numbering.number) > 1 and (
        _NAMED.match(source.lower, numbering.end) or LISTED_OF.match(source.lower, numbering.end)
    ):
        return True
    plural = PLURAL.search(source.lower, max(0, head.start - 8), head.start)
    listed = _LISTED.match(source.lower, numbering.end) if plural else None
    return listed is not None and not is_counted(source, listed.end())


def _is_abbreviated_reference(source: CleanText, kind: DocumentType, numbering: Numbering) -> bool:
    """Whether an abbreviated type and a bare number name a document: `NĐ 15`, `QĐ 768`, `NQ170`.

    Other abbreviations are those of other things, too: `CT1` is a building, `QĐ 4` an army corps.
    """
    if numbering.year is not None or _DATED.match(source.lower, numbering.end):
        return True
    severed = source.text[numbering.start - 1].isspace()
    if kind.name in ("Nghị định", "Nghị quyết"):
        return severed or len(numbering.number) > 1
    return kind.name == "Quyết định" and len(numbering.number) > 2


def _is_licence(kind: DocumentType, codes: list[str]) -> bool:
    """Whether a licence's symbol says that it is one: `43/GPĐC8/KDBH`, `22/UBCK-GPHĐKD`."""
    return kind.name == "Giấy phép" and any(code.startswith("GP") for code in codes)


def _stands_alone(source: CleanText, numbering: Numbering) -> bool:
    """Whether the number is all there is on its line: a row of a register."""
    before = source.text[max(0, numbering.start - 1) : numbering.start]
    after = source.text[numbering.end : numbering.end + 1]
    codes = split_symbol(numbering.symbol or "")
    return before in ("", "\n") and after == "\n" and any(map(is_known, codes))
