"""The types of official documents and their abbreviations.

Administrative types: Decree 30/2020/NĐ-CP, article 7 (29 types) and appendix III (abbreviations).
Legal types: Law on Promulgation of Legal Documents (80/2015/QH13, 64/2025/QH15), article 4.
Party types: Quy định 66-QĐ/TW (2017) and Hướng dẫn 36-HD/VPTW (2018).
"""

from dataclasses import dataclass
from typing import Literal

#: Which mentions without a symbol count: right after the type word (`Nghị định 105`), only after
#: `số` (`Báo cáo số 12`), or none, the type word being an everyday word too (`Đề án 636`).
Bare = Literal["free", "checked", "after-so", "never"]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: its name, its codes in symbols, and whether it makes law (QPPL)."""

    name: str
    codes: tuple[str, ...] = ()
    legal: bool = False
    bare: Bare = "after-so"
    words: tuple[str, ...] = ()


DOCUMENT_TYPES: tuple[DocumentType, ...] = (
    # legal documents
    DocumentType("Hiến pháp", legal=True, bare="never"),
    DocumentType("Bộ luật", legal=True),
    DocumentType("Luật", legal=True),
    DocumentType("Pháp lệnh", ("PL",), legal=True),
    DocumentType("Sắc lệnh", ("SL",), legal=True),
    DocumentType("Sắc luật", legal=True),
    DocumentType("Lệnh", ("L",), legal=True, words=("mệnh lệnh", "chỉ lệnh")),
    DocumentType("Nghị định", ("NĐ",), legal=True, bare="free", words=("nđ",)),
    DocumentType("Thông tư liên tịch", ("TTLT",), legal=True, bare="free", words=("ttlt",)),
    DocumentType("Thông tư liên bộ", ("TTLB",), legal=True),
    DocumentType("Thông tư", ("TT",), legal=True, bare="free", words=("tt",)),
    DocumentType("Nghị quyết liên tịch", ("NQLT",), legal=True),
    DocumentType("Văn bản hợp nhất", ("VBHN",), words=("vbhn",)),
    # administrative documents, Decree 30/2020/NĐ-CP (contracts left out: they are private)
    DocumentType("Nghị quyết", ("NQ",), bare="free", words=("nq",)),
    DocumentType("Quyết định", ("QĐ", "QĐST"), bare="checked", words=("qđ",)),
    DocumentType("Chỉ thị", ("CT",), bare="free", words=("ct",)),
    DocumentType("Quy chế", ("QC",)),
    DocumentType("Quy định", ("QyĐ",)),
    DocumentType("Thông cáo", ("TC",)),
    DocumentType("Thông báo", ("TB",), bare="checked", words=("thông báo kết luận", "tb")),
    DocumentType("Hướng dẫn", ("HD",)),
    DocumentType("Chương trình", ("CTr",), bare="never"),
    DocumentType("Kế hoạch", ("KH",), words=("kh",)),
    DocumentType("Phương án", ("PA",), bare="never"),
    DocumentType("Đề án", ("ĐA",), bare="never"),
    DocumentType("Dự án", ("DA",), bare="never"),
    DocumentType("Báo cáo", ("BC",), words=("bc",)),
    DocumentType("Biên bản", ("BB",), bare="never"),
    DocumentType("Tờ trình", ("TTr",), words=("ttr",)),
    DocumentType("Công văn", ("CV",), bare="checked", words=("cv",)),
    DocumentType("Công điện", ("CĐ",), bare="checked", words=("cđ",)),
    DocumentType("Bản ghi nhớ", ("BGN",), bare="never"),
    DocumentType("Bản thỏa thuận", ("BTT",), bare="never", words=("bản thoả thuận",)),
    DocumentType(
        "Giấy ủy quyền",
        ("GUQ", "UQ"),
        bare="never",
        words=("giấy uỷ quyền", "văn bản ủy quyền", "văn bản uỷ quyền"),
    ),
    DocumentType("Giấy mời", ("GM",)),
    DocumentType("Giấy giới thiệu", ("GGT",), bare="never"),
    DocumentType("Giấy nghỉ phép", ("GNP",), bare="never"),
    DocumentType("Phiếu gửi", ("PG",), bare="never"),
    DocumentType("Phiếu chuyển", ("PC",), bare="never"),
    DocumentType("Phiếu báo", ("PB",), bare="never"),
    DocumentType("Thư công", bare="never"),
    # party documents, and generic words
    DocumentType("Kết luận", ("KL",), bare="checked"),
    DocumentType("Thông tri", ("TTri",)),
    DocumentType("Quy trình", bare="never"),
    DocumentType("Điều lệ", bare="never"),
    DocumentType("Công thư", ("CT",), bare="never"),
    DocumentType("Giấy phép", ("GP",), bare="never"),
    DocumentType("Văn bản", ("VB",)),
)

TYPE_BY_WORD: dict[str, DocumentType] = {
    word: kind for kind in DOCUMENT_TYPES for word in (kind.name.lower(), *kind.words)
}
TYPE_BY_CODE: dict[str, DocumentType] = {
    code: kind for kind in reversed(DOCUMENT_TYPES) for code in kind.codes
}


def type_of_symbol(symbol: str) -> DocumentType | None:
    """The type that a symbol states (`KH-UBND` → Kế hoạch); None where it states none.

    A symbol without a type is a Công văn's by Decree 30/2020/NĐ-CP (`UBND-KGVX`); that is left to
    the caller, because in text cut short a missing type says less than in a register.
    """
    first = symbol.replace("/", "-").split("-", 1)[0]
    return TYPE_BY_CODE.get(first)
