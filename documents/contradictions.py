"""Where sources disagree about a document: what is claimed of it, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from documents.timeline import MentioningArticle, by_article
from documents.traces import DocumentTrace


@dataclass(frozen=True, slots=True)
class Claim:
    """A value, and who states it: registers (portals) and articles.

    `times` is how many mentions state it; the articles are named where the mentions tell which.
    """

    value: str
    registers: tuple[str, ...]
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
    field, stated = item["field"], item.get("stated") or {}
    registered: dict[str, list[str]] = {}
    for entry in trace.register:
        if value := getattr(entry, field, None):
            registered.setdefault(value, []).append(entry.portal or entry.url)
    if item.get("register"):
        registered.setdefault(item["register"], [])
    claims = [
        Claim(
            value,
            tuple(dict.fromkeys(registered.get(value, ()))),
            tuple(by_article([m for m in trace.mentions if getattr(m, field, None) == value])),
            stated.get(value, 0),
        )
        for value in dict.fromkeys([*registered, *stated])
    ]
    return tuple(claims)
