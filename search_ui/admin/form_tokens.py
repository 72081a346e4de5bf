"""Forms are taken only from our own pages: what browsers say of where they come from, and a token.

The token is made of the session's, which no other site's page can read.
"""

import hmac

from flask import abort, request
from markupsafe import Markup

from search_ui.admin.signed_in import token
from search_ui.cross_site import refuse_cross_site
from search_ui.translating import gettext as _

FIELD = "form_token"


def form_token() -> str:
    """What a form has to bring back."""
    return hmac.new(token().encode(), b"congtin form", "sha256").hexdigest()


def form_field() -> Markup:
    """The hidden field that brings it back."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, form_token())


def check_form() -> None:
    """Answer 403 if the form does not come from a page of this session."""
    refuse_cross_site()
    given = request.form.get(FIELD, "")
    if not hmac.compare_digest(given.encode(), form_token().encode()):
        abort(403, _("Biểu mẫu đã cũ. Hãy mở lại trang rồi gửi lại."))
