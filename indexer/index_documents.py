"""From an article to its index document: what every engine is given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.items import Article
from indexer.ordering import date_order, published_at, tie_of
from indexer.schema import (
    MAX_KEYWORD_CHARACTERS,
    MAX_TOKEN_CHARACTERS,
    PHRASE_STREAMS,
    STREAMS,
    text_field,
)
from vietnamese.analysis import TokenStreams, analyze


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that an article cites.

    `identifier` is a look-up key (`identifier_key`), `document` the key of the document it was
    resolved to; each null where there is none.
    """

    identifier: str | None
    document: str | None
    document_type: str | None


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article as an engine takes it.

    `texts` holds, by text field, one text of tokens joined by blanks for each part of the article
    (no phrase crosses parts); `keywords` and `numbers` are by field too; `shown` is what hits and
    highlights are made of, plain JSON values.
    """

    id: str
    texts: Mapping[str, tuple[str, ...]]
    keywords: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    shown: Mapping[str, Any] = field(default_factory=dict)


def make_index_document(article: Article, citations: Iterable[Citation]) -> IndexDocument:
    """The index document of an article with the documents that it cites."""
    headline = analyze(article.headline)
    parts = [headline, *(analyze(text) for text in (article.lead, article.text) if text)]
    names = {"author_name": article.author, "department_name": article.department}
    texts = {
        **_streams("headline", STREAMS, [headline]),
        **_streams("text", STREAMS, parts),
    }
    for area, name in names.items():
        if name:
            texts |= _streams(area, PHRASE_STREAMS, [analyze(name)])
    moment = published_at(article.date_published)
    tie = tie_of(article.id)
    newest, oldest = date_order(moment, tie)
    numbers = {"newest": newest, "oldest": oldest, "tie": tie}
    if moment:
        numbers["day"] = moment.year * 10_000 + moment.month * 100 + moment.day
    citations = list(citations)
    return IndexDocument(
        id=article.id,
        texts=texts,
        keywords=_keywords(
            province=[article.province],
            department=[article.department],
            portal=[article.portal],
            section=[article.section],
            author=[article.author],
            document_type=[citation.document_type for citation in citations],
            document=[citation.document for citation in citations],
            identifier=[citation.identifier for citation in citations],
            year=[f"{moment.year:04}"] if moment else [],
            month=[f"{moment.year:04}-{moment.month:02}"] if moment else [],
        ),
        numbers=numbers,
        shown=_shown(article),
    )


def _streams(
    area: str, streams: Iterable[str], parts: Iterable[TokenStreams]
) -> dict[str, tuple[str, ...]]:
    parts = list(parts)
    return {
        text_field(area, stream): tuple(_joined(getattr(part, stream)) for part in parts)
        for stream in streams
    }


def _joined(tokens: Iterable[str]) -> str:
    return " ".join([token for token in tokens if len(token) <= MAX_TOKEN_CHARACTERS])


def _keywords(**values: Iterable[str | None]) -> dict[str, tuple[str, ...]]:
    """The values by field, each once and cut to what an index takes; none for a field without."""
    cut = {
        name: tuple(dict.fromkeys(v[:MAX_KEYWORD_CHARACTERS] for v in of_field if v))
        for name, of_field in values.items()
    }
    return {name: of_field for name, of_field in cut.items() if of_field}


def _shown(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "headline": article.headline,
        "lead": article.lead or "",
        "body": article.text,
        "date_published": article.date_published,
        "portal": article.portal,
        "province": article.province,
        "department": article.department,
        "section": article.section,
        "author": article.author,
    }
