"""Portals: what is kept of each, and its last run."""

from typing import Any

from flask import Response, request

from archive.catalogue.runs import run_to_json
from search_ui import portal_records, services
from search_ui.api.blueprint import as_json, blueprint
from search_ui.parameters import refuse_unknown


@blueprint.get("/portals")
def portals() -> Response:
    """Every portal known, by name."""
    refuse_unknown(request.args, frozenset())
    with services.catalogue().session() as session:
        totals = services.lately("portals", lambda: portal_records.portal_totals(session))
        summaries = portal_records.portal_summaries(session, totals)
        return as_json({"portals": [_portal_json(summary) for summary in summaries]})


def _portal_json(summary: portal_records.PortalSummary) -> dict[str, Any]:
    return {
        "name": summary.name,
        "title": summary.row.title if summary.row else None,
        "province": summary.row.province if summary.row else None,
        "department": summary.row.department if summary.row else None,
        "platform": summary.row.platform if summary.row else None,
        "articles": summary.articles,
        "legislation": summary.entries,
        "gone": summary.gone,
        "snapshots": summary.snapshots,
        "newest": summary.newest,
        "last_run": run_to_json(summary.last_run) if summary.last_run else None,
    }
