"""How long answers may be kept, and by whom (RFC 9111), where no view says so itself.

What the archive shows changes, and may be withheld any day: a page is asked for again each time.
"""

from http import HTTPStatus

from flask import Flask, Response, request

_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Say it with the answers of `app`; register it first, so that it sees them as they leave."""
    app.after_request(_tell)


def _tell(response: Response) -> Response:
    if "Set-Cookie" in response.headers and not response.cache_control.no_store:
        # Whoever keeps it for all would set one reader's cookie with all the others.
        response.headers["Cache-Control"] = "private, no-store"
    elif request.endpoint == "static" and "v" in request.args and _is_the_file(response):
        # Its address names its content (search_ui.application).
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    elif response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _is_the_file(response: Response) -> bool:
    return response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
