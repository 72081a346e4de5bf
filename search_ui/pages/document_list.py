"""A pasted list of document numbers, looked up: a table, to read here or to take away."""

from http import HTTPStatus

from flask import Response, render_template, request

from search_ui import document_labels, services
from search_ui.document_list import MOST_LINES, lines_of, list_documents, to_csv
from search_ui.pages.documents import blueprint

#: Enough for a thousand lines of Vietnamese, whose letters take up to nine bytes each in a form.
MOST_BYTES = 1024 * 1024


@blueprint.route("/documents/list", methods=["GET", "POST"])
def document_list() -> Response:
    """The form, and below it what the lines mean; with `format=csv` the table as a file.

    There is no file of a list that is too long: a table tells nobody what is missing in it. A list
    that is short enough may also stand in the address, to be handed on.
    """
    request.max_content_length = request.max_form_memory_size = MOST_BYTES
    text = request.values.get("lines", "")
    lines = lines_of(text)
    with services.catalogue().session() as session:
        rows = list_documents(session, lines[:MOST_LINES])
    left = len(lines) - len(rows)
    as_file = request.values.get("format") == "csv"
    if as_file and not left:
        return _as_file(to_csv(rows))
    page = render_template(
        "document_list.html",
        words=document_labels,
        text=text,
        rows=rows,
        left=left,
        most=MOST_LINES,
    )
    return Response(page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE if as_file else HTTPStatus.OK)


def _as_file(text: str) -> Response:
    response = Response(text, content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="documents.csv")
    return response
