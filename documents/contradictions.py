"""Where sources disagree about a document: what is claimed of it, and by whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from documents.timeline import MentioningArticle, by_article
from documents.traces import DocumentTrace


@dataclass(frozen=True, slots=True)
class Claim:
    """A value, and who states it: portals in their registers, articles, in so many mentions.

    `registered` is how many register entries state it; portals and articles are named where the
    trace tells which they are.
    """

    value: str
    registered: int
    portals: tuple[str, ...]
    articles: tuple[MentioningArticle, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A fact (`issued_on`, `document_type`, `title` …) and the claims about it."""

    field: str
    claims: tuple[Claim, ...]


def contradictions(trace: DocumentTrace) -> list[Contradiction]:
    """The contradictions among the evidence of `trace`; claims of registers come first."""
    return [
        Contradiction(item["field"], _claims(trace, item))
        for item in trace.evidence
        if item["kind"] == "contradiction"
    ]


def _claims(trace: DocumentTrace, item: Mapping[str, Any]) -> tuple[Claim, ...]:
    field, stated, named = item["field"], item["stated"], item.get("articles", {})
    entries = item.get("entries", {})
    registered = item.get("registers") or ({item["register"]: 1} if "register" in item else {})
    return tuple(
        Claim(
            value,
            registered.get(value, 0),
            _portals(trace, field, value, entries.get(value, ())) if value in registered else (),
            _articles(trace, field, value, named.get(value, ())),
            stated.get(value, 0),
        )
        for value in dict.fromkeys([*registered, *stated])
    )


def _portals(
    trace: DocumentTrace, field: str, value: str, named: Collection[str]
) -> tuple[str, ...]:
    """The portals whose entries the evidence names, and all others whose entries have just this."""
    saying = [
        entry
        for entry in trace.register
        if entry.legislation_id in named or getattr(entry, field, None) == value
    ]
    return tuple(dict.fromkeys(entry.portal or entry.url for entry in saying))


def _articles(
    trace: DocumentTrace, field: str, value: str, named: Collection[str]
) -> tuple[MentioningArticle, ...]:
    """The articles that the evidence names, and all others whose mentions state just this."""
    return tuple(
        by_article(
            [
                mention
                for mention in (*trace.mentions, *trace.evidence_mentions)
                if mention.article_id in named or getattr(mention, field, None) == value
            ]
        )
    )
