"""What is said of a document in words: who issued it and when, how others stand to it."""

from collections.abc import Sequence

from documents import words
from documents.traces import DocumentSummary, TracedBody
from search_ui.formatting import day
from search_ui.labels import DOCUMENT_RELATION_LABELS
from search_ui.neighbours import CO_CITED, Tie
from search_ui.relation_graph import Words
from search_ui.translating import gettext as _


def tie_label(tie: Tie) -> str:
    """How the document stands to another: `Căn cứ vào`, `Bị thay thế bởi`, `Được dẫn cùng`."""
    if tie.relation == CO_CITED:
        return _("Được dẫn cùng")
    return str(DOCUMENT_RELATION_LABELS[tie.relation, tie.outgoing])


def body_history(body: TracedBody) -> str:
    """`từ 1/3/2025; đến 30/6/2025; trước là …; nay là …`; empty where nothing of it is known."""
    return "; ".join(
        _(phrase.text, day=day(phrase.day), names=phrase.names, more=phrase.more)
        for phrase in words.body_history(body)
    )


def claim_value(field: str, value: str) -> str:
    """What is claimed of a fact, days written as days."""
    return day(value) if field.endswith("_on") else value


def when(document: DocumentSummary) -> str:
    """The day of issue, or the year, or that neither is known."""
    if document.issued_on:
        return day(document.issued_on)
    return str(document.year) if document.year else _("không rõ năm")


def full_name(document: DocumentSummary) -> str:
    """`Kế hoạch 4204/KH-UBND, UBND tỉnh Kon Tum, 11/12/2022`: names it where nothing else does."""
    if document.identifier:
        name = " ".join(filter(None, (document.document_type, document.identifier)))
    else:
        name = document.title or document.document_type or document.key
    return ", ".join(filter(None, (name, document.body_name, when(document))))


def _details(document: DocumentSummary, also: Sequence[Tie]) -> list[str]:
    parts = (str(document.year) if document.year else None, document.body_name)
    told = " · ".join(part for part in parts if part)
    return [line for line in (told, *(_("cũng: %(tie)s", tie=tie_label(t)) for t in also)) if line]


def _group(tie: Tie, drawn: int, known: int) -> str:
    return f"{tie_label(tie)} ({drawn}/{known})" if drawn < known else tie_label(tie)


#: What the graph says.
GRAPH_WORDS = Words(group=_group, details=_details)
