"""Addresses for those who type them by hand, and for crawlers."""

from flask import Blueprint, Response, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from search_ui.addresses import public, with_query

blueprint = Blueprint("addressing", __name__)

#: A crawler would ask for every search there is: each facet value and page leads to more of them.
#: Words alone lead on to nothing that it may follow (wildcards as in RFC 9309, section 2.2.3).
FOR_CRAWLERS = """\
User-agent: *
Disallow: /search
Allow: /search$
Allow: /search?q=
Disallow: /search?q=*&
Disallow: /follow
Disallow: /api/
Allow: /api/$
"""


@blueprint.get("/<any(search, documents, portals, about):page>/")
def without_slash(page: str) -> AnyResponse:
    """A page's address with a slash behind it leads to the page."""
    return redirect(with_query(url_for(f"{page}.{page}"), request.args.items(multi=True)), 308)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What crawlers are to leave alone (RFC 9309)."""
    told = f"{FOR_CRAWLERS}\nSitemap: {public(url_for('sitemap.index'))}\n"
    return Response(told, mimetype="text/plain")


@blueprint.get("/favicon.ico")
def icon() -> Response:
    """The icon that pages name, for what asks for it without reading a page."""
    response = current_app.send_static_file("gate.svg")
    # An archived page, opened by itself, is of no origin, and so is its asking for the icon.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
