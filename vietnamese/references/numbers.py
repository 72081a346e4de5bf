"""From numbers in the text to mentions: anchors, then what is a reference and what is not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vietnamese.cleaning import CleanText
from vietnamese.dates import DATE_PATTERN
from vietnamese.document_types import DocumentType, type_of_symbol
from vietnamese.identifiers import is_unmistakable
from vietnamese.reading import Numbering, read_numbering
from vietnamese.references.candidates import Candidate
from vietnamese.references.heads import (
    LAW_NAMES,
    Head,
    is_forbidden,
    read_head,
    read_issuer_between,
    read_law_head,
)
from vietnamese.symbols import is_known, is_private, split_symbol

#: Where a mention may have its number: a digit after the last letters of a type word or `số`, or
#: a number followed by a symbol. One pass; everything else looks at bounded windows.
_TYPE_ENDINGS = (
    " số|\nsố|(số|*số|số:|ố :|ịnh| tư|yết|thị|văn|ạch|báo|uận|ình|cáo|dẫn|ệnh|uật|iện|ịch"
    "| nđ|(nđ| nq|(nq| qđ|(qđ| tt|(tt| cv"
)
#: (The two control characters begin no number: they make `re` look digits up in a table instead of
#: comparing, a third faster on all of a text.)
_ANCHOR = re.compile(
    r"[0-9\x00\x02](?:"
    rf"(?<=[ \n].)(?<=(?:{'|'.join(re.escape(e) for e in _TYPE_ENDINGS.split('|'))})[ \n].)"
    r"|(?<![\w.,:].)[0-9]{0,5}(?:"
    r" {0,3}[/-][ \n]{0,2}(?:(?:19|20)[0-9]{2} {0,2}[/-]? {0,2}|[0-9]{2}/)?[a-zđ]"
    r"|[a-zđ]{2,12}-[a-zđ])"
    r"|(?<=(?:n[qđ]|qđ|số).))"
)
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
_OF_PARLIAMENT = re.compile(
    r"(?:[A-ZĐ]{1,3}[-/])?(?:UBTV)?QH\d{0,2}$|(?:SL|LCT|L|PL)\b|.*(?:CTN|HĐNN)"
)
#: A list of bare numbers: `các Quyết định 27, 28, 29 của HĐBT`.
_PLURAL = re.compile(r"(?:các|những|hai|ba|bốn|năm|0[2-9])\s{1,2}$")
_LISTED = re.compile(r"(?:,\s\d{1,5}){1,9}(?=\s|[.;,)]|$)")
_DATED = re.compile(rf"\s{{1,2}}ngày\s{{1,2}}{DATE_PATTERN}")
#: The National Assembly numbers the communiqués of its sessions; a general's are no documents.
_SESSION = re.compile(r"quốc hội|kỳ họp")
_FOREIGN = re.compile(r"bảo an|liên hợp quốc|liên hiệp quốc|\blhq\b|tổng thống|quốc hội mỹ")


@dataclass(slots=True)
class _Named:
    """What the text has named in full so far: later mentions of it may be shorter."""

    numbers: set[tuple[str, str]] = field(default_factory=set)
    symbols: set[str] = field(default_factory=set)

    def add(self, candidate: Candidate) -> None:
        if candidate.type is not None and candidate.numbering and candidate.symbol:
            self.numbers.add((candidate.type.name, candidate.numbering.number))
            self.symbols.add(candidate.symbol)


def find_numbered(source: CleanText) -> Iterator[Candidate]:
    """The mentions that carry a number, in order, with type and identifier."""
    lower = source.lower
    named = _Named()
    position = 0
    while (anchor := _ANCHOR.search(lower, position)) is not None:
        start = anchor.start()
        position = start + 1
        while position < len(lower) and lower[position].isdigit():
            position += 1
        candidate = _read(source, start, named)
        if candidate is not None:
            named.add(candidate)
            position = candidate.end
            yield candidate


def _read(source: CleanText, start: int, named: _Named) -> Candidate | None:
    head = read_head(source, start)
    numbering = read_numbering(source, start, introduced=head.type is not None or head.has_so)
    if numbering is None or not _is_reference(source, head, numbering, named):
        return None
    if head.type is None and not head.has_so:
        head = _read_loose_head(source, start, numbering.symbol or "") or head
    return Candidate(
        start=head.start,
        end=numbering.end,
        tail=numbering.end,
        numbering=numbering,
        type=head.type,
        own_type=head.type is not None,
        identifier=numbering.canonical,
        issuer=head.issuer_between,
    )


def _read_loose_head(source: CleanText, start: int, symbol: str) -> Head | None:
    """The type of a number without `số`, named before its law's name or before its issuer."""
    if _OF_PARLIAMENT.match(symbol) and (law := read_law_head(source, start)):
        return law
    kind = type_of_symbol(symbol)
    return None if kind is None else read_issuer_between(source, start, kind)


def is_counted(source: CleanText, end: int) -> bool:
    """Whether a unit follows the bare number that ends here: `5 năm`, `24 ngành`."""
    return _COUNTED.match(source.lower, end) is not None


def is_followed_by_number(source: CleanText, end: int) -> bool:
    """Whether the number goes on: a date, a fraction, a percentage."""
    return _MORE_NUMBER.match(source.lower, end) is not None


def _is_reference(source: CleanText, head: Head, numbering: Numbering, named: _Named) -> bool:
    if numbering.symbol is not None and is_private(numbering.symbol):
        # a court's decision bears the symbol of its judgments: `157/2024/DS-GĐT`
        return head.type is not None and head.type.name == "Quyết định"
    if head.type is not None:
        known = (head.type.name, numbering.number) in named.numbers
        return _is_typed_reference(source, head, head.type, numbering, known)
    if numbering.symbol is None or _is_year_of_a_form(source, numbering):
        return False
    if numbering.symbol in named.symbols:
        return True
    if _stands_alone(source, numbering):
        return True
    if is_forbidden(source, head.start):
        return False
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
    return len(number) == 4 and 1900 < int(number) < 2100


def _is_typed_reference(
    source: CleanText, head: Head, kind: DocumentType, numbering: Numbering, known: bool
) -> bool:
    """Whether a number with its type is one; `known` says that the text named it in full before."""
    if kind.name.lower() in LAW_NAMES:
        symbol = numbering.symbol
        return numbering.year is not None if symbol is None else bool(_OF_PARLIAMENT.match(symbol))
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
    if head.has_so:
        return True
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
    if len(numbering.number) > 1 and _NAMED.match(source.lower, numbering.end):
        return True
    plural = _PLURAL.search(source.lower, max(0, head.start - 8), head.start)
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
