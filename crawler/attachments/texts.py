"""The text of a file, as its readers give it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.catalogue.attachment_readings import TextSource
from crawler.attachments.limits import MAX_CHARACTERS, CutShortError
from crawler.charsets import read_legacy_runs

#: What is neither text nor a line's end: control characters, PDFium's mark of a hyphen at a line's
#: end (U+FFFE), characters that show nothing.
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\u2028\u2029]")
_BLANKS = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]+")
_EMPTY_LINES = re.compile(r"\n{3,}")

_BETWEEN_RUNS = "<\n>"


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, page by page; `problems` tell in words why some of it is not there."""

    pages: list[str]
    source: TextSource
    problems: list[str] = field(default_factory=list)


def plain(pages: Iterable[str]) -> FileText:
    """The text of a file that has its text in itself; what is too much of it is left out."""
    kept: list[str] = []
    left = MAX_CHARACTERS
    problems: list[str] = []
    try:
        for page in pages:
            text = readable(page)
            kept.append(text[:left])
            if len(text) > left:
                raise CutShortError(f"only the first {MAX_CHARACTERS:,} characters were read")
            left -= len(text)
    except CutShortError as error:
        problems.append(str(error))
    return FileText(kept, "layer" if any(kept) else "none", problems)


def readable(text: str) -> str:
    """The text in NFC, its lines as they are, without what a reader does not see.

    Lines in fonts of TCVN3 or VNI, which PDF and Word files hand down as Latin-1, become Unicode.
    """
    text = _in_unicode(text)
    text = _UNREADABLE.sub("", _LINE_END.sub("\n", unicodedata.normalize("NFC", text)))
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def _in_unicode(text: str) -> str:
    """The text, with its legacy lines in Unicode: what they are is told by all of them together."""
    # to the charsets' reader runs are what stands between tags
    return read_legacy_runs(text.replace("\n", _BETWEEN_RUNS)).replace(_BETWEEN_RUNS, "\n")
