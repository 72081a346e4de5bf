"""Users, for admins: added, changed, locked, removed; and the log of what everybody did."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import users as known
from archive.catalogue.audit import list_deeds
from archive.catalogue.passwords import PasswordError
from archive.catalogue.users import ROLES, LastAdminError, Role, UnknownUserError, UserError
from search_ui import services
from search_ui.admin.blueprint import blueprint
from search_ui.admin.entering import unfit_password
from search_ui.admin.labels import actor_label
from search_ui.admin.signed_in import me, note
from search_ui.parameters import whole_number
from search_ui.translating import gettext as _

#: So many entries of the audit log are on a page.
DEEDS = 100


@blueprint.get("/users")
def users() -> str:
    """Who may sign in, and the form to add somebody."""
    return _page()


@blueprint.post("/users")
def add_user() -> AnyResponse:
    """Add somebody."""
    name = request.form.get("name", "")
    try:
        with services.whole_catalogue().begin() as session:
            password = request.form.get("password", "")
            user = known.add_user(session, name, _role(), password, datetime.now(UTC))
            note(session, "user_added", user.name, role=user.role)
    except PasswordError:
        return _refused(unfit_password(), name)
    except UserError:
        problem = _(
            "Tên này đã có người dùng, hoặc không hợp lệ: chỉ dùng chữ thường không dấu, chữ số và "
            ". _ -"
        )
        return _refused(problem, name)
    return redirect(url_for("admin.users"), HTTPStatus.SEE_OTHER)


@blueprint.post("/users/<name>/<any(role, password, lock, unlock, remove):action>")
def change_user(name: str, action: str) -> AnyResponse:
    """Do to a user what a button says. Nobody does so to oneself but to change one's password."""
    if name == me().name:
        return _refused(_("Bạn không thể đổi tài khoản của chính mình ở đây."))
    try:
        with services.whole_catalogue().begin() as session:
            _change(session, name, action)
    except UnknownUserError:
        abort(404)
    except LastAdminError:
        return _refused(_("Đây là quản trị viên duy nhất. Hãy thêm một người khác trước."))
    except PasswordError:
        return _refused(unfit_password())
    return redirect(url_for("admin.users"), HTTPStatus.SEE_OTHER)


@blueprint.get("/audit")
def audit() -> str:
    """Everything that was done, by whom, when and from where."""
    before = whole_number(request.args, "before", 0, 0, 999_999_999)
    with services.whole_catalogue().session() as session:
        deeds = list_deeds(session, DEEDS + 1, before or None)
    return render_template(
        "admin/audit.html",
        actor_label=actor_label,
        deeds=deeds[:DEEDS],
        before=deeds[DEEDS - 1].id if len(deeds) > DEEDS else None,
    )


def _change(session: Session, name: str, action: str) -> None:
    user, now = known.find_user(session, name), datetime.now(UTC)
    match action:
        case "role":
            before, role = user.role, _role()
            known.set_role(session, user, role)
            note(session, "role_set", name, before=before, now=role)
        case "password":
            known.set_password(session, user, request.form.get("password", ""))
            note(session, "password_set", name)
        case "lock":
            known.lock(session, user, now)
            note(session, "user_locked", name)
        case "unlock":
            known.unlock(user)
            note(session, "user_unlocked", name)
        case "remove":
            known.remove_user(session, user)
            note(session, "user_removed", name, role=user.role)


def _role() -> Role:
    role = request.form.get("role", "viewer")
    if role not in ROLES:
        abort(400)
    return role


def _page(problem: str | None = None, name: str = "") -> str:
    with services.whole_catalogue().session() as session:
        found = known.list_users(session)
    return render_template(
        "admin/users.html", users=found, roles=ROLES, problem=problem, given=name
    )


def _refused(problem: str, name: str = "") -> Response:
    return Response(_page(problem, name), HTTPStatus.BAD_REQUEST)
