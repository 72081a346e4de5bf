"""What is withheld from readers and was; taking something out of sight, and letting it be seen."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import jobs as queue
from archive.catalogue import wishes
from archive.catalogue import withholding as record
from archive.catalogue.tables import WithheldRow
from archive.catalogue.withholding import KINDS, WithholdingError, find_of_kind, in_force
from documents.withholding import follow_withholding
from search_ui import services
from search_ui.admin.blueprint import blueprint
from search_ui.admin.naming import Thing, describe, find_things
from search_ui.admin.signed_in import me, note
from search_ui.foreseeing import Foreseen, foresee_withholding, pictures_along
from search_ui.parameters import text, whole_number
from search_ui.translating import gettext as _

#: So many withholdings are on a page.
ROWS = 50

#: Characters of a reason, which readers are told, and of a name that something is looked up by.
_LONGEST_REASON, _LONGEST_NAME = 1000, 2000


@blueprint.get("/withholding")
def withholding() -> str:
    """What is withheld and was, and the form to name something."""
    return _page()


@blueprint.get("/withholding/new")
def new_withholding() -> AnyResponse:
    """What is named, and what would be hidden with it; or what the name may mean."""
    typed = text(request.args, "of", _LONGEST_NAME) or ""
    with services.whole_catalogue().session() as session:
        things = find_things(session, typed) if typed else []
    if not things:
        return _refused(_("Không có bài viết, mục văn bản, văn bản hay bản chụp nào như vậy."))
    if len(things) > 1:
        return Response(render_template("admin/withhold_which.html", typed=typed, things=things))
    return Response(_preview(things[0]))


@blueprint.post("/withholding")
def withhold() -> AnyResponse:
    """Take something out of sight, which the preview has shown."""
    kind = next((known for known in KINDS if known == request.form.get("kind")), None)
    if kind is None:
        abort(HTTPStatus.BAD_REQUEST)
    name, reason = text(request.form, "id", _LONGEST_NAME) or "", _reason()
    with services.whole_catalogue().session() as session:
        item_id = find_of_kind(session, kind, name)
        if item_id is None:
            abort(HTTPStatus.NOT_FOUND)
        thing = describe(session, kind, item_id)
    if not reason:
        problem = _("Hãy ghi lý do. Người đọc sẽ thấy lý do này.")
        return Response(_preview(thing, problem), HTTPStatus.BAD_REQUEST)
    along = pictures_along(services.whole_catalogue(), services.archive_url(), kind, item_id)
    pictures = [row.id for row in along]
    try:
        with services.whole_catalogue().begin() as session:
            row = record.withhold(session, kind, item_id, reason, me().name)
            record.withhold_along(session, row, pictures)
            note(session, "withheld", f"{kind} {item_id}", reason=reason)
            _have_indexed(session)
    except WithholdingError:  # somebody else was first
        return Response(_preview(thing), HTTPStatus.CONFLICT)
    follow_withholding(services.whole_catalogue(), [row])
    return redirect(url_for("admin.withholding"), HTTPStatus.SEE_OTHER)


@blueprint.post("/withholding/<int(max=2147483647):number>/lift")
def lift_withholding(number: int) -> AnyResponse:
    """Let something be seen again."""
    reason = _reason()
    if not reason:
        return _refused(_("Hãy ghi vì sao nội dung được hiển thị lại."))
    with services.whole_catalogue().begin() as session:
        row = session.get(WithheldRow, number)
        if row is None:
            abort(HTTPStatus.NOT_FOUND)
        if row.lifted_at is None:
            kind = next(known for known in KINDS if known == row.kind)
            record.lift(session, kind, row.item_id, reason, me().name)
            note(session, "lifted", f"{row.kind} {row.item_id}", reason=reason)
            _have_indexed(session)
    follow_withholding(services.whole_catalogue(), [row])
    return redirect(url_for("admin.withholding"), HTTPStatus.SEE_OTHER)


def _page(problem: str | None = None) -> str:
    before = whole_number(request.args, "before", 0, 0, 2147483647)
    with services.whole_catalogue().session() as session:
        rows = record.withholdings(session, ROWS + 1, before or None)
        shown = [(row, _thing(session, row)) for row in rows[:ROWS]]
    return render_template(
        "admin/withholding.html",
        shown=shown,
        before=rows[ROWS - 1].id if len(rows) > ROWS else None,
        problem=problem,
        typed=request.args.get("of", ""),
        longest_reason=_LONGEST_REASON,
    )


def _preview(thing: Thing, problem: str | None = None) -> str:
    whole = services.whole_catalogue()
    with whole.session() as session:
        row = in_force(session, thing.kind, thing.id)
    foreseen = (
        Foreseen({}, (), 0)
        if row
        else foresee_withholding(whole, services.archive_url(), thing.kind, thing.id)
    )
    return render_template(
        "admin/withhold.html",
        thing=thing,
        row=row,
        hidden=foreseen.hidden,
        pictures=foreseen.pictures,
        others=foreseen.others,
        problem=problem,
        longest_reason=_LONGEST_REASON,
    )


def _thing(session: Session, row: WithheldRow) -> Thing:
    return describe(session, next(known for known in KINDS if known == row.kind), row.item_id)


def _have_indexed(session: Session) -> None:
    """Searches follow at once; a worker brings the index itself up to date."""
    queue.ask(session, wishes.index(me().name), datetime.now(UTC))


def _reason() -> str:
    return text(request.form, "reason", _LONGEST_REASON) or ""


def _refused(problem: str) -> Response:
    return Response(_page(problem), HTTPStatus.BAD_REQUEST)
