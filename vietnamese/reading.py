"""Reading one document number that begins at a known place: the grammar behind all finders."""

import re
from functools import lru_cache
from typing import NamedTuple

from vietnamese.cleaning import CleanText
from vietnamese.document_types import TYPE_BY_CODE
from vietnamese.symbols import (
    KNOWN_CODES,
    PARTY_CODES,
    canonical_code,
    is_known,
    looks_like_code,
    split_symbol,
)


class Numbering(NamedTuple):
    """A document number read from cleaned text: its span there and its parts, dirt healed."""

    start: int
    end: int
    number: str
    year: int | None
    symbol: str | None
    canonical: str


_S = r"[ \n]{0,2}"
_YEAR = rf"{_S}(?P<joint>[/-]){_S}(?P<year>(?:19|20)\d\d)(?![\d.,/-]*\d)"
_NUMBER = re.compile(
    rf"(?P<number>\d{{1,6}}(?:[a-h](?=\s?[/-])|[a-e](?=\W|$))?)(?:{_YEAR}|/(?P<short>\d\d)(?=/[a-zđ]))?"
)
#: A number that scanning broke: `1 18/2021/NĐ-CP`.
_BROKEN_NUMBER = re.compile(
    rf"(?P<number>\d{{1,2}} \d{{1,3}})(?=[ ]?/[ ]?(?:19|20)\d\d[ ]?/)(?:{_YEAR})?(?P<short>)"
)
#: Blanks for slashes, as in the titles of files and queries: `42 2017 QH14`, `38 2024 TT-BGTVT`.
_SPACED_NUMBER = re.compile(
    r"(?P<number>\d{1,4})(?P<joint> )(?P<year>(?:19|20)\d\d)"
    r"(?= (?:qh\d\d(?!\w)|[a-zđ]{2,4}-[a-zđ]))(?P<short>)"
)
#: Bounded, so that what is kept of codes (`lru_cache`) is: a longer run of letters is none.
_CODE_PATTERN = r"[^\W\d_][^\W_]{0,63}+(?![^\W_])(?:&[^\W\d_]{1,64})?"
_CODE = re.compile(_CODE_PATTERN)
_FIRST_CODE = re.compile(rf"(?P<before>{_S}(?P<joint>[/-]){_S}|[ ]?)(?P<code>{_CODE_PATTERN})")
_NEXT_CODE = re.compile(
    rf"(?P<before>{_S})(?P<joint>[-/._])(?P<after>{_S})(?P<code>{_CODE_PATTERN})"
)
#: A year of two digits is one where a type follows: `26/21/NĐ-CP`, unlike days and fractions.
_SHORT_YEAR = re.compile(r"/(?:nđ|qđ|nq|tt|ttlt|ct|kh|tb)-")
_OF_SESSION = re.compile(r"QH\d{1,2}")
_SESSION = re.compile(r" (\d{1,2})(?![\d/])")
_UNIT = re.compile(r" (\d{1,2})(?!\d)")

#: A number as most are written, with no dirt in it and nothing after it that may belong to it; its
#: symbol is read by `_plain_symbol`. In text as it stands, not in lower case.
_PLAIN = re.compile(
    r"(?P<number>[0-9]{1,6})(?:/(?P<year>(?:19|20)[0-9]{2}))?(?P<written>[/-][A-Za-zĐđ][\w&/-]{1,40}+)"
    r"(?![\w&/-]|[ \n]{1,2}[-/]|\.[^\W\d_])"
)
#: Symbols run together: the type, then the body (`NQCP`).
_RUN_TOGETHER = re.compile(r"(NĐ|NQ|QĐ|TB|KH|CT|TT|CĐ)(CP|TTG|UBND|HĐND|VPCP|BTC)", re.IGNORECASE)
#: What scanning and missing diacritics make of `NĐ` before `CP`.
_MISREAD_DECREE = frozenset({"ND", "NB", "NO", "NÐ"})
#: Departments of the Ministry of Public Security: `435/V05-P3`, `12/C06-TTDLDC`.
_POLICE_DESK = re.compile(r"[ACHKTVX]\d\d")
_DESKS_WITH_NUMBERS = frozenset({"P", "PC", "PV", "PA", "PX", "PH"})
_MOST_CODES = 8
#: Short parts of a name that a blank may separate from the body they belong to.
_SEVERED = frozenset({"TT", "VP"})
#: What a blank may part from the rest of it, desks aside: `QH 14`, `T T-BTC`.
_GOING_ON = _SEVERED | {"QH", "UBTVQH", "T"}


