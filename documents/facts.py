"""What the mentions of a document, taken together, say of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.catalogue.tables import ArticleRow, MentionRow
from documents.keys import law_name
from documents.laws import Law
from documents.titles import announced_title, title_after

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


def gather_facts(
    mentioned: Sequence[tuple[MentionRow, ArticleRow]],
    following: Mapping[int, str],
    law: Law | None = None,
) -> DocumentFacts:
    """The facts that most of the mentions agree on, those that announce the document first.

    `following` is the text after mentions, by their ids. What the table of laws has of the document
    is taken from there.

    Raises:
        ValueError: there is no mention.
    """
    if not mentioned:
        raise ValueError("a document without a mention has no facts")
    announcing = [(m, a) for m, a in mentioned if m.relation == "issued"]
    mentions = [mention for mention, _ in mentioned]
    days = Counter(m.issued_on for m in mentions if m.issued_on)
    document_type = _most_common(m.type for m in mentions)
    evidence = _evidence(announcing, mentioned, days)
    # The National Assembly numbers its laws and its resolutions apart: there are two of a number.
    if law is not None and document_type != "Nghị quyết":
        return DocumentFacts(law.identifier, law.type, law.adopted, law.name, evidence)
    return DocumentFacts(
        identifier=_most_common(m.identifier for m in mentions),
        document_type=document_type,
        issued_on=_most_common(m.issued_on for m, _ in announcing) or _most_common(days.elements()),
        title=_title(mentions, following),
        evidence=evidence,
    )


def _title(mentions: Sequence[MentionRow], following: Mapping[int, str]) -> str | None:
    if mentions[0].kind == "law-by-name":
        return law_name(mentions[0].text)
    after = [(m, following[m.id]) for m in mentions if m.id in following]
    announced = _most_common(announced_title(text) for m, text in after if m.relation == "issued")
    return announced or _most_common(title_after(text) for _, text in after)


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
