"""The public page of portals' health, and a badge a portal, to be shown elsewhere."""

from flask import Blueprint, Response, abort, render_template

from search_ui import portal_health, services
from search_ui.options import options

blueprint = Blueprint("status", __name__)

#: Seconds that a badge may be kept: other sites show it.
_BADGE_LASTS = 300


@blueprint.get("/status")
def status() -> str:
    """How each portal is, those that are not well first."""
    with services.catalogue().session() as session:
        found = portal_health.healths(session)
        return render_template("status.html", portals=found, site=options().public_address)


@blueprint.get("/status/<name>.svg")
def badge(name: str) -> Response:
    """The health of one portal as a badge."""
    with services.catalogue().session() as session:
        found = portal_health.health_of(session, name)
    if found is None:
        abort(404)
    response = Response(render_template("badge.svg", portal=found), mimetype="image/svg+xml")
    response.cache_control.max_age = _BADGE_LASTS
    response.cache_control.public = True
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # it is there to be shown
    return response
