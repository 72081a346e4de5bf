"""Is the process alive; can it do its work."""

from flask import Blueprint, Response
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from archive.catalogue import CatalogueError
from indexer.search import SearchRequest, SearchUnavailableError
from search_ui import services
from search_ui.api.blueprint import as_json

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers; nothing else is asked."""
    return as_json({"status": "ok"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """200 when the catalogue and the search engine both answer, otherwise 503 with the reason."""
    checks = {"catalogue": _catalogue(), "search": _search()}
    ready = all(found == "ok" for found in checks.values())
    status = "ok" if ready else "unavailable"
    return as_json({"status": status, "checks": checks}, 200 if ready else 503)


def _catalogue() -> str:
    try:
        with services.catalogue().session() as session:
            session.execute(text("SELECT 1"))
    except (CatalogueError, OperationalError) as error:
        return str(error)
    return "ok"


def _search() -> str:
    try:
        services.search(SearchRequest(size=1, with_facets=False))
    except SearchUnavailableError as error:
        return str(error)
    return "ok"
