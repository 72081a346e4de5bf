"""The index's schema in Elasticsearch's terms: nothing that the smallest server lacks."""

import hashlib
from typing import Any

from indexer.engines.server_options import ServerOptions
from indexer.schema import KEYWORD_FIELDS, NUMBER_FIELDS, PRESENCE_FIELDS, TEXT_FIELDS

#: Longer ids than this many bytes Elasticsearch does not take.
MAX_ID_BYTES = 512

_PRESENCE = {
    "type": "text",
    "analyzer": "whitespace",
    "index_options": "docs",
    "norms": False,
    "similarity": "presence",
}


def settings(options: ServerOptions) -> dict[str, Any]:
    """The settings of an index that is begun now."""
    return {
        "number_of_shards": options.shards,
        **replica_settings(options),
        # What is written shows when it is committed, not before.
        "refresh_interval": -1,
        # So far down a page may be asked for by its number; a cursor goes on without end.
        "max_result_window": 1_000_000,
        # With k1 of 0, BM25 is the inverse document frequency of a term that is there.
        "similarity": {"presence": {"type": "BM25", "k1": 0, "b": 0}},
    }


def replica_settings(options: ServerOptions) -> dict[str, Any]:
    """The settings of an index that can be changed while it is used."""
    if options.replicas is None:
        return {"auto_expand_replicas": "0-1"}
    return {"auto_expand_replicas": False, "number_of_replicas": options.replicas}


def mapping() -> dict[str, Any]:
    """The mapping: `shown` (kept, not searched), and the fields of `indexer.schema`.

    Text comes as tokens joined by blanks, so the built-in analyzer `whitespace` is all it takes.
    """
    properties: dict[str, Any] = {"shown": {"type": "object", "enabled": False}}
    for name, positions in TEXT_FIELDS.items():
        option = "positions" if positions else "freqs"
        properties[name] = {"type": "text", "analyzer": "whitespace", "index_options": option}
    for name in PRESENCE_FIELDS:
        properties[name]["fields"] = {"presence": _PRESENCE}
    properties |= {name: {"type": "keyword"} for name in KEYWORD_FIELDS}
    properties |= {name: {"type": "long"} for name in NUMBER_FIELDS}
    return {"dynamic": "strict", "_source": {"includes": ["shown"]}, "properties": properties}


def presence(field: str) -> str:
    """Where Elasticsearch keeps which tokens of a text field an item has at all."""
    return f"{field}.presence"


def document_id(key: str) -> str:
    """The id of an item's document: its index key, unless Elasticsearch would not take that."""
    if len(key.encode()) <= MAX_ID_BYTES:
        return key
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
