"""Headers that every answer carries, and requests that never reach a view."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from search_ui.options import options

#: Nothing from elsewhere, nothing inline; a frame only for archived pages, which bring their own
#: policy (search_ui.replaying).
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

#: Bytes. Room for ten thousand words: whatever is pasted into the field is answered.
LONGEST_QUERY_STRING = 200_000


def _refuse_long_addresses() -> None:
    """Pages lead on from where they are: what is asked for at length is answered at length."""
    if len(request.query_string) > LONGEST_QUERY_STRING:
        abort(414)


def _refuse_nul() -> None:
    """A NUL character is in no address of ours, and PostgreSQL refuses it."""
    if "\x00" in request.path:
        abort(404)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _refuse_other_hosts() -> None:
    """Who asks for another host was led here by mistake or worse; health is asked by address."""
    trusted = options().trusted_hosts
    asked_for_health = request.path in ("/healthz", "/readyz", "/metrics")
    if trusted and not asked_for_health and not host_is_trusted(request.host, trusted):
        abort(421)


def _stay_here(response: Response) -> Response:
    """Routing redirects to the host that a request names, which is whatever its sender likes.

    Whoever keeps answers would hand it on.
    """
    there = urlsplit(response.headers.get("Location", ""))
    if there.netloc:
        path = "/" + there.path.lstrip("/")
        response.headers["Location"] = f"{path}?{there.query}" if there.query else path
        response.set_data("")
    return response


def register(app: Flask) -> None:
    """Guard every request and answer of `app`."""
    app.before_request(_refuse_long_addresses)
    app.before_request(_refuse_nul)
    app.before_request(_refuse_other_hosts)
    app.after_request(_add_headers)
    app.after_request(_stay_here)


def trust_proxies(app: Flask, count: int) -> None:
    """Take clients' addresses from `count` reverse proxies; from the connection if there is none.

    Of what proxies may say only this is taken: not the host, nor the scheme.
    """
    if count:
        fixed = ProxyFix(app.wsgi_app, x_for=count, x_proto=0)
        app.wsgi_app = fixed  # type: ignore[method-assign]  # as Flask's documentation has it
