"""What the archive is, how it came about and how to search it."""

from flask import Blueprint, render_template

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def about() -> str:
    """A page of text."""
    return render_template("about.html")
