"""The index's schema in Elasticsearch's terms: nothing that the smallest server lacks."""

from typing import Any

from indexer.schema import KEYWORD_FIELDS, NUMBER_FIELDS, TEXT_FIELDS

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # What is written shows when it is committed, not before.
    "refresh_interval": -1,
    # So far down a page may be asked for by its number; a cursor goes on without end.
    "max_result_window": 1_000_000,
}


def mapping() -> dict[str, Any]:
    """The mapping: `shown` (kept, not searched), and the fields of `indexer.schema`.

    Text comes as tokens joined by blanks, so the built-in analyzer `whitespace` is all it takes.
    """
    properties: dict[str, Any] = {"shown": {"type": "object", "enabled": False}}
    for name, positions in TEXT_FIELDS.items():
        option = "positions" if positions else "freqs"
        properties[name] = {"type": "text", "analyzer": "whitespace", "index_options": option}
    properties |= {name: {"type": "keyword"} for name in KEYWORD_FIELDS}
    properties |= {name: {"type": "long"} for name in NUMBER_FIELDS}
    return {"dynamic": "strict", "_source": {"includes": ["shown"]}, "properties": properties}
