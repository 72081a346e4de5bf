"""The search page. Every state of it is an address."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from indexer.document_filter import with_document_keys
from indexer.search import SearchAnswer, SearchRequest
from search_ui import services
from search_ui.addresses import with_query
from search_ui.date_range import date_range, without_mistakes
from search_ui.facet_lists import facet_lists
from search_ui.histogram import chart
from search_ui.paging import page_count, page_links
from search_ui.parameters import search_request
from search_ui.relaxing import relaxed
from search_ui.translating import current_language

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def search() -> str | AnyResponse:
    """The result of a search, or without any condition everything, newest first.

    Days that mean nothing are told of beside their fields and left out of the search. What the page
    of a facet's values was filtered by comes along from there and is no part of a search.
    """
    if "find" in request.args:
        pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "find"]
        return redirect(with_query(url_for(".search"), pairs))
    dates = date_range(request.args)
    asked = search_request(without_mistakes(request.args, dates))
    with services.catalogue().session() as session:
        asked = with_document_keys(session, asked)
    answer = services.search(replace(asked, language=current_language()))
    return render_template(
        "search.html",
        asked=asked,
        dates=dates,
        answer=answer,
        facets=facet_lists(answer.facets),
        chart=chart(answer.histogram, asked),
        by_type=_by_type(asked, answer),
        pages=page_links(asked, answer.total),
        page_count=page_count(answer.total, asked.size),
        relaxed=() if answer.total else relaxed(asked),
    )


def _by_type(asked: SearchRequest, answer: SearchAnswer) -> dict[str, int]:
    """How many of each type were found; the facet itself also counts what was not chosen."""
    chosen = asked.filters.get("type", ())
    return {
        value.value: value.count
        for value in answer.facets.get("type", ())
        if value.count and (value.selected or not chosen)
    }
