"""Signing in and out, and one's own password."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import passwords, sessions, users
from archive.catalogue.audit import Actor, Deed, list_deeds, log
from archive.catalogue.sign_in_attempts import WINDOW, begin_attempt, forget_attempts
from archive.catalogue.tables import UserRow
from archive.clock import moment
from search_ui import services
from search_ui.admin import signed_in
from search_ui.admin.blueprint import blueprint
from search_ui.limiting import client_address
from search_ui.translating import gettext as _


@blueprint.get("/login")
def login() -> AnyResponse:
    """The form, for who is not signed in yet."""
    if signed_in.user() is not None:
        return redirect(_back(), HTTPStatus.SEE_OTHER)
    return _form()


@blueprint.post("/login")
def sign_in() -> AnyResponse:
    """Sign in, or say that something is not right: not what, nor whether there is an account."""
    name, now = request.form.get("name", "")[:200], datetime.now(UTC)
    password = request.form.get("password", "")
    with services.whole_catalogue().begin() as session:
        may_try = begin_attempt(session, name, client_address(), now)
    known = _find(name)
    if not may_try:
        wait = int(WINDOW.total_seconds() // 60)
        problem = _("Đã thử quá nhiều lần. Hãy đợi %(minutes)s phút rồi thử lại.", minutes=wait)
        _log_throttled(known, now)
        answer = _form(name, problem, HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(wait * 60)
        return answer
    right = passwords.is_right(password, known.password if known else None)
    if not (right and known and _admit(known, now)):
        _log_failure(known, now)
        problem = _("Tên hoặc mật khẩu không đúng.")
        return _form(name, problem, HTTPStatus.UNAUTHORIZED)
    return redirect(_back(), HTTPStatus.SEE_OTHER)


@blueprint.post("/logout")
def sign_out() -> AnyResponse:
    """End the session, here and in the catalogue."""
    with services.whole_catalogue().begin() as session:
        signed_in.note(session, "signed_out")
        sessions.end_session(session, g.token)
    signed_in.take(None)
    return redirect(url_for("admin.login"), HTTPStatus.SEE_OTHER)


@blueprint.get("/account")
def account() -> str:
    """Who one is, and the form to change one's password."""
    return render_template("admin/account.html", changed="changed" in request.args)


@blueprint.post("/account")
def change_password() -> AnyResponse:
    """Change one's password: who knows the old one may. Everywhere else one is signed out."""
    me, now = signed_in.me(), datetime.now(UTC)
    new = request.form.get("new", "")
    with services.whole_catalogue().begin() as session:
        may_try = begin_attempt(session, me.name, client_address(), now)
    known = _find(me.name)
    if not may_try:
        problem = _("Đã thử quá nhiều lần. Hãy đợi một lát rồi thử lại.")
    elif not (known and passwords.is_right(request.form.get("password", ""), known.password)):
        problem = _("Mật khẩu hiện nay không đúng.")
    elif new != request.form.get("again"):
        problem = _("Hai lần nhập mật khẩu mới không giống nhau.")
    else:
        try:
            with services.whole_catalogue().begin() as session:
                row = users.find_user(session, me.name)
                users.set_password(session, row, new)
                forget_attempts(session, me.name)
                signed_in.note(session, "password_changed", me.name)
                signed_in.sign_in(session, row, request.remote_addr or "", now)
            return redirect(url_for("admin.account", changed=1), HTTPStatus.SEE_OTHER)
        except passwords.PasswordError:
            problem = unfit_password()
    page = render_template("admin/account.html", problem=problem)
    return Response(page, HTTPStatus.BAD_REQUEST)


def unfit_password() -> str:
    """What is said of a password that may not be chosen."""
    return _(
        "Mật khẩu phải dài ít nhất %(shortest)s ký tự, không chỉ gồm tên người dùng, "
        "ký tự lặp lại hay dãy dễ đoán như 123456.",
        shortest=passwords.SHORTEST,
    )


def _find(name: str) -> UserRow | None:
    with services.whole_catalogue().session() as session:
        try:
            return users.find_user(session, name)
        except users.UnknownUserError:
            return None


def _admit(known: UserRow, now: datetime) -> bool:
    """Begin a session, unless the user was locked or changed meanwhile."""
    with services.whole_catalogue().begin() as session:
        row = session.get(UserRow, known.id)
        if row is None or row.locked_at is not None or row.password != known.password:
            return False
        forget_attempts(session, row.name)
        row.signed_in_at = moment(now)
        signed_in.sign_in(session, row, request.remote_addr or "", now)
        signed_in.note(session, "signed_in", row.name)
    return True


def _log_failure(known: UserRow | None, now: datetime) -> None:
    """Write down that somebody tried; of a name that nobody has nothing: it may be a password."""
    if known is not None:
        with services.whole_catalogue().begin() as session:
            actor = Actor(known.name, request.remote_addr or "")
            log(session, actor, Deed("sign_in_failed", known.name), now)


def _log_throttled(known: UserRow | None, now: datetime) -> None:
    """Write down that somebody has to wait, once in so long: whoever guesses fills no log."""
    if known is None:
        return
    with services.whole_catalogue().begin() as session:
        last = next(iter(list_deeds(session, 1, subject=known.name)), None)
        lately = last is not None and last.at > moment(now - WINDOW)
        if not (last and lately and last.details.get("throttled")):
            actor = Actor(known.name, request.remote_addr or "")
            log(session, actor, Deed("sign_in_failed", known.name, {"throttled": True}), now)


def _form(
    name: str = "", problem: str | None = None, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    page = render_template("admin/login.html", name=name, problem=problem, next=_back())
    return Response(page, status)


def _back() -> str:
    """Where to after signing in: a page of administration, never elsewhere."""
    wanted = request.values.get("next", "")
    is_ours = wanted.startswith("/admin/") and not set(wanted) & set("\\\r\n\t")
    return wanted if is_ours else url_for("admin.overview")
