"""The portals: what is kept of each, and how its last run went."""

from flask import Blueprint, render_template

from search_ui import overview, services

blueprint = Blueprint("portals", __name__)


@blueprint.get("/portals")
def portals() -> str:
    """Every portal known, also those without articles yet."""
    with services.catalogue().session() as session:
        return render_template(
            "portals.html",
            portals=overview.portal_summaries(session),
            kept=overview.kept(session),
        )
