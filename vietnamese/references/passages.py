"""The sentences of a text that name documents, and what each is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vietnamese.cleaning import CleanText, clean
from vietnamese.references.contexts import Sentences
from vietnamese.references.model import Reference

#: Words before what a sentence is about: `Theo đó, Quyết định này …`, `Điều 2. Quyết định này …`.
_LEADING = (
    r"[\s\d.)*+“\"-]{0,8}(?:điều\s\d{1,2}[.:]?\s)?"
    r"(?:(?:theo đó|đồng thời|ngoài ra|cùng với đó|bên cạnh đó|được biết),?\s)?"
)
#: What shows that a type of document without a number is the one named before.
_MEANT = (
    r"(?:\s(?:này|trên|nói trên|nêu trên|mới này|mới|vừa ban hành)(?=[\s,])"
    r"|(?=\s(?:cũng\s|sẽ\s|đã\s)?(?:có hiệu lực|thay thế|bãi bỏ|sửa đổi|bổ sung)\s))"
)
_THIS = re.compile(rf"{_LEADING}(?P<type>[^\W\d_]+(?:\s[^\W\d_]+){{0,3}}?){_MEANT}")
#: The day from which another ends: `Bãi bỏ B kể từ ngày Quyết định này có hiệu lực`.
_FROM_THEN = re.compile(
    r"[^.;\n]{0,120}?(?:từ ngày|từ khi|khi)\s(?P<type>[^\W\d_]+(?:\s[^\W\d_]+){0,3}?)\snày\s"
    r"(?:bắt đầu\s)?có hiệu lực"
)
#: How many sentences that name documents back `Quyết định này` may reach.
_AS_FAR_BACK = 30
_ANY_DOCUMENT = "văn bản"
#: How the reasons of a preamble begin.
REASON = re.compile(r"[\s*_+-]*(?:căn c[ứú]|chiểu|xét|theo đề nghị|thực hiện)\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that names documents: its bounds, and the mentions from `first` up to `stop`.

    `about` is the mention of the document that `Quyết định này` in it means; at the sentence's
    beginning, these words reach up to `opening`.
    """

    begin: int
    end: int
    first: int
    stop: int
    about: tuple[int, ...] = ()
    opening: int = 0


@dataclass(frozen=True, slots=True)
class Passages:
    """A text cleaned, with the mentions' places in it and the sentences that hold them."""

    source: CleanText
    references: Sequence[Reference]
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]


def read_passages(text: str, references: Sequence[Reference]) -> Passages:
    """The sentences of a text that hold the references, which are in order."""
    source, spans = _cleaned(text, references)
    sentences: list[Sentence] = []
    for begin, end, first, stop in _bounds(source, spans):
        opened = _THIS.match(source.lower, begin, spans[first][0])
        meant = opened or _FROM_THEN.match(source.lower, spans[stop - 1][1], end)
        about = _antecedent(references, sentences, meant["type"]) if meant else ()
        opening = opened.end() if opened else begin
        sentences.append(Sentence(begin, end, first, stop, about, opening))
    return Passages(source, references, spans, tuple(sentences))


def _cleaned(
    text: str, references: Sequence[Reference]
) -> tuple[CleanText, tuple[tuple[int, int], ...]]:
    """The text cleaned piece by piece, so that the mentions' places in it are known."""
    pieces: list[str] = []
    spans, length, place = [], 0, 0
    for reference in references:
        before = clean(text[place : reference.start]).text
        named = clean(text[reference.start : reference.end]).text
        place = reference.end
        spans.append((length + len(before), length + len(before) + len(named)))
        length = spans[-1][1]
        pieces += (before, named)
    pieces.append(clean(text[place:]).text)
    return clean("".join(pieces)), tuple(spans)


def _bounds(
    source: CleanText, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    bounds = Sentences(source)
    first = 0
    for index, (_, end) in enumerate(spans):
        following = index + 1
        if following == len(spans) or bounds.start(spans[following][0]) >= end:
            yield bounds.start(spans[first][0]), bounds.end(end), first, following
            first = following


def _antecedent(
    references: Sequence[Reference], earlier: Sequence[Sentence], wanted: str
) -> tuple[int, ...]:
    """The mention of what `Quyết định này` means: of the type that is `wanted`, the last."""
    for sentence in reversed(earlier[-_AS_FAR_BACK:]):
        named = [
            index
            for index in (*sentence.about, *range(sentence.first, sentence.stop))
            if wanted in (_ANY_DOCUMENT, (references[index].type or "").lower())
        ]
        if named:
            issued = [index for index in named if references[index].relation == "issued"]
            about = [index for index in sentence.about if index in named]
            return _the_only(issued or about or named, references)
    return ()


def _the_only(named: list[int], references: Sequence[Reference]) -> tuple[int, ...]:
    """The first of these mentions, if all are of one document."""
    documents = {references[index].identifier or references[index].text for index in named}
    return (named[0],) if len(documents) == 1 else ()
