"""A query as typed, cut into the pieces that the parser reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from indexer.query.fields import FIELD_NAMES
from vietnamese.normalizing import normalize

#: What is read of a query: nobody types more, and a hostile query must not cost more.
MAX_CHARACTERS = 2_000
MAX_PIECES = 150


class Kind(Enum):
    """What a piece is."""

    WORD = auto()
    QUOTED = auto()
    FIELD = auto()
    NOT = auto()
    OR = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its kind, its content (of a field: which), and what the user wrote for it."""

    kind: Kind
    content: str
    typed: str


def _without_blanks(name: str) -> str:
    return re.sub(r"\s", "", name)


_FIELDS = {_without_blanks(name): field for name, field in FIELD_NAMES.items()}
_FIELD_PATTERN = "|".join(
    r"\s?".join(re.escape(part) for part in name.split())
    for name in sorted(FIELD_NAMES, key=len, reverse=True)
)
_PIECE = re.compile(
    rf"""
      (?P<blank>\s+)
    | "(?P<quoted>[^"]*)"
    | (?P<field>(?i:{_FIELD_PATTERN}))\s?:(?!//)
    | (?P<not>-(?=[^\s\-])|NOT\s+(?=[^\s|)]))
    | (?P<and>AND(?=[\s("]|$))
    | (?P<or>(?:OR|HOẶC)(?=[\s("]|$)|\|+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<word>[^\s"()|]+?[^\W\d]:(?=\d)|[^\s"()|]+)
    | (?P<stray>.)
    """,
    re.VERBOSE,
)
_WORTHY = re.compile(r"[^\W_]")
#: Quotes, and what keyboards for Chinese and Japanese type in place of ASCII, in its usual width.
_USUAL = {
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
    **{ord(quote): '"' for quote in "“”„‟«»"},
}


def cut(query: str) -> list[Piece]:
    """The pieces of a query, in order. Any text at all can be cut."""
    return list(islice(_pieces(query), MAX_PIECES))


def is_read_whole(query: str) -> bool:
    """Whether nothing of a query is left unread because it is too long."""
    return (
        len(query.strip()) <= MAX_CHARACTERS
        and len(list(islice(_pieces(query), MAX_PIECES + 1))) <= MAX_PIECES
    )


def _pieces(query: str) -> Iterator[Piece]:
    pieces = (_piece(found) for found in _PIECE.finditer(readable(query)))
    return (piece for piece in pieces if piece)


def word_pieces(text: str) -> list[Piece]:
    """The words of a text in which nothing means anything else."""
    return [Piece(Kind.WORD, word, word) for word in text.split() if _WORTHY.search(word)]


def readable(query: str) -> str:
    """What is read of a query: in the usual Unicode form, quotes as the language has them, digits
    and letters in their usual width (`１２` as `12`).
    """
    text = query[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    return normalize(text).translate(_USUAL)


def _piece(found: re.Match[str]) -> Piece | None:
    typed = found[0].strip()
    match found.lastgroup:
        case "blank" | "and" | "stray" | None:
            return None
        case "quoted" | "word" as kind:
            content = found[kind].strip()
            # What has neither letter nor digit is looked for in vain.
            return Piece(Kind[kind.upper()], content, content) if _WORTHY.search(content) else None
        case "field":
            return Piece(Kind.FIELD, _FIELDS[_without_blanks(found["field"].lower())], typed)
        case kind:
            return Piece(Kind[kind.upper()], typed, typed)