def read_numbering(source: CleanText, start: int, introduced: bool = False) -> Numbering | None:
    """Read the document number at `start` of the cleaned text; None where there is none.

    `introduced` says that a type word or `số` stands before it: then more dirt is believed, and a
    bare number or number and year (`44/2017`) is read too. Looks at no more than some hundred
    characters.
    """
    plain = _PLAIN.match(source.text, start)
    if plain is not None:
        number, year, written = plain.groups()
        if symbol := _plain_symbol(written):
            numbered = f"{number}/{year}" if year else number
            canonical = f"{numbered}{written[0]}{symbol}"
            return Numbering(
                start, plain.end(), number, int(year) if year else None, symbol, canonical
            )
    lower = source.lower
    match = None
    if introduced and " " in lower[start + 1 : start + 5]:
        match = _BROKEN_NUMBER.match(lower, start) or _SPACED_NUMBER.match(lower, start)
    match = match or _NUMBER.match(lower, start)
    if match is None:
        return None
    number, joint, year, short = match.group("number", "joint", "year", "short")
    end = match.end()
    if short and not introduced and _SHORT_YEAR.match(lower, end) is None:
        short, end = None, match.end("number")
    number = number.replace(" ", "")
    if number[-1].isalpha():  # as written: `18B/SL`, `36a/NQ-CP`
        number = number[:-1] + source.text[match.end("number") - 1]
    joint = (joint or "/").replace(" ", "/")
    numbered = f"{number}{joint}{year or short}" if year or short else number
    symbol, first, symbol_end = _read_symbol(source.text, end, introduced, bool(year or short))
    if symbol:
        canonical = f"{numbered}{first}{symbol}"
        end = symbol_end
    elif introduced:
        canonical = f"{number}/{year or short}" if year or short else number
    else:
        return None
    return Numbering(start, end, number, int(year) if year else None, symbol or None, canonical)


def _read_symbol(
    text: str, position: int, introduced: bool, has_year: bool
) -> tuple[str, str, int]:
    """The symbol after a number (and year): canonical, the separator before it, its end."""
    match = _FIRST_CODE.match(text, position)
    if match is None:
        return "", "", position
    before, written, code = match.group("before", "joint", "code")
    end = match.end()
    if code == "T" and text.startswith(" T-", end):  # `TT-BTC`, severed by a blank
        code, end = "TT", end + 2
    if written is None:
        # `1704STTTT-BCVT`, `66/2026NĐ-CP`, `43/2017 NĐ-CP`: no slash, so the rest must tell
        joined = text[end : end + 2].strip()[:1] in ("-", "/")
        known = (joined or (has_year and not before)) and KNOWN_CODES.get(code.lower()) == code
        known = known or (has_year and _OF_SESSION.fullmatch(code) is not None)
        if not known or (before and not (introduced or has_year)):
            return "", "", position
    spaced = " " in before or "\n" in before
    if not _is_first_code(code, spaced, introduced):
        return "", "", position
    code, end = _with_number(code, text, end)
    codes: list[str] = [code]
    joints: list[str] = []
    while (next_ := _next_code(text, end, codes)) is not None:
        joint, code, end = next_
        code, end = _with_number(code, text, end)
        codes.append(code)
        joints.append(joint)
    party = written is None and joints[-1:] == ["/"] and codes[-1].upper() in PARTY_CODES
    separator = "-" if party else "/"  # a lost one: `12 QĐ/TU`
    return _canonical_symbol(tuple(codes), tuple(joints)), written or separator, end


