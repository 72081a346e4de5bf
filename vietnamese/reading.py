"""Reading one document number that begins at a known place: the grammar behind all finders."""

import re
from dataclasses import dataclass

from vietnamese.cleaning import CleanText
from vietnamese.document_types import TYPE_BY_CODE
from vietnamese.symbols import KNOWN_CODES, canonical_code, is_known, looks_like_code


@dataclass(frozen=True, slots=True)
class Numbering:
    """A document number read from cleaned text: its span there and its parts, dirt healed."""

    start: int
    end: int
    number: str
    year: int | None
    symbol: str | None
    canonical: str


_S = r"[ \n]{0,2}"
_NUMBER = re.compile(r"(\d{1,6})([a-h](?=\s?[/-]))?")
#: A number that scanning broke: `1 18/2021/NĐ-CP`.
_BROKEN_NUMBER = re.compile(r"(\d{1,2}) (\d{1,3})(?=[ ]?/[ ]?(?:19|20)\d\d[ ]?/)")
_YEAR = re.compile(rf"{_S}([/-]){_S}((?:19|20)\d\d)(?![\d.,/-]*\d)")
_SHORT_YEAR = re.compile(r"/(\d\d)(?=/[a-zđ])")
_FIRST_SEPARATOR = re.compile(rf"{_S}([/-]){_S}|([ ]?)")
_NEXT_SEPARATOR = re.compile(rf"({_S})([-/.])({_S})")
_CODE = re.compile(r"[^\W\d_][^\W_]*(?:&[^\W\d_]+)?")
_SESSION = re.compile(r" ?(\d{1,2})(?![\d/])")
_UNIT = re.compile(r" (\d{1,2})(?!\d)")
_SPLIT_CODE = re.compile(r"T T(?=-)")

#: Symbols run together: the type, then the body (`NQCP`).
_RUN_TOGETHER = re.compile(r"(NĐ|NQ|QĐ|TB|KH|CT|TT|CĐ)(CP|TTG|UBND|HĐND|VPCP|BTC)", re.IGNORECASE)
#: What scanning and missing diacritics make of `NĐ` before `CP`.
_MISREAD_DECREE = frozenset({"ND", "NB", "NO", "NÐ"})
_DESKS_WITH_NUMBERS = frozenset({"P", "PC", "PV", "PA", "PX", "PH"})
_MOST_CODES = 8
#: Short parts of a name that a blank may separate from the body they belong to.
_SEVERED = frozenset({"TT", "VP"})


def read_numbering(source: CleanText, start: int, introduced: bool = False) -> Numbering | None:
    """Read the document number at `start` of the cleaned text; None where there is none.

    `introduced` says that a type word or `số` stands before it: then more dirt is believed, and a
    bare number or number and year (`44/2017`) is read too. Looks at no more than some hundred
    characters.
    """
    lower = source.lower
    broken = _BROKEN_NUMBER.match(lower, start) if introduced else None
    match = broken or _NUMBER.match(lower, start)
    if match is None:
        return None
    number = "".join(group for group in match.groups() if group)
    end = match.end()
    year_text, joint = "", ""
    year = _YEAR.match(lower, end)
    if year:
        joint, year_text, end = year[1], year[2], year.end()
    elif (short := _SHORT_YEAR.match(lower, end)) and introduced:
        joint, year_text, end = "/", short[1], short.end()
    symbol, first, symbol_end = _read_symbol(source, end, introduced, bool(year_text))
    numbered = f"{number}{joint}{year_text}" if year_text else number
    if symbol:
        canonical = f"{numbered}{first}{symbol}"
        end = symbol_end
    elif introduced:
        canonical = f"{number}/{year_text}" if year_text else number
    else:
        return None
    full_year = int(year_text) if len(year_text) == 4 else None
    return Numbering(start, end, number, full_year, symbol or None, canonical)


