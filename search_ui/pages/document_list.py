"""A pasted list of document numbers, looked up: a table, to read here or to take away."""

from flask import Response, render_template, request

from search_ui import document_labels, services
from search_ui.document_list import MOST_LINES, lines_of, look_up_list, to_csv
from search_ui.pages.documents import blueprint

#: Enough for a thousand lines of Vietnamese, whose letters take up to nine bytes each in a form.
MOST_BYTES = 1024 * 1024


@blueprint.route("/documents/list", methods=["GET", "POST"])
def document_list() -> str | Response:
    """The form, and below it what the lines mean; with `format=csv` the table as a file.

    A list that is short enough may also stand in the address, to be handed on.
    """
    request.max_content_length = request.max_form_memory_size = MOST_BYTES
    text = request.values.get("lines", "")
    lines = lines_of(text)
    with services.catalogue().session() as session:
        rows = look_up_list(session, lines[:MOST_LINES])
    if request.values.get("format") == "csv":
        return _as_file(to_csv(rows))
    return render_template(
        "document_list.html",
        words=document_labels,
        text=text,
        rows=rows,
        left=len(lines) - len(rows),
        most=MOST_LINES,
    )


def _as_file(text: str) -> Response:
    response = Response(text, content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="documents.csv")
    return response
