"""Documents: looking up by number, and everything known of one."""

from flask import Response, abort, request

from documents.tracing import trace
from search_ui import services
from search_ui.api.blueprint import as_json, blueprint
from search_ui.document_lookup import LOOKUP_PARAMETERS, look_up, lookup_request
from search_ui.parameters import InvalidParameterError, refuse_unknown
from search_ui.translating import gettext as _


@blueprint.get("/documents")
def documents() -> Response:
    """The documents that a number may mean, or near ones."""
    refuse_unknown(request.args, LOOKUP_PARAMETERS)
    wanted = lookup_request(request.args)
    if wanted.q is None:
        raise InvalidParameterError("q", "", _("cần số và ký hiệu văn bản, như 4204/KH-UBND"))
    with services.catalogue().session() as session:
        return as_json(look_up(session, wanted).to_json())


@blueprint.get("/documents/<path:key>")
def document(key: str) -> Response:
    """One document, as `congtin document --json` prints it; also by a key that was merged."""
    with services.catalogue().session() as session:
        traced = trace(session, key)
        if traced is None:
            abort(404)
        return as_json(traced.to_json())
