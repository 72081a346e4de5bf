"""The evidence there is of a document, the best first, and where it contradicts itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from archive.catalogue.tables import ArticleRow, LegislationRow, MentionRow
from documents.clues import body_of
from documents.disagreement import NAMED, contradictions
from documents.facts import DocumentFacts
from documents.laws import Law
from documents.sources import Mentioned, Sources


def gather_evidence(
    sources: Sources,
    facts: DocumentFacts,
    body: tuple[str, str] | None,
    law: Law | None = None,
) -> list[dict[str, Any]]:
    """The evidence of a document as JSON values; `body` is its body's key and name.

    Register entries come first, then the table of laws, the articles that announce it, how many
    articles mention it (and how many of them name its body), and last the contradictions.
    """
    evidence = [_registered(entry) for entry in sources.entries[:NAMED]]
    if law is not None and facts.title == law.name:
        evidence.append(
            {
                "kind": "law-table",
                "name": law.name,
                "identifier": law.identifier,
                "adopted": law.adopted,
            }
        )
    announcing = {article.id: (mention, article) for mention, article in sources.announcing}
    evidence += [_announced(mention, article) for mention, article in announcing.values()][:NAMED]
    if sources.mentions:
        evidence.append(_mentioned(sources, body[0] if body else None))
    return evidence + list(contradictions(sources, facts, body))


def _registered(entry: LegislationRow) -> dict[str, Any]:
    return {
        "kind": "register",
        "legislation_id": entry.id,
        "url": entry.url,
        "portal": entry.portal,
        "issued_on": entry.issued_on,
        "title": entry.title,
        "signer": entry.signer,
        "status": entry.status,
    }


def _announced(mention: MentionRow, article: ArticleRow) -> dict[str, Any]:
    """An article that reports the issuing, and how many days after the day that it gives for it."""
    found: dict[str, Any] = {
        "kind": "announcement",
        "article_id": article.id,
        "date_published": article.date_published,
    }
    if mention.issued_on and article.date_published:
        published = date.fromisoformat(article.date_published[:10])
        found["days_after"] = (published - date.fromisoformat(mention.issued_on)).days
    return found


def _mentioned(sources: Sources, body: str | None) -> dict[str, Any]:
    """How many articles mention it, and how many name `body`; of these only so many are `read`."""
    read = len({article.id for _, article in sources.mentions})
    return {
        "kind": "mentions",
        "articles": sources.articles,
        "naming_body": _naming(sources.mentions, body),
        **({"read": read} if read < sources.articles else {}),
    }


def _naming(mentions: Iterable[Mentioned], body: str | None) -> int:
    """How many of the articles name the body themselves, whatever portal they are on."""
    return len(
        {
            article.id
            for mention, article in mentions
            if (named := body_of(mention, None, article.date_published)) and named.key == body
        }
    )
