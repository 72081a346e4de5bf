"""Where every request of administration passes: who asks, and whether they may."""

from http import HTTPStatus
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response as AnyResponse

from search_ui.admin import permissions, signed_in
from search_ui.admin.form_tokens import check_form, form_field
from search_ui.admin.labels import (
    ACTION_LABELS,
    HIDDEN_LABELS,
    JOB_LABELS,
    ROLE_LABELS,
    RUN_KIND_LABELS,
    STATE_LABELS,
    WITHHELD_LABELS,
)
from search_ui.translating import gettext as _

#: Bytes: a portal file of 30,000 characters, each percent-encoded at its worst.
_LARGEST_FORM = 300_000

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.context_processor
def _for_templates() -> dict[str, object]:
    return {
        "user": signed_in.user(),
        "form_field": form_field,
        "ROLE_LABELS": ROLE_LABELS,
        "ACTION_LABELS": ACTION_LABELS,
        "JOB_LABELS": JOB_LABELS,
        "RUN_KIND_LABELS": RUN_KIND_LABELS,
        "STATE_LABELS": STATE_LABELS,
        "WITHHELD_LABELS": WITHHELD_LABELS,
        "HIDDEN_LABELS": HIDDEN_LABELS,
    }


@blueprint.before_app_request
def _lead_to_a_page() -> AnyResponse | None:
    """Where a form was sent to stays in the address line: who opens it again wants its page."""
    refused = isinstance(request.routing_exception, MethodNotAllowed)
    if not refused or request.method != "GET" or not request.path.startswith("/admin/"):
        return None
    routes = current_app.create_url_adapter(request)
    above = request.path
    while routes and (above := above.rpartition("/")[0]) != "/admin":
        if routes.test(above, "GET"):
            return redirect(quote(above), HTTPStatus.SEE_OTHER)
    return redirect(url_for("admin.overview"), HTTPStatus.SEE_OTHER)


@blueprint.before_request
def _guard() -> AnyResponse | None:
    """Let pass who may; what is not in `permissions` is for nobody."""
    signed_in.find()
    endpoint = (request.endpoint or "").removeprefix("admin.")
    if not permissions.is_open(endpoint):
        user = signed_in.user()
        if user is None:
            back = request.full_path.rstrip("?") if request.method == "GET" else None
            return redirect(url_for("admin.login", next=back), HTTPStatus.SEE_OTHER)
        if not permissions.is_allowed(user.role, endpoint):
            abort(403, _("Tài khoản của bạn không được làm việc này."))
        request.max_content_length = _LARGEST_FORM
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        check_form()
    return None


@blueprint.after_request
def _keep_to_oneself(response: Response) -> Response:
    """Kept by no cache, found by no search engine."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return signed_in.keep(response)
