"""What a directive says of itself: number, day, issuer, signer, type and title.

Read off the layout of Decree 30/2020/NĐ-CP (`crawler.attachments.heads`, `…signers`). Nothing is
guessed: what a scan or a form does not show is null.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, TypedDict, cast

from crawler.attachments.heads import Head, begins_grounds, begins_text, day_in, read_head
from crawler.attachments.issuers import issuers_in
from crawler.attachments.signers import find_signer
from vietnamese.aligned_folding import fold_aligned
from vietnamese.cleaning import clean
from vietnamese.document_types import TYPE_BY_WORD, type_of_symbol
from vietnamese.folding import fold
from vietnamese.reading import read_numbering
from vietnamese.symbols import canonical_code, is_known, split_symbol


class DirectiveFacts(TypedDict):
    """The facts of a directive, as its pages have them; `issued_on` is ISO 8601.

    `symbol` (`KH-UBND`) is there also where the number was left to be written in by hand;
    `superior` is the body above the issuer, where the head names both.
    """

    identifier: str | None
    symbol: str | None
    issued_on: str | None
    document_type: str | None
    issuer: str | None
    superior: str | None
    signer: str | None
    title: str | None


#: Pages among which a directive begins: a file may have a covering page.
_FIRST_PAGES = 3
_TITLE_LINES = 10

_TYPE_BY_FOLD = {fold(word): kind.name for word, kind in reversed(TYPE_BY_WORD.items())}
#: The type's words, at the beginning of a line in capitals; longer types first.
_TYPE = re.compile(
    r"(?:" + "|".join(sorted(map(re.escape, _TYPE_BY_FOLD), key=len, reverse=True)) + r")(?![^\W_])"
)
#: `Số:     /KH-UBND`: the number is still to be written in.
_BLANK_NUMBER = re.compile(
    r"[\s._…]*[/-]\s?(?P<symbol>[A-ZĐa-zđ]{1,10}\d{0,2}(?:\s?[-/]\s?[A-ZĐ&][\wĐ&]{0,14}){1,4})"
)
_ABOUT = re.compile(r"(?:v\s?/\s?v|ve\s*viec)\b\s?[:.]?\s*")
_ADDRESSED = re.compile(r"kinh\s*(?:gui|trinh)")
_ADOPTED = re.compile(r"thong\s*qua\s*(?=ngay)")
_RULES = " _-–—=*~."


class _Named(NamedTuple):
    """The line that names the type or the subject, the type if it does, and the title there."""

    line: int
    name: str | None
    title: str | None


def directive_facts(pages: Sequence[str]) -> dict[str, Any]:
    """The `DirectiveFacts` of a directive whose pages these are; empty if they are of none."""
    for number, page in enumerate([page for page in pages if page.strip()][:_FIRST_PAGES]):
        facts = _facts(read_head(page))
        if facts is not None:
            facts["signer"] = find_signer(pages[number:])
            if facts["issued_on"] is None:
                facts["issued_on"] = _adopted_on(pages)
            return cast("dict[str, Any]", facts)
    return {}


def _facts(head: Head) -> DirectiveFacts | None:
    identifier, symbol = _number(head.numbered or "")
    lines = head.below if head.numbered is not None else head.left
    named = _find_type(lines)
    kind, title = named.name, named.title
    if not (head.has_motto or identifier) or not (symbol or (kind and head.issued_on)):
        return None
    if kind is None and symbol:
        stated = type_of_symbol(symbol)
        if stated is not None:
            kind = stated.name
        elif any(_ADDRESSED.match(fold_aligned(line)) for line in head.below):
            kind = "Công văn"  # Decree 30/2020/NĐ-CP: what names no type is one
    above = head.left if head.numbered is not None else head.left[: named.line]
    issuer, superior = issuers_in(above, symbol)
    return {
        "identifier": identifier,
        "symbol": symbol,
        "issued_on": head.issued_on,
        "document_type": kind,
        "issuer": issuer,
        "superior": superior,
        "signer": None,
        "title": title,
    }


def _number(numbered: str) -> tuple[str | None, str | None]:
    """The identifier and the symbol of what stands after `Số:`."""
    read = read_numbering(clean(numbered), 0, introduced=True) if numbered else None
    if read is not None and (read.symbol or read.year):
        return read.canonical, read.symbol
    blank = _BLANK_NUMBER.match(numbered)
    if blank is None:
        return None, None
    symbol = re.sub(r"\s", "", blank["symbol"])
    codes = split_symbol(symbol)
    if not any(is_known(code) for code in codes):
        return None, None
    return None, "-".join(map(canonical_code, codes))


def _find_type(lines: Sequence[str]) -> _Named:
    """The type, or the subject of an official letter, among the lines below the number."""
    for number, line in enumerate(lines):
        text = line.strip(_RULES)
        folded = fold_aligned(text)
        about = _ABOUT.match(folded)
        if about is not None:
            return _Named(number, None, _title([text[about.end() :], *lines[number + 1 :]]))
        if begins_grounds(line) and not line.isupper():
            break
        kind = _TYPE.match(folded)
        if kind is not None and text[: kind.end()].isupper():
            rest = text[kind.end() :].strip(_RULES)
            return _Named(number, _TYPE_BY_FOLD[kind[0]], _title([rest, *lines[number + 1 :]]))
    return _Named(len(lines), None, None)


def _title(lines: Sequence[str]) -> str | None:
    """The trích yếu that begins with the first of these lines and ends where the text begins."""
    kept: list[str] = []
    ended = False
    for line in lines:
        text = line.strip(_RULES if not kept else " _-–—=*~")
        if not text:
            ended = ended or bool(kept)
            continue
        if kept and (ended and not text[0].islower()):
            break
        begins = begins_text if kept else begins_grounds
        if begins(text) and not text[0].islower():
            break
        if kept and text.isupper() and not kept[0].isupper():
            break  # who issues it: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KON TUM`
        ended = False
        kept.append(text)
        if len(kept) == _TITLE_LINES:
            break
    return " ".join(" ".join(kept).split()).strip(" _-–—=*~") or None


def _adopted_on(pages: Sequence[str]) -> str | None:
    """When a law or a resolution was adopted (`… thông qua ngày 20 tháng 11 năm 2017`)."""
    for page in pages:
        found = _ADOPTED.search(fold_aligned(page))
        if found:
            return day_in(page[found.end() : found.end() + 60])
    return None
