"""Where the sources of a document contradict one another, as its evidence keeps it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from documents.bodies import identify_body
from documents.clues import credible_day
from documents.facts import ANY_TYPE, DocumentFacts, type_of
from documents.sources import Sources
from documents.title_agreement import same_title
from vietnamese.folding import fold

#: Articles (and entries of registers) named as evidence; the rest are counted.
NAMED = 5


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is stated of a fact: how often by mentions, and which items state it.

    `entries` are the values of register entries, `mentions` those of mentions, by their ids.
    """

    field: str
    times: Mapping[str, int]
    mentions: Mapping[int, str]
    entries: Mapping[str, str]


def contradictions(
    sources: Sources, facts: DocumentFacts, body: tuple[str, str] | None
) -> Iterator[dict[str, Any]]:
    """The facts that not all sources state alike, as JSON values; `body` is its key and name.

    Each has what mentions state (`stated`: a value, how often) and in which `articles`, which value
    most registers have (`register`, with the `entries` that have each), and how many have which
    where they do not agree (`registers`). Of the title only what registers have and what articles
    take together is held against one another: a title that one article gives may be half of it.
    """
    for stated in (
        _days(sources),
        _types(sources),
        _issuers(sources, facts, body),
        _signers(sources),
        _titles(sources, facts),
    ):
        registered = Counter(stated.entries.values())
        if len(stated.times.keys() | registered.keys()) < 2:
            continue
        yield _contradiction(sources, stated, registered)


def _contradiction(sources: Sources, stated: _Stated, registered: Counter[str]) -> dict[str, Any]:
    articles = (
        (stated.mentions[mention.id], article.id)
        for mention, article in sources.mentions
        if stated.mentions.get(mention.id) in stated.times
    )
    found: dict[str, Any] = {
        "kind": "contradiction",
        "field": stated.field,
        "stated": dict(Counter(stated.times).most_common()),
        "articles": _named(articles),
    }
    if registered:
        found["register"] = registered.most_common(1)[0][0]
        found["entries"] = _named((value, entry) for entry, value in stated.entries.items())
    if len(registered) > 1:
        found["registers"] = dict(registered.most_common())
    return found


def _named(stating: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The first few that state each value, by the value."""
    named: dict[str, list[str]] = {}
    for value, item_id in dict.fromkeys(stating):
        if len(named.setdefault(value, [])) < NAMED:
            named[value].append(item_id)
    return named


def _days(sources: Sources) -> _Stated:
    return _Stated(
        "issued_on",
        sources.days,
        {m.id: m.issued_on for m, _ in sources.mentions if m.issued_on},
        {entry.id: entry.issued_on for entry in sources.entries if entry.issued_on},
    )


def _types(sources: Sources) -> _Stated:
    return _Stated(
        "document_type",
        {name: times for name, times in sources.types.items() if name != ANY_TYPE},
        {m.id: m.type for m, _ in sources.mentions if m.type},
        {entry.id: kind for entry in sources.entries if (kind := type_of(entry))},
    )


def _issuers(sources: Sources, facts: DocumentFacts, body: tuple[str, str] | None) -> _Stated:
    """The names of the bodies that are stated in words, in the mentions that were read."""
    if body is None:
        return _Stated("issuer", {}, {}, {})
    mentions: dict[int, str] = {}
    for mention, article in sources.mentions:
        published = article.date_published
        day = credible_day(mention.issued_on or facts.issued_on, published) or published
        if name := _issuer(mention.issuer, article.province, day, body):
            mentions[mention.id] = name
    entries: dict[str, str] = {}
    for entry in sources.entries:
        if name := _issuer(entry.issuer, entry.province, entry.issued_on or facts.issued_on, body):
            entries[entry.id] = name
    return _Stated("issuer", Counter(mentions.values()), mentions, entries)


def _issuer(
    stated: str | None, province: str | None, day: str | None, body: tuple[str, str]
) -> str | None:
    """The name of the body that is stated; that of the document's `body` where it is this one."""
    found = identify_body(None, stated, province, day) if stated else None
    if found is None:
        return None
    key, name = body
    return name if found.key == key else found.name


def _signers(sources: Sources) -> _Stated:
    """Who signed it; only registers tell."""
    signers = {entry.id: entry.signer for entry in sources.entries if entry.signer}
    return _Stated("signer", {}, {}, _alike(signers, _same_person))


def _same_person(one: str, other: str) -> bool:
    """Whether a name is the other's, with or without the office that the person holds."""
    mine, others = set(fold(one).split()), set(fold(other).split())
    return mine <= others or others <= mine


def _titles(sources: Sources, facts: DocumentFacts) -> _Stated:
    """What registers have, and beside it what articles agree on."""
    registered = {entry.id: entry.title for entry in sources.entries if entry.title}
    entries = _alike(registered, same_title)
    told = facts.told_title
    if told is None or not entries:
        return _Stated("title", {}, {}, entries)
    telling = [m for m, title in facts.told_by.items() if same_title(told, title)]
    value = next((title for title in entries.values() if same_title(told, title)), told)
    return _Stated("title", {value: len(telling)}, dict.fromkeys(telling, value), entries)


def _alike(values: Mapping[str, str], same: Callable[[str, str], bool]) -> dict[str, str]:
    """For each value, by its id, the most frequent of those that say the same."""
    kept: list[str] = []
    for value, _ in Counter(values.values()).most_common():
        if not any(same(value, other) for other in kept):
            kept.append(value)
    return {
        item_id: next(other for other in kept if same(value, other))
        for item_id, value in values.items()
    }
