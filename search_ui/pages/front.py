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
            kept=overview.kept(session),
            newest=overview.newest_articles(session, NEWEST),
            cited=overview.most_cited(session, MOST_CITED),
        )
