"""Documents by issuer, type and year."""

from flask import render_template, request

from search_ui import services
from search_ui.document_browsing import (
    browse,
    chosen_labels,
    count_documents,
    read_choice,
    read_page,
)
from search_ui.pages.documents import blueprint


@blueprint.get("/documents/browse")
def document_browse() -> str:
    """The documents of a type, an issuer, a year, or of whichever of these are given."""
    choice, page = read_choice(request.args), read_page(request.args)
    with services.catalogue().session() as session:
        counts = services.lately("documents", lambda: count_documents(session))
        return render_template(
            "document_browse.html",
            browsed=browse(session, counts, choice, page),
            chosen=chosen_labels(choice),
        )
