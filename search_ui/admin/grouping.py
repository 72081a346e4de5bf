"""Timetables of groups of portals: of a department, a province or a platform."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import group_schedules
from archive.catalogue.group_schedules import FIELDS, Group
from archive.catalogue.portals import list_portals
from archive.timetables import TimetableError
from search_ui import services
from search_ui.admin.blueprint import blueprint
from search_ui.admin.crawling import refused_words
from search_ui.admin.signed_in import note


@blueprint.get("/groups")
def groups() -> str:
    """The timetables of groups, and a form to set them."""
    return _page()


@blueprint.post("/groups")
def set_group_schedule() -> AnyResponse:
    """Set the timetable of a group, or forget it; the worker enters it at its portals."""
    field, _, value = request.form.get("group", "").partition(":")
    group, timetable = (field, value), request.form.get("timetable", "").strip()[:200]
    now = datetime.now(UTC)
    try:
        with services.whole_catalogue().begin() as session:
            match request.form.get("action"):
                case "set" if group in _members(session):
                    group_schedules.put_group_schedule(session, group, timetable, now)
                    note(session, "schedule_set", f"{field} {value}", timetable=timetable)
                case "clear":
                    if group_schedules.remove_group_schedule(session, group):
                        note(session, "schedule_cleared", f"{field} {value}")
                case _:
                    abort(400)
    except TimetableError as error:
        page = _page(group, timetable, refused_words(error))
        return Response(page, HTTPStatus.BAD_REQUEST)
    return redirect(url_for("admin.groups"), HTTPStatus.SEE_OTHER)


def _page(
    group: Group | None = None, timetable: str | None = None, problem: str | None = None
) -> str:
    """With a timetable that could not be read, and why."""
    with services.whole_catalogue().session() as session:
        return render_template(
            "admin/groups.html",
            fields=FIELDS,
            members=_members(session),
            held=group_schedules.list_group_schedules(session),
            group=group,
            timetable=timetable,
            problem=problem,
        )


def _members(session: Session) -> dict[Group, int]:
    """How many portals each group has, by the order of the fields."""
    found: dict[Group, int] = {}
    for portal in list_portals(session):
        for group in group_schedules.groups_of(portal):
            found[group] = found.get(group, 0) + 1
    return dict(sorted(found.items(), key=lambda each: (FIELDS.index(each[0][0]), each[0][1])))
