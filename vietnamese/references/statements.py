"""What a text says that one document does to another, told from the sentences that name both."""

import re
from collections.abc import Sequence

from vietnamese.references.doing import SentenceReader, Statement
from vietnamese.references.model import Reference
from vietnamese.references.passages import REASON, Passages, Sentence, read_passages

__all__ = ["Statement", "find_statements"]

#: A line in capitals that parts a preamble from what it leads to: `QUYẾT ĐỊNH:`.
_HEADING = re.compile(r"[^a-zà-ỹđ]{0,80}")


def find_statements(text: str, references: Sequence[Reference]) -> list[Statement]:
    """What the text says that the documents named by `references`, which are in order, do.

    It says so in one sentence that names both; in one that begins with `Quyết định này`; or in the
    reasons that stand directly before the issuing or after it, a paragraph each.
    """
    if len(references) < 2:
        return []
    passages = read_passages(text, references)
    found: dict[Statement, None] = {}
    reasons: list[int] = []
    issued: tuple[int, ...] = ()
    last: Sentence | None = None
    for sentence in passages.sentences:
        if last is not None and not _adjoins(passages, last, sentence):
            _give(passages, found, issued, reasons)
            reasons, issued = [], ()
        reader = SentenceReader(passages, sentence, reasons, found)
        reader.read()
        if reader.is_reason():
            reasons = [*reasons, *reader.reading.waiting]
        else:
            if not reader.issued():
                _give(passages, found, issued, reasons)
            reasons, issued = [], reader.issued() or _headed(passages, sentence)
        last = sentence
    _give(passages, found, issued, reasons)
    return list(found)


def _give(
    passages: Passages,
    found: dict[Statement, None],
    issued: Sequence[int],
    reasons: Sequence[int],
) -> None:
    """Let the documents that were issued just before have the reasons that follow."""
    for subject in issued:
        for reason in reasons:
            found[Statement(subject, passages.references[reason].relation, reason)] = None


def _headed(passages: Passages, sentence: Sentence) -> tuple[int, ...]:
    """The document whose own text this is: the text begins with its type and number."""
    if sentence.first or passages.source.text[: passages.spans[0][0]].strip():
        return ()
    return (0,) if passages.references[0].relation_role != "target" else ()


def _adjoins(passages: Passages, last: Sentence, sentence: Sentence) -> bool:
    """Whether nothing but more reasons and headings stands between two sentences."""
    between = passages.source.text[last.end : sentence.begin]
    lines = between.lstrip(".;:!?”\"')").splitlines()
    return all(REASON.match(line.lower()) or _HEADING.fullmatch(line) for line in lines)
