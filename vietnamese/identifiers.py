"""Document numbers as they are written and typed: `30/2020/NĐ-CP`, `18-NQ/TW`, `4204/kh ubnd`.

A number reads: running number, year (legal documents), symbol. How the parts are joined differs
(`490/QĐ-BTTTT`, `18-NQ/TW`, `54/2017/QH14`) and is kept, dirt aside.
"""

import re
from dataclasses import dataclass
from functools import cache

from vietnamese.cleaning import clean, has_digit
from vietnamese.document_types import TYPE_BY_CODE, TYPE_BY_WORD, DocumentType
from vietnamese.folding import fold
from vietnamese.reading import Numbering, read_numbering
from vietnamese.symbols import (
    PARTY_CODES,
    is_known,
    is_private,
    looks_like_code,
    split_symbol,
    unfold_code,
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A document number in a text: its span, its canonical form and the parts of that.

    `year` is the one inside the number (`30/2020/NĐ-CP`), null where there is none.
    """

    start: int
    end: int
    canonical: str
    number: str
    year: int | None
    symbol: str | None


_ANCHOR = re.compile(
    r"[0-9](?<![\w.,:/-].)[0-9]{0,5} {0,2}[/-] {0,2}(?:(?:19|20)[0-9]{2} ?[/-]? ?)?[a-zđ]"
    r"|[0-9](?<![\w.,:/-].)[0-9]{0,5}[a-zđ]{2,12}-[a-zđ]"
)


def find_identifiers(text: str) -> list[Identifier]:
    """The document numbers written in a text, told by their form alone. Offsets into `text`.

    Stricter than `find_references`, which has the words around to go by: a known code must be part
    of the symbol. Takes time linear in the length.
    """
    if not has_digit(text):
        return []
    source = clean(text)
    found: list[Identifier] = []
    position = 0
    while (anchor := _ANCHOR.search(source.lower, position)) is not None:
        numbering = read_numbering(source, anchor.start())
        position = anchor.start() + 1
        if numbering is None or not is_unmistakable(numbering):
            while position < len(source.lower) and source.lower[position].isdigit():
                position += 1
            continue
        position = numbering.end
        start, end = source.span(numbering.start, numbering.end)
        found.append(_identifier(numbering, start, end))
    return found


def is_unmistakable(numbering: Numbering) -> bool:
    """Whether the form alone tells a document number: a known code, and not a contract's."""
    symbol = numbering.symbol
    if symbol is None or is_private(symbol):
        return False
    codes = split_symbol(symbol)
    known = [code for code in codes if is_known(code)]
    if not known:
        return False
    if numbering.year is not None or len(codes) > 1:
        return True
    return codes[0] in ("UBND", "HĐND", "CP", "TTg", "HĐBT")


def _identifier(numbering: Numbering, start: int, end: int) -> Identifier:
    return Identifier(
        start, end, numbering.canonical, numbering.number, numbering.year, numbering.symbol
    )


_TYPED = re.compile(r"(?P<number>\d{1,6})(?P<rest>.*)", re.DOTALL)
_TYPED_PART = re.compile(r"([\W_]*)([^\W_]+(?:&[^\W_]+)?)")
_YEAR_AT_END = re.compile(r"(?<=[^\W\d_])\s*/\s*(?:19|20)\d\d(?=\W*$)")
#: The National Assembly and its standing committee of some term.
_OF_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)\d{1,2}")
#: Types that several bodies issue: as many codes follow.
_JOINT_TYPES = frozenset({"TTLT", "TTLB", "NQLT"})
#: Short parts of a body's name that a blank may part from the rest: `NQ-TT HĐND`.
_SEVERED = frozenset({"TT", "VP"})
#: An issuer of so many letters is told from the desk behind it.
_LONG_CODE = 4
_TYPED_PREFIX = re.compile(r"^(?P<words>[^\d]*?)\s*(?:số|so|no)?\s*[:.]?\s*$", re.IGNORECASE)


def parse_identifier(text: str) -> Identifier | None:
    """The document number that a person typed, in any spelling, or None where it is none.

    `4204/kh ubnd`, `4204 KH-UBND` and `QD 490/BTTTT` are `4204/KH-UBND` and `490/QĐ-BTTTT`; the
    whole text must be the number, a type word before it aside.
    """
    source = clean(text)
    typed = source.text.strip()
    match = _TYPED.search(typed)
    if match is None or len(typed) > 100:
        return None
    prefix = _TYPED_PREFIX.match(typed[: match.start()])
    if prefix is None:
        return None
    has_so = typed[: match.start()].rstrip(" :.").lower().endswith(("số", "so"))
    kind = _typed_type(prefix["words"].strip())
    if prefix["words"].strip() and kind is None:
        return None
    offset = source.text.index(typed) + match.start()
    number, rest = match["number"], match["rest"]
    canonical_parts = _typed_symbol(rest)
    if canonical_parts is None:
        return None
    year, codes = canonical_parts
    if not codes and not (kind and (year or has_so)):
        return None
    if kind in TYPE_BY_CODE and _lacks_type(codes) and kind != "CV":  # a Công văn's has none
        codes = [kind, *codes]
    symbol = _join_typed(rest, codes)
    party = bool(codes) and year is None and re.match(r"\s*-", rest) and "/" in symbol
    joined = f"{number}/{year}" if year else number
    canonical = joined + (("-" if party else "/") + symbol if symbol else "")
    start, end = source.span(offset, offset + len(match.group()))
    return Identifier(start, end, canonical, number, year, symbol or None)


