"""The front page: the search box, what is new, what is most cited, how much is kept."""

from flask import Blueprint, render_template

from search_ui import overview, services

NEWEST = 10
MOST_CITED = 8

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
def front() -> str:
    """The front page; the catalogue alone is enough for it."""
    with services.catalogue().session() as session:
        return render_template(
            "front.html",
            kept=services.lately("kept", lambda: overview.kept(session)),
            newest=overview.newest_articles(session, NEWEST),
            cited=services.lately("cited", lambda: overview.cited_lately(session, MOST_CITED)),
        )
