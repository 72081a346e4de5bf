"""Headers that every answer carries, and requests that never reach a view."""

from flask import Flask, Response, abort, request

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


def _refuse_nul() -> None:
    """A NUL character is in no address of ours, and PostgreSQL refuses it."""
    if "\x00" in request.path:
        abort(404)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def register(app: Flask) -> None:
    """Guard every request and answer of `app`."""
    app.before_request(_refuse_nul)
    app.after_request(_add_headers)
