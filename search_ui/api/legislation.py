"""Entries of registers: one entry, its versions and captures."""

from flask import Response, abort

from archive.catalogue.histories import legislation_versions
from archive.catalogue.legislation import get_legislation
from archive.catalogue.tables import LegislationRow
from search_ui import article_records, services
from search_ui.api.blueprint import as_json, blueprint
from search_ui.api.similar import similar_items
from search_ui.legislation_records import entry_snapshots


@blueprint.get("/legislation/<path:legislation_id>")
def entry(legislation_id: str) -> Response:
    """One entry."""
    with services.catalogue().session() as session:
        found = get_legislation(session, legislation_id)
        if found is None:
            abort(404)
        return as_json(found.to_json())


@blueprint.get("/legislation/<path:legislation_id>/versions")
def entry_versions(legislation_id: str) -> Response:
    """The versions of an entry, the newest first."""
    with services.catalogue().session() as session:
        found = legislation_versions(session, legislation_id)
        if not found:
            abort(404)
        return as_json(article_records.versions_json(found[::-1]))


@blueprint.get("/legislation/<path:legislation_id>/snapshots")
def entry_captures(legislation_id: str) -> Response:
    """The captures of an entry's page and of the lists that it was read from, the newest first."""
    with services.catalogue().session() as session:
        versions = legislation_versions(session, legislation_id)
        if not versions:
            abort(404)
        captures = entry_snapshots(session, legislation_id, versions)
        return as_json(article_records.snapshots_json(captures))


@blueprint.get("/legislation/<path:legislation_id>/similar")
def entry_similar(legislation_id: str) -> Response:
    """Articles and entries about the same, the most alike first."""
    with services.catalogue().session() as session:
        known = session.get(LegislationRow, legislation_id) is not None
    return similar_items("Legislation", legislation_id if known else None)
