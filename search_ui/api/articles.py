"""Articles: search, one article, its versions and captures."""

from dataclasses import replace

from flask import Response, abort, request
from sqlalchemy.orm import Session

from archive.catalogue.articles import find_article_id, get_article
from archive.catalogue.histories import article_versions
from archive.catalogue.snapshots import article_snapshots
from indexer.document_filter import with_document_keys
from search_ui import article_records, services
from search_ui.api.blueprint import as_json, blueprint
from search_ui.api.similar import similar_items
from search_ui.parameters import SEARCH_PARAMETERS, refuse_unknown, search_request


@blueprint.get("/articles")
def articles() -> Response:
    """The answer to a search, as `congtin search --json` prints it.

    Its language is asked for with it alone: what a program is told follows from no cookie.
    """
    refuse_unknown(request.args, SEARCH_PARAMETERS)
    asked = search_request(request.args)
    with services.catalogue().session() as session:
        asked = with_document_keys(session, asked)
    asked = replace(asked, language=request.args.get("lang", "vi"))
    return as_json(services.search(asked).to_json())


@blueprint.get("/articles/<path:article_id>")
def article(article_id: str) -> Response:
    """One article, also by an alias."""
    with services.catalogue().session() as session:
        found = get_article(session, article_id)
        if found is None:
            abort(404)
        return as_json(found.to_json())


@blueprint.get("/articles/<path:article_id>/versions")
def versions(article_id: str) -> Response:
    """The versions of an article, the newest first."""
    with services.catalogue().session() as session:
        current = _current_id(session, article_id)
        return as_json(article_records.versions_json(article_versions(session, current)[::-1]))


@blueprint.get("/articles/<path:article_id>/snapshots")
def snapshots(article_id: str) -> Response:
    """The captures of an article's page, the newest first."""
    with services.catalogue().session() as session:
        current = _current_id(session, article_id)
        captures = reversed(article_snapshots(session, current))
        return as_json(article_records.snapshots_json(captures))


@blueprint.get("/articles/<path:article_id>/similar")
def similar(article_id: str) -> Response:
    """Articles and entries about the same, the most alike first."""
    with services.catalogue().session() as session:
        current = find_article_id(session, article_id)
    return similar_items("NewsArticle", current)


def _current_id(session: Session, article_id: str) -> str:
    current = find_article_id(session, article_id)
    if current is None:
        abort(404)
    return current
