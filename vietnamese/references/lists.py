"""Lists of documents: members that leave the type, the symbol, the date or the issuer to others.

`các Nghị định 76/2009, 14/2012, 07/2026/NĐ-CP`; `quyết định số 1253/qđ-ubnd và 1255/qđ-ubnd ngày
17/5/2018`.
"""

import re
from itertools import pairwise

from vietnamese.cleaning import CleanText
from vietnamese.document_types import TYPE_BY_CODE, type_of_symbol
from vietnamese.reading import Numbering, read_numbering
from vietnamese.references.candidates import Candidate
from vietnamese.references.judging import (
    LISTED_OF,
    PLURAL,
    is_counted,
    is_followed_by_number,
    is_named,
)
from vietnamese.symbols import split_symbol

_SEPARATOR = re.compile(
    r"\s{0,2}(?:[,;]|[,;]?\s{1,2}(?:và|hoặc))\s{1,2}(?P<so>số\s{0,2}:?\s{1,2})?(?=\d)"
)
_JOINED = re.compile(r"\s{0,2}(?:[,;]|[,;]?\s{1,2}(?:và|hoặc))\s{1,3}")
_LONGEST_JOINT = 12
#: The end of what stands between a list's head and a member that `số` introduces.
_JOINED_LOOSELY = re.compile(r"(?:[,;]|\svà|\shoặc|\scùng|\sđến)\s{1,3}(?:từ\s)?$")
#: A line break that ends what was listed, unlike one that only wraps a paragraph.
_LINE_END = re.compile(r"[.:!?|]\s*\n|\n\s*[\n|*+-]")
_LOOSE_REACH = 300


def following_members(source: CleanText, head: Candidate) -> list[Candidate]:
    """The members right after a typed mention that are numbers and no more: `, 14/2012`."""
    members: list[Candidate] = []
    last = head
    while (separator := _SEPARATOR.match(source.lower, last.tail)) is not None:
        start = separator.end()
        numbering = read_numbering(source, start, introduced=True)
        if numbering is None or numbering.symbol is not None:
            break
        if is_followed_by_number(source, numbering.end) or is_counted(source, numbering.end):
            break
        if numbering.year is None and not _is_bare_member(source, head, numbering):
            break
        begin = separator.start("so") if separator["so"] else start
        last = Candidate(
            begin,
            numbering.end,
            numbering.end,
            numbering=numbering,
            type=head.type,
            identifier=numbering.canonical,
            head=head,
        )
        members.append(last)
    return members


def _is_bare_member(source: CleanText, head: Candidate, numbering: Numbering) -> bool:
    if head.numbering is None or head.numbering.year or head.symbol:
        return False
    plural = PLURAL.search(source.lower, max(0, head.start - 8), head.start) is not None
    if plural or (numbering.number.startswith("0") and head.numbering.number.startswith("0")):
        return True
    return is_named(source, numbering) or LISTED_OF.match(source.lower, numbering.end) is not None


def inherit_types(source: CleanText, candidates: list[Candidate]) -> None:
    """Give members without a type word the type of their list's head."""
    head: Candidate | None = None
    for candidate in candidates:
        if candidate.own_type:
            head = candidate
        if candidate.type is not None or head is None or head.type is None:
            continue
        if candidate.start - head.tail > _LOOSE_REACH:
            continue
        gap = source.lower[head.tail : candidate.start]
        if head.numbering is None and candidate.symbol and gap.strip(" (,") == "":
            candidate.type = head.type  # `Luật Đất đai năm 2013 (số 45/2013/QH13)`
            continue
        if ". " in gap or ("\n" in gap and _LINE_END.search(gap)):
            continue
        stated = type_of_symbol(candidate.symbol or "")
        agrees = stated in (None, head.type) or head.type.name == "Văn bản"
        if agrees and _JOINED_LOOSELY.search(gap):
            candidate.type, candidate.head = head.type, head


def are_joined(source: CleanText, first: Candidate, second: Candidate) -> bool:
    """Whether nothing but a comma or `và` stands between two mentions."""
    if second.start - first.tail > _LONGEST_JOINT:
        return False
    return _JOINED.fullmatch(source.lower, first.tail, second.start) is not None


def share(source: CleanText, candidates: list[Candidate]) -> None:
    """Let neighbours in a list share what only one of them states."""
    for first, second in reversed(list(pairwise(candidates))):
        if first.numbering is None or not are_joined(source, first, second):
            continue
        _share_symbol(first, second)
        if second.type is first.type and second.type is not None:
            same_body = _body(first) == _body(second)
            if first.issued_on is None and not second.own_type and same_body:
                first.issued_on = second.issued_on
            if first.issuer is None and have_one_issuer(first, second):
                first.issuer = second.issuer
    for first, second in pairwise(candidates):
        if second.head is not None and are_joined(source, first, second):
            _share_symbol(second, first)


def continues(source: CleanText, first: Candidate, second: Candidate) -> bool:
    """Whether the second is the next of a list that one body wrote, by its joint and number."""
    return are_joined(source, first, second) and have_one_issuer(first, second)


def have_one_issuer(first: Candidate, second: Candidate) -> bool:
    """Whether the numbers of two documents do not say that two bodies issued them."""
    bodies, others = _bodies(first), _bodies(second)
    return not bodies or not others or not bodies.isdisjoint(others)


def _bodies(candidate: Candidate) -> set[str]:
    """The codes of a symbol that name no type: those of the body, and of its desk."""
    codes = split_symbol(candidate.symbol) if candidate.symbol else []
    return {code.rstrip("0123456789") for code in codes if code not in TYPE_BY_CODE}


def _body(candidate: Candidate) -> str:
    return re.split(r"[-/]", candidate.symbol)[-1] if candidate.symbol else ""


def _share_symbol(taker: Candidate, giver: Candidate) -> None:
    """Give a number of the same list the symbol that its neighbour states."""
    if taker.numbering is None or taker.symbol or not giver.symbol or giver.numbering is None:
        return
    if taker.type is not giver.type or (giver.own_type and taker.own_type):
        return
    if giver.numbering.year and not taker.numbering.year:
        return
    taker.numbering = taker.numbering._replace(symbol=giver.symbol)
    taker.identifier = f"{taker.identifier}/{giver.symbol}"
