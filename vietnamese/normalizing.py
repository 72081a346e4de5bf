"""One form for each text: the Unicode form NFC, ordinary blanks, and no invisible characters."""

import re
import unicodedata
from collections.abc import Sequence

#: Letters that look like Đ/đ and were typed for it: the Icelandic and the African ones. Of 4,056
#: directives of one province 49 have `QÐ` with U+00D0.
_LETTERS = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}

#: What Unicode calls a space separator (Zs), and the tab.
_BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

#: What other systems end a line with.
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"

#: What a reader does not see: soft hyphen, zero-width characters, direction marks, the byte order
#: mark, and control characters other than the line feed.
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
)

_ODD = re.compile(
    f"(?P<letter>[{''.join(_LETTERS)}])|(?P<blank>[{_BLANKS}])"
    f"|(?P<line_end>\r\n|[{_LINE_ENDS}])|[{INVISIBLE}]"
)

#: What Python calls printable of them; all others are blanks, control and format characters.
_ODD_PRINTABLE = ("\u034f", *_LETTERS)

#: Circumflex, breve and horn.
_SHAPES = ("\u0302", "\u0306", "\u031b")

#: A tone typed before the circumflex, breve or horn of its vowel, which NFC leaves apart.
_MARKS_SWAPPED = re.compile(
    "([\u00c0-\u01b0\u1ea0-\u1ef9][\u0302\u0306\u031b])|([A-Za-z][\u0300\u0301\u0303\u0309]"
    "[\u0302\u0306])"
)


def normalize(text: str) -> str:
    """Return `text` in the one form that everything here compares.

    Unicode NFC; letters that pass for Đ made Đ; every kind of blank a space and every kind of line
    end a line feed, one for one but for CR LF; what a reader does not see dropped. Words, case,
    punctuation and the number of blanks stay. Offsets into `text` do not hold in the result.
    """
    if text.isascii() and text.isprintable():
        return text
    if _may_have_odd(text):
        text = _ODD.sub(_usual, text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _MARKS_SWAPPED.sub(_in_order, text) if _has_one_of(_SHAPES, text) else text


def one_line(text: str) -> str:
    """Return `text` normalised, on one line: one space for every run of blanks, none at the ends.

    As names are compared.
    """
    return " ".join(normalize(text).split())


def _may_have_odd(text: str) -> bool:
    """Whether a text may have characters to be replaced or dropped; nearly none has, and looking
    for each of them is slow.
    """
    return not text.replace("\n", " ").isprintable() or _has_one_of(_ODD_PRINTABLE, text)


def _has_one_of(characters: Sequence[str], text: str) -> bool:
    for character in characters:  # noqa: SIM110 (any() takes twice as long, and this is done often)
        if character in text:
            return True
    return False


def _usual(odd: re.Match[str]) -> str:
    match odd.lastgroup:
        case "letter":
            return _LETTERS[odd[0]]
        case "blank":
            return " "
        case "line_end":
            return "\n"
        case _:
            return ""


def _in_order(cluster: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", cluster[0])
    shape_first = sorted(decomposed[1:], key=lambda mark: mark not in "\u0302\u0306\u031b")
    return unicodedata.normalize("NFC", decomposed[0] + "".join(shape_first))
