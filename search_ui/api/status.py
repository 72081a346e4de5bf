"""How healthy portals are, for programs."""

from typing import Any

from flask import Response, request

from archive.catalogue.runs import run_to_json
from search_ui import portal_health, services
from search_ui.api.blueprint import as_json, blueprint
from search_ui.parameters import refuse_unknown


@blueprint.get("/status")
def status() -> Response:
    """Every portal that was crawled, those that are not well first."""
    refuse_unknown(request.args, frozenset())
    with services.catalogue().session() as session:
        found = portal_health.healths(session)
    healthy = all(portal.healthy for portal in found)
    return as_json({"healthy": healthy, "portals": [_as_json(portal) for portal in found]})


def _as_json(portal: portal_health.PortalHealth) -> dict[str, Any]:
    return {
        "name": portal.name,
        "title": portal.title,
        "healthy": portal.healthy,
        "state": portal.state,
        "reasons": [reason.to_json() for reason in portal.reasons],
        "since": portal.since,
        "judged_at": portal.judged_at,
        "last_run": run_to_json(portal.last_run) if portal.last_run else None,
    }
