"""Which kind of document a mention names: legal, administrative or party."""

import re
from functools import lru_cache

from vietnamese.references.candidates import Candidate
from vietnamese.references.model import Kind
from vietnamese.symbols import PARTY_CODES

_COURT_OR_COMPANY = re.compile(r"(?:QĐST|.*-(?:BPKCTT|HĐQT|HĐTV|TA|VKS))")
#: Before the law of 1996 legal documents bore no year: `39/CP`, `87/HĐBT`, `770/TTg`.
_OLD = frozenset({"CP", "HĐBT", "TTg"})
_PARTY_ISSUER = re.compile(
    r"(?:bộ chính trị|ban bí thư|trung ương|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|quận ủy"
    r"|đảng ủy|đảng uỷ|ban chấp hành)",
    re.IGNORECASE,
)


def kind_of(candidate: Candidate) -> Kind:
    """Legal by its type, the year in its number or its old form; party by its body's code."""
    numbering = candidate.numbering
    if numbering is None:
        return "law-by-name"
    symbol = numbering.symbol
    if symbol is not None and _is_of_the_party(symbol):
        return "party"
    if candidate.type is not None and candidate.type.legal:
        return "legal"
    if symbol in _OLD:
        return "legal"
    if numbering.year is not None and not _COURT_OR_COMPANY.match(symbol or ""):
        official = f"{numbering.number}-{numbering.year}"
        return "administrative" if (candidate.identifier or "").startswith(official) else "legal"
    if not symbol and candidate.issuer and _PARTY_ISSUER.match(candidate.issuer):
        return "party"
    return "administrative"


@lru_cache(maxsize=4096)  # a few symbols make up most of any text's
def _is_of_the_party(symbol: str) -> bool:
    return symbol.replace("/", "-").rsplit("-", 1)[-1] in PARTY_CODES
