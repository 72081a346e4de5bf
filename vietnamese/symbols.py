"""The symbols of document numbers (`QĐ-UBND`, `TTLT-BTC-BKH&ĐT`): their codes and usual case.

A symbol is a row of codes: what kind of document, who issued it, which desk drafted it. Codes of
document types come from `document_types`; those of bodies here are the ones of Decree
30/2020/NĐ-CP, appendix VI, of the ministries' own numbering, and of Hướng dẫn 36-HD/VPTW (party).
Desks are too many to list: what is no known code must look like an abbreviation.
"""

import re
from functools import lru_cache

from vietnamese.document_types import TYPE_BY_CODE

_CENTRAL = """
CP TTg VPCP QH VPQH UBTVQH CTN VPCTN HĐBT HĐNN UBDT TTCP NHNN KTNN TTXVN BHXH BQLL TCCP VKSNDTC
TANDTC VKSTC TATC VKS TAND TLĐ LĐTBXH BCA BCN BCT BCTN BDTTG BGD BGDĐT BGTVT BKH BKHĐT BKHCN BKHCNMT
BLĐTBXH BNG BNN BNNMT BNNPTNT BNV BQP BTC BTM BTNMT BTP BTTTT BBCVT BVH BVHTT BVHTTDL BXD BYT BTS
BTL BNgG GDĐT GTVT KHCN VHTT VHTTDL TNMT NV TCHQ TCT TCTK TCDL KBNN UBCK UBCKNN UBTDTT QLD QLCL
BCĐQG BCĐ BVGCP UBKHXH BCH HĐTP HĐTĐ HĐQT HĐTV TGĐ BNC UBATGTQG MTTQ MTTW TWĐTN TWH HLHPN HĐPH BKHĐ
"""
_LOCAL = """
UBND UBNN UBHC HĐND TTHĐND VPUB VPHĐND UB CT CTUBND ĐĐBQH ĐBQH SCT SGD SGDĐT SGTVT SKHĐT SKHCN
SLĐTBXH SNN SNNMT SNNPTNT SNV SNgV STC STNMT STP STTTT SVHTT SVHTTDL SVHTTTT SXD SYT SQHKT SDL BQL
BQLKCN BDT CAT CATP CAHP CATTP TTr TTT VPĐP THADS CTHADS TTYT BVĐK CDC CCT BTĐKT
"""
_PARTY = """
TW TU HU QU ThU TĐU ĐU ĐUK VPTW VPTU BTGTW BTGTU BTGDVTW BTCTW BTCTU BDVTW BDVTU BNCTW BNCTU UBKTTW
UBKTTU BCSĐ BCSĐCP BCHTW BBT BCĐTW ĐUQH ĐUCP ĐUUB QUTW ĐUCA
"""

#: Codes in their usual case, by lower case.
KNOWN_CODES: dict[str, str] = {
    code.lower(): code for code in (*f"{_CENTRAL} {_LOCAL} {_PARTY}".split(), *TYPE_BY_CODE)
}
KNOWN_CODES["tư"] = "TW"  # party documents write TW and TƯ for the same body
#: The party's own bodies, by which `KL/TW` and `TB/VPTU` are told from `TB/VPCP`.
PARTY_CODES = frozenset(_PARTY.split())
#: First codes of contracts, certificates and judgments: their numbers are no references.
_PRIVATE_TEXT = """
HĐ HĐKT HĐMB HĐLĐ HĐTD HĐTC HĐDV HĐXD HĐCN HĐCNQ HĐHT HĐHTKD HĐTN HĐT HĐBH HĐVV HĐUQ HĐGK HĐTVĐT
HĐTT HĐNT HĐGC HĐKTE CN GCN CCHN CCHNĐ ĐKKD ĐKDN HS DS KDTM HC HNGĐ LĐST HSST DSST TĐG CBMP
"""
_PRIVATE = frozenset(_PRIVATE_TEXT.split())

_FOLDS = str.maketrans("đĐưƯơƠôÔâÂăĂêÊ", "dDuUoOoOaAaAeE")
_BY_FOLD: dict[str, str] = {}
for _lowered, _code in KNOWN_CODES.items():
    _BY_FOLD.setdefault(_lowered.translate(_FOLDS), _code)

#: A syllable of Vietnamese written without tone marks: what an abbreviation rarely spells.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"(?:uye|uya|uay|uoi|uou|ieu|yeu|oai|oay|oeo|uao|iê|[aeiouy]{1,2})"
    r"(?:ngh|ng|nh|ch|[cmnptuioy])?"
)
_TONED = re.compile(r"[^\x00-\x7fđĐưƯôÔâÂ]")


def split_symbol(symbol: str) -> list[str]:
    """The codes of a symbol, in order."""
    return symbol.replace("/", "-").replace(".", "-").split("-")


@lru_cache(maxsize=4096)
def canonical_code(code: str) -> str:
    """A code in its usual case: known ones by the table, lower-cased ones raised."""
    known = KNOWN_CODES.get(code.lower())
    if known is not None:
        return known
    return code.upper() if code.islower() else code


def unfold_code(code: str) -> str:
    """A code as a person types it without diacritics (`qd`, `bgddt`) in its usual form."""
    return KNOWN_CODES.get(code.lower()) or _BY_FOLD.get(code.lower()) or canonical_code(code)


@lru_cache(maxsize=4096)
def is_known(code: str) -> bool:
    """Whether the code is in the tables, whatever its case, digits at its end aside (`QH14`)."""
    lowered = code.lower()
    return lowered in KNOWN_CODES or lowered.rstrip("0123456789") in KNOWN_CODES


@lru_cache(maxsize=4096)
def looks_like_code(code: str) -> bool:
    """Whether an unknown word looks like an abbreviation: capitals that spell no syllable."""
    if is_known(code):
        return True
    letters = code.rstrip("0123456789")
    if len(letters) < 2 or len(code) > 16 or _TONED.search(letters):
        return False
    capitals = sum(letter.isupper() for letter in letters)
    if capitals < 2 and not letters.islower():
        return False
    return _SYLLABLE.fullmatch(letters.lower().translate(_FOLDS)) is None


@lru_cache(maxsize=4096)
def is_private(symbol: str) -> bool:
    """Whether the symbol is that of a contract, a certificate or a judgment (`HĐKT`, `HS-ST`)."""
    return split_symbol(symbol)[0] in _PRIVATE
