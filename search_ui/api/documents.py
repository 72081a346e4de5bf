"""Documents: looking up by number, alone or in a list, and everything known of one."""

import json
from typing import Any

from flask import Response, abort, request

from documents.tracing import trace
from search_ui import services
from search_ui.api.blueprint import as_json, blueprint
from search_ui.document_list import MOST_LINES, list_documents
from search_ui.document_lookup import LOOKUP_PARAMETERS, look_up, lookup_request
from search_ui.parameters import InvalidParameterError, refuse_unknown, whole_number
from search_ui.translating import gettext as _

#: A list's size in bytes: a thousand lines of some three hundred letters.
MOST_BYTES = 1024 * 1024

#: Articles whose mentions of a document come with it, and the most that may be asked for.
DEFAULT_ARTICLES = 500
MOST_ARTICLES = 1000


@blueprint.get("/documents")
def documents() -> Response:
    """The documents that a number may mean, or near ones; of what is no number also articles."""
    refuse_unknown(request.args, LOOKUP_PARAMETERS)
    wanted = lookup_request(request.args)
    if wanted.q is None:
        raise InvalidParameterError("q", "", _("cần số và ký hiệu văn bản, như 4204/KH-UBND"))
    with services.catalogue().session() as session:
        return as_json(look_up(session, wanted).to_json())


@blueprint.post("/documents/lookup")
def lookup() -> Response:
    """What each text of a JSON list means: found, ambiguous or unknown, in the list's order."""
    refuse_unknown(request.args, frozenset())
    request.max_content_length = MOST_BYTES
    lines = _lines(request.get_data())
    with services.catalogue().session() as session:
        rows = list_documents(session, lines)
    return as_json({"results": [row.to_json() for row in rows]})


def _lines(body: bytes) -> list[str]:
    """The list of texts that a request brought; raises `InvalidParameterError`."""
    try:
        given: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _not_a_list(body, _("không đọc được: %(error)s", error=error)) from None
    if not isinstance(given, list):
        raise _not_a_list(body, _("không phải danh sách"))
    if len(given) > MOST_LINES:
        raise _not_a_list(body, _("nhiều quá %(most)s dòng", most=MOST_LINES))
    for place, item in enumerate(given):
        if not isinstance(item, str) or not _is_unicode(item):
            raise _not_a_list(body, _("mục %(place)s không phải chuỗi ký tự", place=place))
    return given


def _is_unicode(text: str) -> bool:
    """JSON can write half a character (`"\\ud800"`), which is no text."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _not_a_list(body: bytes, reason: str) -> InvalidParameterError:
    expected = _('cần danh sách JSON các số văn bản, như ["4204/KH-UBND"]; %(why)s', why=reason)
    return InvalidParameterError("body", body[:40].decode(errors="replace"), expected)


@blueprint.get("/documents/<path:key>")
def document(key: str) -> Response:
    """One document, as `congtin document --json` prints it; also by a key that was merged.

    `page` and `size` (in articles) are for the mentions, of which a law has tens of thousands.
    """
    refuse_unknown(request.args, frozenset({"page", "size"}))
    size = whole_number(request.args, "size", DEFAULT_ARTICLES, 1, MOST_ARTICLES)
    page = whole_number(request.args, "page", 1, 1, 1_000_000)
    with services.catalogue().session() as session:
        traced = trace(session, key, skip=(page - 1) * size, most=size)
    if traced is None:
        abort(404)
    return as_json(traced.to_json())
