"""Found spans and references to documents, marked in text as it was published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archive.catalogue.tables import MentionRow
from indexer.search import Hit


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with the mention of a document that it is, if it is one."""

    text: str
    mention: MentionRow | None = None


def mark(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """`text`, escaped, with `<mark>` around the spans (in characters; they may overlap)."""
    written: list[str] = []
    position = 0
    for start, end in sorted(spans):
        start, end = max(start, position), min(end, len(text))
        if start >= end:
            continue
        written += (escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>")
        position = end
    written.append(escape(text[position:]))
    return Markup("".join(written))  # noqa: S704 # escaped above


def marked_headline(hit: Hit) -> Markup:
    """The headline of what was found, with what was found in it marked."""
    for highlight in hit.highlights:
        if highlight.field == "headline" and highlight.text == hit.headline:
            return mark(hit.headline, highlight.spans)
    return escape(hit.headline)


def pieces(text: str, mentions: Iterable[MentionRow], offset: int = 0) -> list[Piece]:
    """`text` cut at its mentions, whose offsets count from `offset` characters before it.

    Of mentions that overlap the first stays; one that reaches beyond the text is cut at its end.
    """
    cut: list[Piece] = []
    position = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        start = mention.start - offset
        end = min(mention.end - offset, len(text))
        if start < position or start >= end:
            continue
        if start > position:
            cut.append(Piece(text[position:start]))
        cut.append(Piece(text[start:end], mention))
        position = end
    if position < len(text):
        cut.append(Piece(text[position:]))
    return cut


def paragraphs(body: Sequence[str], mentions: Sequence[MentionRow]) -> list[list[Piece]]:
    """The body's paragraphs, each cut at its mentions (offsets count in `"\\n".join(body)`)."""
    cut: list[list[Piece]] = []
    offset = 0
    for paragraph in body:
        end = offset + len(paragraph)
        cut.append(pieces(paragraph, (m for m in mentions if offset <= m.start < end), offset))
        offset = end + 1
    return cut
