"""The evidence there is of a document, the best first, and where it contradicts itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from archive.catalogue.tables import ArticleRow, LegislationRow, MentionRow
from documents.bodies import identify_body
from documents.clues import body_of
from documents.facts import DocumentFacts, type_of
from documents.laws import Law
from documents.sources import Mentioned, Sources
from documents.titles import same_title

#: Articles (and entries of registers) named as evidence; the rest are counted.
NAMED = 5

#: A type that says nothing: whatever it is, it is a document.
_ANY_TYPE = "Văn bản"


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
    announcing = {article.id: article for _, article in sources.announcing}
    evidence += [
        {"kind": "announcement", "article_id": article.id, "date_published": article.date_published}
        for article in list(announcing.values())[:NAMED]
    ]
    if sources.mentions:
        evidence.append(
            {
                "kind": "mentions",
                "articles": sources.articles,
                "naming_body": _naming(sources.mentions, body[0] if body else None),
            }
        )
    return evidence + list(_contradictions(sources, facts, body))


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


def _naming(mentions: Iterable[Mentioned], body: str | None) -> int:
    """How many of the articles name the body themselves, whatever portal they are on."""
    return len(
        {
            article.id
            for mention, article in mentions
            if (named := body_of(mention, None, article.date_published)) and named.key == body
        }
    )


def _contradictions(
    sources: Sources, facts: DocumentFacts, body: tuple[str, str] | None
) -> Iterable[dict[str, Any]]:
    yield from _contradiction(
        "issued_on",
        sources,
        sources.days,
        lambda mention, _: mention.issued_on,
        [entry.issued_on for entry in sources.entries],
    )
    yield from _contradiction(
        "document_type",
        sources,
        Counter({t: n for t, n in sources.types.items() if t != _ANY_TYPE}),
        lambda mention, _: mention.type,
        [type_of(entry) for entry in sources.entries],
    )
    if body is not None:
        issuers = _issuers(sources, facts, body)
        yield from _contradiction("issuer", sources, Counter(issuers.values()), _of(issuers), [])
    titles = [entry.title for entry in sources.entries if entry.title]
    if titles and facts.told_title and not same_title(titles[0], facts.told_title):
        stated = Counter({facts.told_title: 1})
        yield from _contradiction("title", sources, stated, lambda *_: None, titles[:1])


def _contradiction(
    field: str,
    sources: Sources,
    stated: Counter[str],
    states: Callable[[MentionRow, ArticleRow], str | None],
    registers: Sequence[str | None],
) -> Iterable[dict[str, Any]]:
    """What is stated of a field, where not all state the same; articles are named that state it."""
    registered = Counter(value for value in registers if value)
    if len(stated.keys() | registered.keys()) < 2:
        return
    articles: dict[str, list[str]] = defaultdict(list)
    for mention, article in sources.mentions:
        value = states(mention, article)
        if value is None or value not in stated or article.id in articles[value]:
            continue
        if len(articles[value]) < NAMED:
            articles[value].append(article.id)
    found: dict[str, Any] = {
        "kind": "contradiction",
        "field": field,
        "stated": dict(stated.most_common()),
        "articles": dict(articles),
    }
    if registered:
        found["register"] = registered.most_common(1)[0][0]
    if len(registered) > 1:
        found["registers"] = dict(registered.most_common())
    yield found


def _issuers(sources: Sources, facts: DocumentFacts, body: tuple[str, str]) -> dict[int, str]:
    """The names of the bodies that mentions state in words, by the mentions' ids."""
    key, name = body
    stated: dict[int, str] = {}
    for mention, article in sources.mentions:
        day = mention.issued_on or facts.issued_on or article.date_published
        if mention.issuer and (found := identify_body(None, mention.issuer, article.province, day)):
            stated[mention.id] = name if found.key == key else found.name
    return stated


def _of(by_mention: dict[int, str]) -> Callable[[MentionRow, ArticleRow], str | None]:
    return lambda mention, _: by_mention.get(mention.id)