def _read_symbol(
    source: CleanText, position: int, introduced: bool, has_year: bool
) -> tuple[str, str, int]:
    """The symbol after a number (and year): canonical, the separator before it, its end."""
    text, lower = source.text, source.lower
    separator = _FIRST_SEPARATOR.match(lower, position)
    assert separator is not None
    written = separator[1]
    begin = separator.end()
    code = _code_at(text, begin)
    if code is None:
        return "", "", position
    token, end = code
    if written is None:
        # `1704STTTT-BCVT`, `66/2026NĐ-CP`, `43/2017 NĐ-CP`: no slash, so the rest must tell
        joined = lower[end : end + 2].strip()[:1] in ("-", "/")
        known = token in KNOWN_CODES.values() and (joined or (has_year and not separator[2]))
        if not known or (separator[2] and not (introduced or has_year)):
            return "", "", position
    spaced = " " in separator.group() or "\n" in separator.group()
    if not _is_first_code(token, spaced, introduced):
        return "", "", position
    token, end = _with_number(token, lower, end)
    codes: list[str] = [token]
    joints: list[str] = []
    while (next_ := _next_code(text, lower, end, codes)) is not None:
        joint, token, end = next_
        codes.append(token)
        joints.append(joint)
        codes[-1], end = _with_number(token, lower, end)
    symbol = _canonical_symbol(codes, joints)
    return symbol, written or "/", end


def _code_at(text: str, position: int) -> tuple[str, int] | None:
    if split := _SPLIT_CODE.match(text, position):
        return "TT", split.end()
    match = _CODE.match(text, position)
    return (match.group(), match.end()) if match else None


def _is_first_code(token: str, spaced: bool, introduced: bool) -> bool:
    if is_known(token):
        return True
    if token.islower():
        return introduced and not spaced and looks_like_code(token)
    if spaced:
        return looks_like_code(token)
    capitals = sum(letter.isupper() for letter in token)
    return capitals >= 2 and len(token) <= 16


def _next_code(text: str, lower: str, end: int, codes: list[str]) -> tuple[str, str, int] | None:
    """The next joint and code of a symbol, or None at its end."""
    joint = _NEXT_SEPARATOR.match(lower, end)
    if len(codes) >= _MOST_CODES:
        return None
    if joint is None:
        return _severed_code(text, end, codes)
    code = _code_at(text, joint.end())
    if code is None:
        return None
    token, token_end = code
    spaced = bool(joint[1] or joint[3])
    if joint[2] == "." and (spaced or not token.isupper()):
        return None
    if token.islower() and not is_known(token):
        believed = not spaced and codes[0].islower() and looks_like_code(token)
    elif spaced:
        believed = looks_like_code(token) or (len(token) == 1 and token in _DESKS_WITH_NUMBERS)
    else:
        believed = any(letter.isupper() for letter in token) or is_known(token)
    if not believed:
        return None
    return joint[2], token, token_end


def _severed_code(text: str, end: int, codes: list[str]) -> tuple[str, str, int] | None:
    """A body that a blank severed from its prefix: `NQ-TT HĐND`."""
    if codes[-1] not in _SEVERED or text[end : end + 1] != " ":
        return None
    code = _CODE.match(text, end + 1)
    if code is None or KNOWN_CODES.get(code.group().lower()) != code.group():
        return None
    return "", code.group(), code.end()


def _with_number(code: str, lower: str, end: int) -> tuple[str, int]:
    """Heal the session or desk number that a blank severed: `QH 14`, `P 3`."""
    if code.upper() in ("QH", "UBTVQH"):
        session = _SESSION.match(lower, end)
        if session:
            return code + session[1], session.end()
    if code in _DESKS_WITH_NUMBERS:
        unit = _UNIT.match(lower, end)
        if unit:
            return code + unit[1], unit.end()
    return code, end


def _canonical_symbol(codes: list[str], joints: list[str]) -> str:
    codes = [canonical_code(code) for code in codes]
    if run := _RUN_TOGETHER.fullmatch(codes[0]):
        codes[0:1] = [canonical_code(run[1]), canonical_code(run[2])]
        joints.insert(0, "-")
    if codes[0] in _MISREAD_DECREE:
        codes[0] = "NĐ"
    elif codes[0] == "QD":
        codes[0] = "QĐ"
    if (
        len(codes) > 1
        and codes[0] in TYPE_BY_CODE
        and codes[1] in ("TTg", "CP")
        and joints == ["/"]
    ):
        joints = ["-"]  # `828/QĐ/TTg`
    return codes[0] + "".join(j + c for j, c in zip(joints, codes[1:], strict=True))
