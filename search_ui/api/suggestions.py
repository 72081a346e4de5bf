"""What a person who has begun to type may mean: documents, offices, headlines."""

from flask import Response, request

from search_ui import services
from search_ui.api.blueprint import as_json, blueprint
from search_ui.parameters import refuse_unknown, typed
from search_ui.suggesting import suggestions


@blueprint.get("/suggest")
def suggest() -> Response:
    """A few suggestions for `q` of each kind, with the address that each leads to."""
    refuse_unknown(request.args, frozenset({"q"}))
    with services.catalogue().session() as session:
        return as_json({"suggestions": suggestions(session, typed(request.args))})
