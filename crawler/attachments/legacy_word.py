"""The text of legacy DOC files (Word 97 to 2003), as [MS-DOC] tells where it is.

No maintained library under a free licence reads them as they are specified; this is the way of
section 2.4.1, "Retrieving Text": FIB -> piece table -> pieces, each of UTF-16 or of Windows-1252.
"""

import io
import re
import struct
from collections.abc import Iterator

from crawler.attachments.limits import MAX_CHARACTERS, NotReadError

#: FibBase (section 2.5.2) begins every document stream with this, and says in its flags whether it
#: is encrypted and which stream has the tables.
_IDENT = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
#: Word 97 and later; what is older has another layout.
_OLDEST = 0x00C1
#: Where the FIB has the place of the Clx (FibRgFcLcb97, section 2.5.6), and lengths of the parts.
_CLX = 0x01A2
_LENGTHS = 0x004C
_BEFORE_PIECES = 0x01  # grpprl of a Clx; 0x02 begins the piece table (section 2.9.38)
_PIECES = 0x02
_COMPRESSED = 0x4000_0000

#: Fields (section 2.8.25): between 0x13 and 0x14 stands their instruction, up to 0x15 what they
#: show. Other characters of a meaning of their own (section 2.4.1, "special characters").
_INSTRUCTION = re.compile("\x13[^\x13\x14\x15]*\x14?")
_ROW_END = "\x07\x07"  # of the last cell, and of the row
_SPECIAL = str.maketrans(
    {"\r": "\n", "\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": "", "\x15": ""}
)


def read_doc(body: bytes) -> Iterator[str]:
    """The text of a DOC, as one page: body, footnotes, headers, as they stand in the file.

    Raises:
        NotReadError: it is encrypted, older than Word 97, or broken.
    """
    import olefile  # type: ignore[import-untyped]  # it comes without type information

    try:
        with olefile.OleFileIO(io.BytesIO(body)) as ole:
            main = ole.openstream("WordDocument").read()
            identity, version = struct.unpack_from("<HH", main)
            (flags,) = struct.unpack_from("<H", main, 10)
            if flags & _ENCRYPTED:
                raise NotReadError("encrypted: it opens with a password")
            if identity != _IDENT or version < _OLDEST:
                raise NotReadError("a DOC of a Word older than 97")
            table = ole.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        yield _shown("".join(_pieces(main, _piece_table(main, table))))
    except NotReadError:
        raise
    except Exception as error:  # whatever a broken file makes of it
        raise NotReadError(f"a broken DOC ({type(error).__name__}: {error})") from error


def _piece_table(main: bytes, table: bytes) -> bytes:
    """The PlcPcd: the ends of the pieces, then where each is."""
    start, length = struct.unpack_from("<II", main, _CLX)
    clx = table[start : start + length]
    position = 0
    while clx[position] == _BEFORE_PIECES:
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    if clx[position] != _PIECES:
        raise NotReadError("a broken DOC (it has no table of its text)")
    (size,) = struct.unpack_from("<I", clx, position + 1)
    return clx[position + 5 : position + 5 + size]


def _pieces(main: bytes, pieces: bytes) -> Iterator[str]:
    count = (len(pieces) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces)
    *lengths, _, of_notes, of_endnotes, of_boxes, in_headers = struct.unpack_from(
        "<8i", main, _LENGTHS
    )
    told = sum(lengths) + of_notes + of_endnotes + of_boxes + in_headers
    left = max(0, min(told + 1, MAX_CHARACTERS))
    for number in range(count):
        (place,) = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)
        length = min(ends[number + 1] - ends[number], left)
        left -= length
        if place & _COMPRESSED:
            start = (place & ~_COMPRESSED) // 2
            yield main[start : start + length].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * length].decode("utf-16-le", "replace")


def _shown(text: str) -> str:
    before = None
    while text != before:  # fields stand within fields
        before, text = text, _INSTRUCTION.sub("", text)
    return text.replace(_ROW_END, "\n").translate(_SPECIAL)
