"""From numbers in the text to mentions: where one may stand, and what stands before it."""

import re
from collections.abc import Iterator

from vietnamese.cleaning import CleanText
from vietnamese.document_types import type_of_symbol
from vietnamese.reading import read_numbering
from vietnamese.references.candidates import Candidate
from vietnamese.references.heads import Head, read_head, read_issuer_between, read_law_head
from vietnamese.references.judging import OF_PARLIAMENT, Named, is_reference

#: Where a mention may have its number: a digit after the last letters of a type word or `số`, or
#: a number followed by a symbol. One pass; everything else looks at bounded windows.
_TYPE_ENDINGS = (
    " số|\nsố|(số|*số|số:|ố :|ịnh| tư|yết|thị|văn|ạch|báo|uận|ình|cáo|dẫn|ệnh|uật|iện|ịch|chế|bản"
    "| tt|(tt|\ntt| cv"
)
#: Abbreviations of types that stand before a blank or, in writings of today, right before a number.
_ABBREVIATIONS = r"[ (\n\"“/](?:n[đq]|qđ)"
_AT_START = re.compile(r"(?:n[đq]|qđ|tt|cv) ?(?=\d)")
#: (The two control characters begin no number: they make `re` look digits up in a table instead of
#: comparing, a third faster on all of a text.)
_ANCHOR = re.compile(
    r"[0-9\x00\x02](?<![0-9].)(?:"
    rf"(?<=[ \n].)(?<=(?:{'|'.join(re.escape(e) for e in _TYPE_ENDINGS.split('|'))}"
    rf"|{_ABBREVIATIONS})[ \n].)"
    r"|(?<![\w.,:].)[0-9]{0,5}(?:"
    r" {0,3}[/-][ \n]{0,2}(?:(?:19|20)[0-9]{2} {0,2}[/-]? {0,2}|[0-9]{2}/)?[a-zđ]"
    r"|[a-zđ]{2,12}-[a-zđ])"
    r"|(?<=(?:n[qđ]|qđ|số).))"
)
#: The rest of a day, which the anchor stops at for the word that follows: `9/2015 của`.
_REST_OF_DAY = re.compile(
    r"(?<=[0-9][/-])[0-9]{1,2}[/-](?:19|20)[0-9]{2} [^\W\d_]{2,}(?![\w&/-]|\s[/-])"
)


def find_numbered(source: CleanText) -> Iterator[Candidate]:
    """The mentions that carry a number, in order, with type and identifier."""
    lower = source.lower
    named = Named()
    position = 0
    if (first := _AT_START.match(lower)) and (candidate := _read(source, first.end(), named)):
        named.add(candidate)
        position = candidate.end
        yield candidate
    while (anchor := _ANCHOR.search(lower, position)) is not None:
        start = anchor.start()
        is_in_a_day = lower[start - 1] in "/-" and _REST_OF_DAY.match(lower, start)
        candidate = None if is_in_a_day else _read(source, start, named)
        if candidate is not None:
            named.add(candidate)
            position = candidate.end
            yield candidate
            continue
        position = start + 1
        while position < len(lower) and lower[position].isdigit():
            position += 1


def _read(source: CleanText, start: int, named: Named) -> Candidate | None:
    head = read_head(source, start)
    numbering = read_numbering(source, start, introduced=head.type is not None or head.has_so)
    if numbering is None or not is_reference(source, head, numbering, named):
        return None
    if head.type is None and not head.has_so:
        head = _read_loose_head(source, start, numbering.symbol or "") or head
    return Candidate(
        start=head.start,
        end=numbering.end,
        tail=numbering.end,
        numbering=numbering,
        type=head.type,
        own_type=head.type is not None,
        identifier=numbering.canonical,
        issuer=head.issuer_between,
    )


def _read_loose_head(source: CleanText, start: int, symbol: str) -> Head | None:
    """The type of a number without `số`, named before its law's name or before its issuer."""
    if OF_PARLIAMENT.match(symbol) and (law := read_law_head(source, start)):
        return law
    kind = type_of_symbol(symbol)
    return None if kind is None else read_issuer_between(source, start, kind)
