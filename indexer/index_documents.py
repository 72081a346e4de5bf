"""From an item to its index document: what every engine is given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from indexer.analysing import Analysed, TextStreams, analyse, analysed, names
from indexer.indexed_items import IndexedItem, index_key
from indexer.ordering import date_order, published_at, tie_of
from indexer.schema import (
    ABSENT,
    ATTACHED,
    MAX_KEYWORD_CHARACTERS,
    PHRASE_STREAMS,
    STREAMS,
    text_field,
)
from vietnamese.caching import Cache
from vietnamese.normalizing import one_line


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An item as an engine takes it.

    `key` is `indexer.indexed_items.index_key`. `texts` holds, by text field, one text of tokens
    joined by blanks for each part of the item (no phrase crosses parts); `keywords` and `numbers`
    are by field too; `shown` is what hits and highlights are made of, plain JSON values.
    """

    key: str
    texts: Mapping[str, tuple[str, ...]]
    keywords: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    shown: Mapping[str, Any] = field(default_factory=dict)


def make_index_document(item: IndexedItem, tokens: str | None = None) -> IndexDocument:
    """The index document of an item, of which the tokens may be known."""
    key = index_key(item.type, item.id)
    moment = published_at(item.date)
    tie = tie_of(key)
    newest, oldest = date_order(moment, tie)
    numbers = {"newest": newest, "oldest": oldest, "tie": tie}
    if moment:
        numbers["day"] = moment.year * 10_000 + moment.month * 100 + moment.day
    return IndexDocument(
        key=key,
        texts=_texts(item, analysed(tokens or analyse(item.texts))),
        keywords=_keywords(
            type=[item.type],
            province=[item.province],
            department=[item.department],
            portal=[item.portal],
            section=[item.section],
            author=[item.author],
            document_type=[citation.document_type for citation in item.citations],
            document=[citation.document for citation in item.citations],
            identifier=[citation.identifier for citation in item.citations],
            own_identifier=[item.number or ABSENT],
            year=[f"{moment.year:04}"] if moment else [],
            month=[f"{moment.year:04}-{moment.month:02}"] if moment else [],
        ),
        numbers=numbers,
        shown=_shown(item),
    )


def _texts(item: IndexedItem, analysis: Analysed) -> dict[str, tuple[str, ...]]:
    texts = {
        text_field(ATTACHED, stream): _streams(analysis.attached, stream) or (ABSENT,)
        for stream in PHRASE_STREAMS
    }
    for stream in STREAMS:
        parts = _streams(analysis.running, stream)
        texts[text_field("headline", stream)] = parts[:1]
        texts[text_field("text", stream)] = parts
    for area, name in (("author_name", item.author), ("department_name", item.department)):
        if name:
            for stream in PHRASE_STREAMS:
                texts[text_field(area, stream)] = _streams((names[name],), stream)
    return texts


def _streams(texts: Iterable[TextStreams], stream: str) -> tuple[str, ...]:
    return tuple(map(attrgetter(stream), texts))


def _keywords(**values: Iterable[str | None]) -> dict[str, tuple[str, ...]]:
    """The values by field, each once in one form and cut to what an index takes.

    There is none for a field without.
    """
    cut = {
        name: tuple(dict.fromkeys(filter(None, map(_keyword.__getitem__, filter(None, of_field)))))
        for name, of_field in values.items()
    }
    return {name: of_field for name, of_field in cut.items() if of_field}


#: The forms of names of offices, kinds, years: the same again and again.
_keyword = Cache[str, str](lambda value: one_line(value)[:MAX_KEYWORD_CHARACTERS])


def _shown(item: IndexedItem) -> dict[str, Any]:
    return {
        "type": item.type,
        "id": item.id,
        "url": item.url,
        "headline": item.headline,
        "lead": item.lead,
        "body": item.body,
        "attached": [{"name": file.name, "text": file.text} for file in item.files],
        "date_published": item.date,
        "portal": item.portal,
        "province": item.province,
        "department": item.department,
        "section": item.section,
        "author": item.author,
        "identifier": item.identifier,
        "document_type": item.document_type,
    }
