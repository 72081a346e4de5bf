"""How wide text comes out where it cannot be measured: on the server, before a browser draws it.

The widths are those of DejaVu Sans, the widest sans serif that browsers fall back to; what fits by
them fits in Noto Sans, Segoe UI, Roboto and Arial.
"""

import re
import unicodedata

#: Widths in em of letters and signs that are far from the usual, without their diacritics.
_NARROW = dict.fromkeys("ijlI.,:;'|!·()[] /-", 0.4) | dict.fromkeys('frt"', 0.45)
_WIDE = dict.fromkeys("mwMW@%&…", 1.0)
_WIDTHS = _NARROW | _WIDE

_BOLD = 1.12

#: Where a line may break: behind a space, and behind the parts of a document number.
_PARTS = re.compile(r"[^ /-]*[/-]+|[^ /-]* +|[^ /-]+")


def width(text: str, size: float, bold: bool = False) -> float:
    """At most how wide `text` is, in the unit of the font's `size`."""
    ems = sum(map(_ems, unicodedata.normalize("NFD", text)))
    return ems * size * (_BOLD if bold else 1)


def _ems(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0
    if character.isdigit():
        return 0.64
    if character.islower():
        return 0.62
    if character.isupper():
        return 0.78
    return 1.0


def wrap(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """`text` in lines no wider than `room`; what goes beyond `most` lines gives way to an ellipsis.

    `room` is wide enough for a few letters.
    """
    lines = [""]
    for part in _PARTS.findall(" ".join(text.split())):
        for piece in _pieces(part, size, room, bold):
            if width((lines[-1] + piece).rstrip(), size, bold) <= room:
                lines[-1] += piece
            else:
                lines.append(piece)
    lines = [line.rstrip() for line in lines if line.strip()]
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(f"{last}…", size, bold) > room:
        last = last[:-1].rstrip()
    return [*lines[: most - 1], f"{last}…"]


def _pieces(part: str, size: float, room: float, bold: bool) -> list[str]:
    """`part`, cut where it is wider than a line."""
    if width(part.rstrip(), size, bold) <= room:
        return [part]
    cut = [""]
    for character in part:
        if cut[-1] and width(cut[-1] + character, size, bold) > room:
            cut.append("")
        cut[-1] += character
    return cut
