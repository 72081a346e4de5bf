"""The addresses of feeds."""

from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue.tables import DocumentRow
from archive.clock import parse_moment
from documents.summaries import summarize
from documents.tracing import current_key
from indexer.document_filter import with_document_keys
from search_ui import document_labels, services
from search_ui.addresses import (
    document_feed_address,
    in_no_order,
    public,
    search_address,
    search_feed_address,
    search_query,
    with_query,
)
from search_ui.feeds import atom
from search_ui.feeds.documents import newest_traces
from search_ui.feeds.items import Item, item_entries
from search_ui.options import options
from search_ui.parameters import DEFAULT_SIZE, search_request
from search_ui.translating import current_language
from search_ui.translating import gettext as _

#: Entries of a feed of which the address does not say how many.
ENTRIES = 50

#: Seconds for which a feed need not be asked for again.
FRESH = 300

#: The archive knew nothing before; what a feed without entries is as old as.
BEGINNING = "2026-01-01T00:00:00Z"

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/search.atom")
def search() -> AnyResponse:
    """The result of a search, newest first whatever the order asked for."""
    asked = search_request(request.args)
    asked = replace(asked, sort="newest", page=1, cursor=None)
    size = asked.size if request.args.get("size") else ENTRIES
    with services.catalogue().session() as session:
        found = services.search(
            replace(
                with_document_keys(session, asked),
                size=size,
                with_facets=False,
                with_highlights=False,
                language=current_language(),
            )
        )
        same = replace(in_no_order(asked), size=DEFAULT_SIZE, recency="mild")
        return _answer(
            session,
            [(hit.type, hit.id) for hit in found.hits],
            name=with_query("search", search_query(same)),
            title=f"{asked.q or _('Mới nhất')} · Cổng Tin",
            subtitle=found.understood if asked.q else None,
            page=search_address(asked),
            address=search_feed_address(asked),
        )


@blueprint.get("/documents/<path:key>.atom")
def document(key: str) -> AnyResponse:
    """Articles that mention a document and entries that list it, newest to the archive first."""
    with services.catalogue().session() as session:
        row = session.get(DocumentRow, current_key(session, key))
        if row is None:
            abort(404)
        if row.key != key:
            return redirect(document_feed_address(row.key), 301)
        return _answer(
            session,
            newest_traces(session, row.key, ENTRIES),
            name=f"documents/{quote(row.key)}",
            title=f"{document_labels.full_name(summarize(row))} · Cổng Tin",
            subtitle=row.title,
            page=url_for("documents.document", key=row.key),
            address=document_feed_address(row.key),
        )


def _answer(
    session: Session,
    items: list[Item],
    *,
    name: str,
    title: str,
    subtitle: str | None,
    page: str,
    address: str,
) -> Response:
    entries = item_entries(session, items)
    updated = atom.last_updated(entries, BEGINNING)
    return feed_response(
        atom.Feed(
            id=atom.tag_uri(options().public_host, name),
            title=title,
            subtitle=subtitle,
            updated=updated,
            author="Cổng Tin",
            links=[
                atom.Link(public(address), "self", "application/atom+xml"),
                atom.Link(public(page), type="text/html"),
            ],
            entries=entries,
            icon=public(url_for("static", filename="gate.svg")),
            language=current_language(),
        )
    )


def feed_response(feed: atom.Feed) -> Response:
    """The feed, or 304 for who has it already (by ETag, or by Last-Modified)."""
    response = Response(atom.write(feed), content_type=atom.CONTENT_TYPE)
    response.cache_control.public = True
    response.cache_control.max_age = FRESH
    response.last_modified = parse_moment(feed.updated)
    response.add_etag()
    response.make_conditional(request)
    return response
