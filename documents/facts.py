"""What the mentions of a document, taken together, say of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from archive.catalogue.tables import ArticleRow, MentionRow
from documents.keys import law_name
from documents.titles import title_after

#: Articles named as evidence; the rest are counted.
NAMED = 5


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The stated facts of a document and the evidence for them."""

    identifier: str | None
    document_type: str | None
    issued_on: str | None
    title: str | None
    evidence: list[Any]


def gather_facts(mentioned: Sequence[tuple[MentionRow, ArticleRow]]) -> DocumentFacts:
    """The facts that most of the mentions agree on, those that announce the document first.

    Raises:
        ValueError: there is no mention.
    """
    if not mentioned:
        raise ValueError("a document without a mention has no facts")
    announcing = [(m, a) for m, a in mentioned if m.relation == "issued"]
    mentions = [mention for mention, _ in mentioned]
    days = Counter(m.issued_on for m in mentions if m.issued_on)
    return DocumentFacts(
        identifier=_most_common(m.identifier for m in mentions),
        document_type=_most_common(m.type for m in mentions),
        issued_on=_most_common(m.issued_on for m, _ in announcing) or _most_common(days.elements()),
        title=_title(announcing) or _title(mentioned),
        evidence=_evidence(announcing, mentioned, days),
    )


def _title(mentioned: Sequence[tuple[MentionRow, ArticleRow]]) -> str | None:
    if mentioned and mentioned[0][0].kind == "law-by-name":
        return law_name(mentioned[0][0].text)
    return _most_common(title_after(_text(m, a), m.end) for m, a in mentioned)


def _text(mention: MentionRow, article: ArticleRow) -> str:
    if mention.field == "body":
        return "\n".join(article.body)
    return (article.lead or "") if mention.field == "lead" else article.headline


def _evidence(
    announcing: Sequence[tuple[MentionRow, ArticleRow]],
    mentioned: Sequence[tuple[MentionRow, ArticleRow]],
    days: Counter[str],
) -> list[Any]:
    evidence: list[Any] = [
        {"kind": "announcement", "article_id": article.id, "date_published": article.date_published}
        for article in list({a.id: a for _, a in announcing}.values())[:NAMED]
    ]
    evidence.append({"kind": "mentions", "articles": len({a.id for _, a in mentioned})})
    if len(days) > 1:
        evidence.append({"kind": "contradiction", "field": "issued_on", "stated": dict(days)})
    return evidence


def _most_common(values: Iterable[str | None]) -> str | None:
    """The value stated most often, of several the one stated first."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else None
