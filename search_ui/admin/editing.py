"""A portal added from an address, after a preview, and the settings of one that there is.

Nothing is fetched or written here: a worker looks at the address, and checks and keeps the file.
"""

import tomllib
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import tomli_w
from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import jobs as queue
from archive.catalogue import wishes
from archive.catalogue.audit import Action
from archive.catalogue.jobs import NewJob
from archive.catalogue.tables import PortalFileRow, PortalHealthRow, PortalRow
from archive.health import reasons_of, refusals
from archive.urls import site_of
from search_ui import services
from search_ui.admin.blueprint import blueprint
from search_ui.admin.signed_in import me, note
from search_ui.translating import current_language
from search_ui.translating import gettext as _

#: Longer files are no portal files.
LONGEST = 30_000

#: Characters of a host and its port: names in DNS have 253 at most (RFC 1035, 2.3.4).
LONGEST_SITE = 259


@blueprint.get("/new")
def new_portal() -> str:
    """The form for the address of a portal, or of any page of it."""
    return render_template("admin/new.html")


@blueprint.post("/new")
def ask_preview() -> AnyResponse:
    """Have a worker look at an address; the job's page shows what it found."""
    address = request.form.get("address", "").strip()[:2000]
    problem = _no_address(address)
    if problem is not None:
        # what may be a password is not sent back
        address = address if "@" not in address else ""
        page = render_template("admin/new.html", address=address, problem=problem)
        return Response(page, HTTPStatus.BAD_REQUEST)
    return redirect(
        _ask(wishes.preview(address, me().name), "preview_asked") or url_for("admin.jobs"),
        HTTPStatus.SEE_OTHER,
    )


def _no_address(typed: str) -> str | None:
    """Why this is no address to look at. Jobs and their logs are read by who knows no passwords."""
    site = site_of(typed)
    if not site or any(sign.isspace() or sign < " " for sign in typed) or len(site) > LONGEST_SITE:
        return _("Đây không phải địa chỉ của một trang (http://… hoặc https://…).")
    if "@" in urlsplit(typed).netloc:
        return _("Địa chỉ không được có tên người dùng hay mật khẩu.")
    return None


@blueprint.get("/portals/<name>/settings")
def portal_settings(name: str) -> str:
    """The portal's file, to be edited."""
    with services.whole_catalogue().session() as session:
        row, kept = session.get(PortalRow, name), session.get(PortalFileRow, name)
        refused = _refusal(session.get(PortalHealthRow, name))
    is_crawled = row is not None and row.definition.get("start")
    if not (is_crawled or refused):
        abort(404)
    # of a file in a machine's folder that was always refused no more is known than its name
    stated = _stated(row.definition) if row is not None and is_crawled else {"name": name}
    file = kept.text if kept else tomli_w.dumps(stated)
    return render_template("admin/settings.html", name=name, file=file, kept=kept, refused=refused)


def _refusal(health: PortalHealthRow | None) -> list[str]:
    """What is wrong with the file of a portal, a line each, if it is refused."""
    reasons = reasons_of(health.reasons) if health else ()
    return [reason.words(current_language()) for reason in refusals(reasons)]


def _stated(value: Any) -> Any:
    """A portal's definition without what is empty in it, as people write it."""
    if isinstance(value, dict):
        told = {name: _stated(each) for name, each in value.items()}
        return {name: each for name, each in told.items() if each not in ([], {}, "")}
    return [_stated(each) for each in value] if isinstance(value, list) else value


@blueprint.post("/portals")
def save_portal() -> AnyResponse:
    """Have a worker check a portal file and keep it; the job's page tells what is wrong in it.

    `name` is the portal's whose file it is; without it the file must be of a new one.
    """
    file = request.form.get("file", "").replace("\r\n", "\n")
    name = request.form.get("name") or None
    try:
        said = _name_in(file)
    except ValueError as error:
        return _refused(name, file, _("Tệp này chưa đúng: %(why)s", why=str(error)))
    if name is not None and said != name:
        return _refused(
            name, file, _("Tên cổng không đổi được; trong tệp là “%(said)s”.", said=said)
        )
    if name is None and _is_known(said):
        return _refused(name, file, _("Đã có cổng tên “%(said)s”. Hãy đặt tên khác.", said=said))
    wish = wishes.change_portal if name else wishes.add_portal
    address = _ask(wish(said, file, me().name), "portal_asked")
    if address is None:
        return _refused(name, file, _("Lần lưu trước còn đang đợi. Hãy thử lại sau ít phút."))
    return redirect(address, HTTPStatus.SEE_OTHER)


def _name_in(file: str) -> str:
    """The name of the portal that a file is of.

    Raises:
        ValueError: it is too long, no TOML, or has none.
    """
    if len(file) > LONGEST:
        raise ValueError(_("dài quá %(most)s ký tự", most=LONGEST))
    fields: dict[str, Any] = tomllib.loads(file)
    name = fields.get("name")
    if not isinstance(name, str) or not name:
        raise ValueError(_("thiếu name"))
    return name[:200]


def _is_known(name: str) -> bool:
    with services.whole_catalogue().session() as session:
        return session.get(PortalRow, name) is not None


def _ask(job: NewJob, action: Action) -> str | None:
    """Where the job that was entered is shown; None where the same waits already."""
    with services.whole_catalogue().begin() as session:
        number = queue.ask(session, job, datetime.now(UTC))
        if number is None:
            return None
        note(session, action, job.subject)
    return url_for("admin.job", number=number)


def _refused(name: str | None, file: str, problem: str) -> Response:
    page = render_template("admin/settings.html", name=name, file=file, problem=problem)
    return Response(page, HTTPStatus.BAD_REQUEST)
