"""What the API answers, as JSON Schema: of the data classes that answers are made from."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from archive.health import STATE_WORDS
from archive.items import Article, Legislation
from documents.laws import Law
from documents.traces import DocumentSummary, DocumentTrace
from indexer.search import Hit, SearchAnswer
from search_ui.document_list import ListedDocument
from vietnamese.references.model import Reference

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
MOMENT: Schema = {"type": "string", "format": "date-time"}

_COMPONENTS = "#/components/schemas/"

#: Fields that an answer leaves out where there is nothing to say.
_LEFT_OUT = {"Highlight": {"attachment"}, "Found": {"more"}, "Near": {"laws", "others", "more"}}

_CLASSES: tuple[type, ...] = (
    SearchAnswer,
    Hit,
    Article,
    Reference,
    Legislation,
    DocumentSummary,
    DocumentTrace,
    Law,
    ListedDocument,
)


def ref(name: str) -> Schema:
    """A schema that is described by itself."""
    return {"$ref": _COMPONENTS + name}


def listed(schema: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": schema}


def optional(schema: Schema) -> Schema:
    """This or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def an_object(properties: Schema, left_out: frozenset[str] | set[str] = frozenset()) -> Schema:
    """An object with these fields and no others, all there but those that may be left out."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in left_out],
        "additionalProperties": False,
    }


@cache
def components() -> dict[str, Schema]:
    """The schemas that others refer to, by their names."""
    _, made = TypeAdapter.json_schemas(
        [(kind.__name__, "serialization", TypeAdapter(kind)) for kind in _CLASSES],
        ref_template=_COMPONENTS + "{model}",
    )
    schemas = {name: _strict(name, schema) for name, schema in made["$defs"].items()}
    return dict(sorted((_by_hand(schemas) | schemas).items()))


def _strict(name: str, schema: Schema) -> Schema:
    """A data class, every field of which is there: `asdict` leaves nothing out."""
    properties = schema.get("properties", {})
    for field in properties.values():
        field.pop("title", None)
        field.pop("default", None)
    return an_object(properties, _LEFT_OUT.get(name, frozenset()))


def _by_hand(schemas: dict[str, Schema]) -> dict[str, Schema]:
    """What answers make of the data classes, which their `to_json` say."""
    of = {name: schema["properties"] for name, schema in schemas.items()}
    mention = {"field": of["Mention"]["field"], **of["Reference"]}
    of["Mention"].clear()
    of["Mention"].update(mention)
    schemas["Mention"] = an_object(of["Mention"])
    for name, kind in (("Article", "NewsArticle"), ("Legislation", "Legislation")):
        schemas[name] = an_object({"type": {"const": kind}, **of[name]})
    trace = dict(of["DocumentTrace"])
    del trace["document"]
    schemas["DocumentTrace"] = an_object({**of["DocumentSummary"], **trace})
    schemas["ListedDocument"] = an_object({**of["ListedDocument"], "key": optional(TEXT)})
    for unused in ("Reference", "Relating"):
        schemas.pop(unused, None)
    summaries = listed(ref("DocumentSummary"))
    return {
        "Found": an_object({"candidates": summaries, "more": NUMBER}, _LEFT_OUT["Found"]),
        "Near": an_object(
            {
                "near": summaries,
                "laws": listed(ref("Law")),
                "others": summaries,
                "more": NUMBER,
                "articles": listed(ref("Hit")),
            },
            _LEFT_OUT["Near"] | {"articles"},
        ),
        "Version": an_object(
            {
                "number": NUMBER,
                "seen_at": MOMENT,
                "last_seen": MOMENT,
                "content_digest": TEXT,
                "snapshot": optional(NUMBER),
                "content": {"type": "object"},
            }
        ),
        "Snapshot": an_object(
            {
                "id": NUMBER,
                "url": TEXT,
                "fetched_at": MOMENT,
                "status": optional(NUMBER),
                "content_type": optional(TEXT),
                "payload_digest": optional(TEXT),
                "record_type": TEXT,
                "record_id": TEXT,
                "warc": TEXT,
                "offset": NUMBER,
                "length": NUMBER,
                "refers_to": optional(NUMBER),
            }
        ),
        "Suggestion": an_object(
            {
                "kind": {"enum": ["document", "department", "author", "article", "entry"]},
                "text": TEXT,
                "detail": optional(TEXT),
                "url": TEXT,
            }
        ),
        "Run": an_object(
            {
                "kind": TEXT,
                "started_at": MOMENT,
                "finished_at": optional(MOMENT),
                "outcome": optional(TEXT),
                "counts": {"type": "object", "additionalProperties": NUMBER},
                "reason": optional(TEXT),
            }
        ),
        "Portal": an_object(
            {
                "name": TEXT,
                "title": optional(TEXT),
                "province": optional(TEXT),
                "department": optional(TEXT),
                "platform": optional(TEXT),
                "articles": NUMBER,
                "legislation": NUMBER,
                "gone": NUMBER,
                "snapshots": NUMBER,
                "newest": optional(TEXT),
                "last_run": optional(ref("Run")),
            }
        ),
        "PortalHealth": an_object(
            {
                "name": TEXT,
                "title": TEXT,
                "healthy": {"type": "boolean"},
                "state": {"enum": list(STATE_WORDS)},
                "reasons": listed(
                    an_object({"kind": TEXT, "text": TEXT, "values": {"type": "object"}})
                ),
                "since": optional(MOMENT),
                "judged_at": optional(MOMENT),
                "last_run": optional(ref("Run")),
            }
        ),
        "Change": an_object(
            {
                "type": {"enum": ["NewsArticle", "Legislation"]},
                "id": TEXT,
                "kind": TEXT,
                "at": MOMENT,
                "until": optional(MOMENT),
                "version": optional(NUMBER),
                "title": TEXT,
                "portal": optional(TEXT),
                "province": optional(TEXT),
                "department": optional(TEXT),
                "fields": listed(TEXT),
                "excerpts": listed(ref("Excerpt")),
                "page": TEXT,
            }
        ),
        "Excerpt": an_object(
            {"field": TEXT, "runs": listed(an_object({"change": TEXT, "text": TEXT}))}
        ),
        "Problem": {
            "type": "object",
            "properties": {
                "type": TEXT,
                "title": TEXT,
                "status": NUMBER,
                "detail": TEXT,
                "parameter": TEXT,
                "value": TEXT,
            },
            "required": ["type", "title", "status", "detail"],
        },
    }
