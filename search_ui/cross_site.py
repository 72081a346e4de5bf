"""Requests that change something are not taken from other sites' pages (CSRF).

Browsers say themselves which page a request comes from (`Sec-Fetch-Site`, and `Origin` with every
POST), and pages cannot make them say otherwise; Go's `http.CrossOriginProtection` is the same. It
needs no cookie, no session and no key shared by server processes, none of which there is before
there are logins. Programs send neither.
"""

from urllib.parse import urlsplit

from flask import abort, request

from search_ui.options import options
from search_ui.translating import gettext as _


def refuse_cross_site() -> None:
    """Answer 403 if another site's page had the browser send this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site in ("same-origin", "none"):
            return
    else:
        origin = request.headers.get("Origin")
        ours = {request.host, urlsplit(options().public_address).netloc}
        if origin is None or urlsplit(origin).netloc in ours:
            return
    abort(403, _("Biểu mẫu này phải được gửi từ chính trang của Cổng Tin."))
