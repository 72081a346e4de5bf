"""What is about the same as one item."""

from flask import Response, abort, request

from archive.items import ItemType
from search_ui import services
from search_ui.api.blueprint import as_json
from search_ui.parameters import DEFAULT_ALIKE, MAX_SIZE, refuse_unknown, whole_number


def similar_items(item_type: ItemType, item_id: str | None) -> Response:
    """Articles and entries about the same, the most alike first; 404 where there is no item."""
    refuse_unknown(request.args, frozenset({"size"}))
    size = whole_number(request.args, "size", DEFAULT_ALIKE, 1, MAX_SIZE)
    if item_id is None:
        abort(404)
    hits = services.alike(item_type, item_id, size)
    return as_json({"hits": [hit.to_json() for hit in hits]})
