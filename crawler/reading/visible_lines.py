"""The blocks of a page with what each is for, as far as one can tell without the others."""

from typing import NamedTuple

from crawler.blocks import Block
from crawler.pages import Page
from crawler.reading.roles import Role, ends_sentence, is_prose, role_of
from crawler.reading.stamps import StampLine, is_past, read_stamp_line

#: What sets a stamp apart from a name before it.
_SEPARATORS = ("-", "–", "|", "(", ",", "•", "·")


class Line(NamedTuple):
    """A block, its text, its first characters folded, its role, and the stamps it consists of if it
    does.

    `is_text` is whether it says something of its own: it is neither a stamp nor part of the page's
    frame; `is_prose` whether that is running text.
    """

    block: Block
    text: str
    folded: str
    role: Role
    stamps: StampLine | None
    is_text: bool
    is_prose: bool


def lines_of(page: Page) -> list[Line]:
    """The blocks of a page, each with what it is for."""
    return [
        _line(block, folded, page.fetched_at)
        for block, folded in zip(page.blocks, page.folded_heads, strict=True)
    ]


def _line(block: Block, folded: str, fetched_at: str | None) -> Line:
    text = block.text
    role = role_of(text, folded)
    stamps = _stamps(block, folded, fetched_at)
    is_text = role is Role.TEXT and stamps is None
    return Line(block, text, folded, role, stamps, is_text, is_text and is_prose(block))


def _stamps(block: Block, folded: str, fetched_at: str | None) -> StampLine | None:
    line = read_stamp_line(block.text)
    if line is None or block.is_linked or ends_sentence(block.text.rstrip(" .")):
        return None
    first = line.stamps[0]
    is_bare = first.label is None and not first.has_weekday and "T" not in first.value
    says_day = folded[first.start : first.end].lstrip().startswith("ngay")
    stands_apart = not line.rest or block.text[: first.start].rstrip().endswith(_SEPARATORS)
    if is_bare and says_day and not stands_apart:
        return None  # "Ngày 28/4/2023, UBND tỉnh…", "…tạm dừng từ ngày 1/5/2023"
    return StampLine(tuple(s for s in line.stamps if is_past(s.value, fetched_at)), line.rest)