@lru_cache(maxsize=4096)  # a few symbols make up most of any text's
def _plain_symbol(written: str) -> str | None:
    """A symbol, its separator first, in canonical form; None if it is not read as one by itself."""
    symbol, _, end = _read_symbol(written, 0, introduced=False, has_year=False)
    last = split_symbol(symbol)[-1]
    goes_on = last in _GOING_ON or last in _DESKS_WITH_NUMBERS
    return symbol if end == len(written) and not goes_on else None


def _is_first_code(code: str, spaced: bool, introduced: bool) -> bool:
    if is_known(code):
        return True
    if code.islower():
        return introduced and not spaced and looks_like_code(code)
    if spaced:
        return looks_like_code(code)
    if introduced and _POLICE_DESK.fullmatch(code):
        return True
    capitals = sum(letter.isupper() for letter in code)
    return capitals >= 2 and len(code) <= 16


def _next_code(text: str, end: int, codes: list[str]) -> tuple[str, str, int] | None:
    """The next joint and code of a symbol, or None at its end."""
    if len(codes) >= _MOST_CODES:
        return None
    match = _NEXT_CODE.match(text, end)
    if match is None:
        return _severed_code(text, end, codes)
    before, joint, after, code = match.group("before", "joint", "after", "code")
    code_end = match.end()
    if code == "T" and text.startswith(" T-", code_end):
        code, code_end = "TT", code_end + 2
    spaced = bool(before or after)
    if joint == "." and (spaced or not code.isupper()):
        return None
    if joint == "_":  # `QĐ_BGTVT`; elsewhere it is the mark of slanted text
        return ("-", code, code_end) if is_known(code) and not spaced else None
    if code.islower() and not is_known(code):
        believed = not spaced and codes[0].islower() and looks_like_code(code)
    elif spaced:
        believed = looks_like_code(code) or (len(code) == 1 and code in _DESKS_WITH_NUMBERS)
    else:
        believed = is_known(code) or any(letter.isupper() for letter in code)
    return (joint, code, code_end) if believed else None


def _severed_code(text: str, end: int, codes: list[str]) -> tuple[str, str, int] | None:
    """A body that a blank severed from its prefix: `NQ-TT HĐND`."""
    if codes[-1] not in _SEVERED or text[end : end + 1] != " ":
        return None
    code = _CODE.match(text, end + 1)
    if code is None or KNOWN_CODES.get(code.group().lower()) != code.group():
        return None
    return "", code.group(), code.end()


def _with_number(code: str, text: str, end: int) -> tuple[str, int]:
    """Heal the session or desk number that a blank severed: `QH 14`, `P 3`."""
    if not text.startswith(" ", end):
        return code, end
    number = None
    if code.upper() in ("QH", "UBTVQH"):
        number = _SESSION.match(text, end)
    elif code in _DESKS_WITH_NUMBERS:
        number = _UNIT.match(text, end)
    return (code + number[1], number.end()) if number else (code, end)


@lru_cache(maxsize=4096)  # a few symbols make up most of any text's
def _canonical_symbol(written: tuple[str, ...], joints: tuple[str, ...]) -> str:
    codes = [canonical_code(code) for code in written]
    if run := _RUN_TOGETHER.fullmatch(codes[0]):
        codes[0:1] = [canonical_code(run[1]), canonical_code(run[2])]
        joints = ("-", *joints)
    if codes[0] in _MISREAD_DECREE:
        codes[0] = "NĐ"
    elif codes[0] == "QD":
        codes[0] = "QĐ"
    if (
        len(codes) > 1
        and codes[0] in TYPE_BY_CODE
        and codes[1] in ("TTg", "CP")
        and joints == ("/",)
    ):
        joints = ("-",)  # `828/QĐ/TTg`
    return codes[0] + "".join(j + c for j, c in zip(joints, codes[1:], strict=True))
