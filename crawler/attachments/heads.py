"""The head of a directive: the lines above its text, the two columns of its layout told apart.

Layout: Decree 30/2020/NĐ-CP, annex I, and for party documents Hướng dẫn 36-HD/VPTW (2018): the
state's or the party's name and motto with place and day on the right, the issuer and the number on
the left. Texts of PDF files give the columns one after the other, in either order, or line by line
beside one another; recognised ones lose diacritics and take `ó` for `6`.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from vietnamese.aligned_folding import fold_aligned

#: Lines of a page among which its head is looked for.
_LINES = 45
#: Characters of a line that are looked at.
_CHARACTERS = 300

#: In folded text. `\s*` between words: recognised text runs them together.
_STATE = re.compile(
    r"c[o0q]ng\s*h[o0]a\s*xa\s*h[o0qa]i\s*ch[u0]\s*nghia\s*viet\s*nam"
    r"|d[o0]c\s*[il1]ap\s*[-–—~.]*\s*tu\s*d[o0]\s*[-–—~.]*\s*hanh\s*phuc"
    r"|dang\s*cong\s*san\s*viet\s*nam"
)
_DIGITS = r"[0-9loi](?:\s?[0-9loi])?"
_DAY = re.compile(
    rf"ng[aà]y\s*(?P<day>{_DIGITS})\s*th[ad]ng\s*(?P<month>{_DIGITS})\s*n[ad]m\s*"
    r"(?P<year>[12l](?:\s?[0-9lo]){3})(?![0-9])"
    r"|ngay\s*(?P<day2>[0-9]{1,2})\s*[/.-]\s*(?P<month2>[0-9]{1,2})\s*[/.-]\s*(?P<year2>[12][0-9]{3})"
)
#: A day whose number (and month) is still to be written in by hand.
_BLANK_DAY = re.compile(
    r"ngay[\s.…_]{1,40}(?:[0-9]{0,2})[\s.…_]{0,40}thang.{0,40}?nam\s*[0-9 ]{4,5}"
)
#: What stands before it, to the end of the right column: `Kon Tum,`.
_PLACE = re.compile(r"(?:^|\s|\t)((?:[A-ZĐÀ-Ỹ][\w.'’-]*(?:[ -]|(?=,))){1,5}\s?,)\s*$")
_NUMBER = re.compile(
    r"^(?:luat\s|phap\s*lenh\s|nghi\s*quyet\s)?s[o06]\s?[:.;,]?\s*(?=[0-9lo./_…-]|$)"
)
#: What only the text of a directive begins with, and what a title may begin with as well
#: (`Thực hiện Nghị quyết số …`), but goes on with in no second line.
_GROUNDS = re.compile(
    r"""
      can\s*cu | kinh\s*(?:gui|trinh) | xet\s | dieu\s*[0-9] | chuong\s*[i1]\b | phan\s*(?:thu|i\b)
    | quoc\s*hoi\s*(?:ban\s*hanh|khoa) | (?:[i1]|a)\s?[-.)]\s | [-+]\s
    """,
    re.VERBOSE,
)
_TEXT = re.compile(
    r"""
      theo\s | thuc\s*hien | thi\s*hanh | tren\s*co\s*so | de\s | nham\s | phuc\s*dap | tiep\s*theo
    | trong\s | vua\s*qua | ngay\s | hoi\s*nghi
    | (?:ubnd|uy\s*ban|so|bo\s*truong|thu\s*tuong)\s[a-z ]{2,60}\b(?:ban\s*hanh|xay\s*dung)\s
    """,
    re.VERBOSE,
)
_RULED = re.compile(r"[\W_]*")


@dataclass(slots=True)
class Head:
    """The head's lines, without what every directive has.

    Attributes:
        left: what stands above the number: the issuer, line by line.
        numbered: what stands after `Số:`, and whatever is on that line; null: there is no number's
            line, and so probably no directive.
        below: what stands below the number: type and title; where there is no number, all of it
            is in `left`.
        issued_on: the day, as ISO 8601; null where none is written.
        has_motto: whether the state's or the party's name is there.
    """

    left: list[str] = field(default_factory=list)
    numbered: str | None = None
    below: list[str] = field(default_factory=list)
    issued_on: str | None = None
    has_motto: bool = False
    has_party: bool = False


def read_head(page: str) -> Head:
    """The head on a directive's first page."""
    head = Head()
    for line in _lines(page):
        rest = _without_motto(line, head)
        rest = _without_day(rest, head)
        if rest != line and _RULED.fullmatch(rest):
            continue
        folded = fold_aligned(rest)
        number = _NUMBER.search(folded) if head.numbered is None else None
        if number is not None:
            head.numbered = rest[number.end() :].strip()
        elif head.numbered is None and not head.below:
            head.left.append(rest)
        else:
            head.below.append(rest)
    return head


def begins_grounds(line: str) -> bool:
    """Whether a line can only be the first of a directive's own text: grounds, addressee."""
    return _GROUNDS.match(fold_aligned(line)) is not None


def begins_text(line: str) -> bool:
    """Whether a line below the first one of a title is the first of the directive's own text."""
    return begins_grounds(line) or _TEXT.match(fold_aligned(line)) is not None


def day_in(text: str) -> str | None:
    """The first day in a text, in the tolerant spelling of heads, as ISO 8601."""
    found = _DAY.search(fold_aligned(text))
    return _iso(found) if found else None


def _lines(page: str) -> list[str]:
    """The lines that may be the head's: tabs part a table's cells."""
    start = page[: _LINES * _CHARACTERS]
    lines = (part.strip() for line in start.split("\n") for part in line.split("\t"))
    return [line[:_CHARACTERS] for line in lines][:_LINES]


def _without_motto(line: str, head: Head) -> str:
    folded = fold_aligned(line)
    found = _STATE.search(folded)
    if found is None:
        return line
    head.has_motto = True
    head.has_party |= folded[found.start()] == "d" and "cong" in found[0]
    return f"{line[: found.start()].strip()} {line[found.end() :].strip()}".strip()


def _without_day(line: str, head: Head) -> str:
    """The line without place and day, if these are the head's: they end their line."""
    folded = fold_aligned(line)
    for pattern in (_DAY, _BLANK_DAY):
        found = pattern.search(folded)
        if found is None or not _RULED.fullmatch(folded[found.end() :]):
            continue
        before = line[: found.start()]
        place = _PLACE.search(before)
        if before.strip() and place is None:
            continue
        if pattern is _DAY and head.issued_on is None:
            head.issued_on = _iso(found)
        return (before[: place.start()] if place else "").strip()
    return line


def _iso(found: re.Match[str]) -> str | None:
    day, month, year = (
        _number(found[name] or found[f"{name}2"]) for name in ("day", "month", "year")
    )
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(digits: str) -> int:
    digits = digits.replace(" ", "").translate(str.maketrans("loi", "101"))
    return int("".join(digits.split()))