def _typed_type(words: str) -> str | None:
    """The code (or name) of the document type typed before the number: `QD`, `nghị định`."""
    if not words:
        return None
    kind = TYPE_BY_WORD.get(words.lower()) or _type_by_folded_word().get(fold(words))
    if kind is None:
        return None
    return kind.codes[0] if kind.codes else kind.name


@cache
def _type_by_folded_word() -> dict[str, DocumentType]:
    """The types by their words without diacritics; of two that are then one word, the first."""
    return {fold(word): kind for word, kind in reversed(TYPE_BY_WORD.items())}


def _lacks_type(codes: list[str]) -> bool:
    """Whether a symbol states no type and might: the National Assembly's tell its term instead."""
    return (
        bool(codes)
        and _OF_ASSEMBLY.fullmatch(codes[0]) is None
        and not any(code in TYPE_BY_CODE for code in codes)
    )


def _typed_symbol(rest: str) -> tuple[int | None, list[str]] | None:
    """The year and the codes that were typed behind a number; None if there is more than these."""
    if re.search(r"[^\w\s/&.,-]|[.,]\s+\w", rest):
        return None
    typed = _TYPED_PART.findall(_without_year_at_end(rest))
    if len(typed) > 6:
        return None
    year: int | None = None
    if typed and re.fullmatch(r"(?:19|20)\d\d", typed[0][1]):
        year, typed = int(typed[0][1]), typed[1:]
    parts = [part for _, part in typed]
    if len(parts) > 1 and parts[-1].isdigit() and parts[-2].lower() in ("qh", "ubtvqh"):
        parts = [*parts[:-2], parts[-2] + parts[-1]]
    elif any(_is_apart(parts[:at], *typed[at]) for at in range(1, len(typed))):
        return None
    if len(parts) == 1 and (split := _split_joined(parts[0])):
        parts = split
    codes = [unfold_code(part) for part in parts]
    if not codes:
        return year, []
    slashed = re.match(r"\s*/", rest) is not None
    if not all(looks_like_code(code) and not code.isdigit() for code in codes):
        return None
    if not any(is_known(code) for code in codes) and not slashed:
        return None
    if len(codes) == 1 and not slashed and not re.match(r"\s*-", rest):
        return None
    return year, codes


def _without_year_at_end(rest: str) -> str:
    """What stands behind a number, without the year that some put last: `/KH-UBND/2022`."""
    return _YEAR_AT_END.sub("", rest)


def _is_apart(before: list[str], between: str, part: str) -> bool:
    """Whether what stands behind a symbol is a word of its own: `598/QĐ-UBND OCOP`.

    A blank alone parts it from the symbol, and that is whole already, or in capitals where the word
    has none and is no code.
    """
    if between.strip():
        return False
    codes = [unfold_code(code) for code in before]
    known = is_known(unfold_code(part))
    if codes[0] in _JOINT_TYPES or codes[-1] in _SEVERED:
        return not known
    if len(codes) > 1:
        return not known or any(is_known(code) and code not in TYPE_BY_CODE for code in codes)
    return part.islower() and not before[0].islower() and not known


def _split_joined(typed: str) -> list[str] | None:
    """Two codes that were typed as one, the first and what it asks for behind it known ones.

    A type and its issuer (`KHUBND`, `qdbtttt`), or an issuer and its desk (`UBNDTH`).
    """
    if is_known(unfold_code(typed)) or not looks_like_code(typed):
        return None
    for length in range(len(typed) - 2, 1, -1):
        first, second = unfold_code(typed[:length]), unfold_code(typed[length:])
        if first in TYPE_BY_CODE and second not in TYPE_BY_CODE and is_known(second):
            return [first, second]
    for length in range(len(typed) - 2, _LONG_CODE - 1, -1):
        first, desk = unfold_code(typed[:length]), unfold_code(typed[length:])
        if is_known(first) and first not in TYPE_BY_CODE and looks_like_code(desk):
            return [first, desk]
    return None


def _join_typed(rest: str, codes: list[str]) -> str:
    """Join codes with hyphens; as typed where a slash stands between that may (`NQ/TW`).

    It does behind a hyphen, and between what is not a type and its body: `3566/QĐ/UBND` is a slip.
    """
    slash = re.search(r"[^\W\d_]\s*/\s*[^\W\d_]", rest)
    if len(codes) != 2 or slash is None:
        return "-".join(codes)
    of_type = codes[0] in TYPE_BY_CODE and is_known(codes[1]) and codes[1] not in PARTY_CODES
    return "-".join(codes) if of_type and re.match(r"\s*/", rest) else "/".join(codes)


def identifier_key(canonical: str) -> str:
    """The look-up key of a document number: folded, lower, `-` for every separator.

    Zeros before the number go (`08/CT-TTg` and `8/CT-TTg` are one): `30/2020/NĐ-CP` has the key
    `30-2020-nd-cp`.
    """
    key = re.sub(r"[^a-z0-9]+", "-", fold(canonical)).strip("-")
    return re.sub(r"^0+(?=\d)", "", key)
