"""So that a browser can search here from its own address bar (OpenSearch 1.1)."""

import json

from flask import Blueprint, Response, render_template, request, url_for

from search_ui import services
from search_ui.addresses import public
from search_ui.parameters import MAX_QUERY_CHARACTERS, text
from search_ui.suggesting import suggestions

blueprint = Blueprint("opensearch", __name__)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """Where to search, and where to ask what may be meant."""
    page = render_template(
        "opensearch.xml",
        search=public(url_for("search.search")),
        feed=public(url_for("feeds.search")),
        suggestions=public(url_for(".suggested")),
        itself=public(url_for(".description")),
        icon=public(url_for("static", filename="gate.svg")),
    )
    return Response(page, content_type="application/opensearchdescription+xml; charset=utf-8")


@blueprint.get("/opensearch/suggestions")
def suggested() -> Response:
    """What was typed, what it may mean, what each is and where it is, as browsers take it.

    https://github.com/dewitt/opensearch/blob/master/mediawiki/Specifications/OpenSearch/Extensions/Suggestions/1.1/Draft%201.wiki
    """
    typed = text(request.args, "q", MAX_QUERY_CHARACTERS) or ""
    with services.catalogue().session() as session:
        found = suggestions(session, typed)
    answer = [
        typed,
        [one["text"] for one in found],
        [one["detail"] or "" for one in found],
        [public(one["url"]) for one in found],
    ]
    body = json.dumps(answer, ensure_ascii=False)
    return Response(body, content_type="application/x-suggestions+json; charset=utf-8")
