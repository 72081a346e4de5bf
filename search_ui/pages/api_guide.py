"""The JSON API described for people."""

from flask import Blueprint, render_template

from search_ui.api.openapi import routes
from search_ui.api.operations import PLACES
from search_ui.api.schemas import components
from search_ui.options import options

blueprint = Blueprint("api_guide", __name__)


@blueprint.get("/api/")
def guide() -> str:
    """Each operation with its parameters, an example and its answer, and what answers hold."""
    return render_template(
        "api_guide.html",
        routes=list(routes()),
        components=components(),
        address=options().public_address,
        PLACES=PLACES,
    )
