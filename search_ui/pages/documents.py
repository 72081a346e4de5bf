"""A document and all that is known of it; looking one up by its number."""

from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from documents.contradictions import contradictions
from documents.requests import read_request
from documents.timeline import by_article, earliest, timeline
from documents.tracing import trace
from indexer.labels import catalogue_labels
from search_ui import document_labels, overview, services
from search_ui.document_browsing import Choice, count_documents, values_of_all
from search_ui.document_lookup import LookUp, look_up, lookup_request
from search_ui.neighbours import left_out, neighbours
from search_ui.relation_graph import relation_graph
from search_ui.withheld import withholding_of

MOST_CITED = 12

#: A law has tens of thousands of mentions, which no browser shows; the search pages through them.
MOST_EVENTS = 500

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents")
def documents() -> str | AnyResponse:
    """Look-up by number: the document, the candidates, or near ones; without one what there is.

    What is no number gets a word on what a number looks like, and the articles with these words.
    """
    wanted = lookup_request(request.args)
    with services.catalogue().session() as session:
        if wanted.q is None:
            counts = services.lately("documents", lambda: count_documents(session))
            cited = services.lately(
                "cited documents", lambda: overview.cited_lately(session, MOST_CITED)
            )
            return render_template(
                "documents.html",
                wanted=wanted,
                found=None,
                cited=cited,
                values=values_of_all(counts, Choice()),
            )
        found = look_up(session, wanted)
        candidates = found.candidates.documents
        if len(candidates) == 1:
            return redirect(url_for(".document", key=candidates[0].key))
        return render_template("documents.html", wanted=wanted, found=found)


@blueprint.get("/documents/<path:key>")
def document(key: str) -> str | AnyResponse:
    """Everything known of one document; a key that was merged leads on to the one in use.

    Below a key that nothing is known under, what comes near.
    """
    with services.catalogue().session() as session:
        traced = trace(session, key, most=MOST_EVENTS)
        if traced is None:
            if read_request(key).kind != "key" or withholding_of({"key": key}):
                raise NotFound
            wanted = LookUp(key)
            found = look_up(session, wanted)
            page = render_template("documents.html", wanted=wanted, found=found)
            return Response(page, status=HTTPStatus.NOT_FOUND)
    if traced.document.key != key:
        return redirect(url_for(".document", key=traced.document.key), 301)
    shown = earliest(timeline(traced), MOST_EVENTS)
    events = sum(len(year.events) for year in shown)
    portals = [entry.portal for entry in traced.register if entry.portal]
    return render_template(
        "document.html",
        trace=traced,
        portal_titles=catalogue_labels(services.catalogue())("portal", portals),
        words=document_labels,
        years=shown,
        later=traced.counts.articles + len(traced.register) - events,
        contradictions=contradictions(traced),
        unresolved=by_article(traced.unresolved),
        neighbours=neighbours(traced),
        left_out=left_out(traced),
        graph=relation_graph(traced, document_labels.GRAPH_WORDS),
    )
