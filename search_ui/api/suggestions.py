"""What a person who has begun to type may mean: documents, offices, headlines."""

from flask import Response, request

from search_ui import services
from search_ui.api.blueprint import as_json, blueprint
from search_ui.parameters import MAX_QUERY_CHARACTERS, refuse_unknown, text
from search_ui.suggesting import suggestions


@blueprint.get("/suggest")
def suggest() -> Response:
    """A few suggestions for `q` of each kind, with the address that each leads to."""
    refuse_unknown(request.args, frozenset({"q"}))
    typed = text(request.args, "q", MAX_QUERY_CHARACTERS) or ""
    with services.catalogue().session() as session:
        return as_json({"suggestions": suggestions(session, typed)})
