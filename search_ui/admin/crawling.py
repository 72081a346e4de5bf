"""Starting, stopping and pausing crawls, and when they come by themselves: rows are written."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from flask import Response, abort, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import jobs, schedules, wishes
from archive.catalogue.tables import JobRow, PortalRow, ScheduleRow
from archive.due_times import next_due
from archive.timetables import TimetableError
from search_ui import services
from search_ui.admin.blueprint import blueprint
from search_ui.admin.overview import portal_page
from search_ui.admin.signed_in import me, note
from search_ui.options import options
from search_ui.translating import current_language
from search_ui.translating import gettext as _


@blueprint.post("/portals/<name>/start")
def start_crawl(name: str) -> AnyResponse:
    """Have the portal crawled as soon as a worker is free."""
    with services.whole_catalogue().begin() as session:
        job = wishes.crawl(name, _file(session, name)["start"][0]["url"], me().name)
        if jobs.ask(session, job, datetime.now(UTC)) is not None:
            note(session, "crawl_asked", name)
    return _to_portal(name)


@blueprint.post("/jobs/<int:number>/stop")
def stop_job(number: int) -> AnyResponse:
    """Have a job ended cleanly, or not begun."""
    with services.whole_catalogue().begin() as session:
        job = session.get(JobRow, number)
        if job is None:
            abort(404)
        if jobs.ask_to_stop(session, number, me().name, datetime.now(UTC)):
            note(session, "stop_asked", job.subject, kind=job.kind, job=number)
    return (
        _to_portal(job.subject) if job.kind == "crawl" else redirect(_jobs(), HTTPStatus.SEE_OTHER)
    )


@blueprint.post("/portals/<name>/pause")
def pause(name: str) -> AnyResponse:
    """End the crawl that runs, and let none begin by itself."""
    now = datetime.now(UTC)
    with services.whole_catalogue().begin() as session:
        if _schedule(session, name).paused_at is None:
            schedules.pause_schedule(session, name, now)
            for job in jobs.open_jobs(session, "crawl"):
                if job.subject == name:
                    jobs.ask_to_stop(session, job.id, me().name, now)
            note(session, "paused", name)
    return _to_portal(name)


@blueprint.post("/portals/<name>/resume")
def resume(name: str) -> AnyResponse:
    """Let crawls begin by themselves again."""
    with services.whole_catalogue().begin() as session:
        held = _schedule(session, name)
        if held.paused_at is not None and held.timetable is not None:
            hours = _file(session, name).get("hours")
            now = datetime.now(UTC)
            due = next_due(name, held.timetable, hours, now, options().schedule_spread)
            schedules.resume_schedule(session, name, due, now)
            note(session, "resumed", name)
    return _to_portal(name)


@blueprint.post("/portals/<name>/schedule")
def set_schedule(name: str) -> AnyResponse:
    """Set when the portal is crawled by itself, take it off, or let its file say again."""
    timetable = request.form.get("timetable", "").strip()[:200]
    try:
        with services.whole_catalogue().begin() as session:
            match request.form.get("action"):
                case "set":
                    _put(session, name, timetable, "set")
                    note(session, "schedule_set", name, timetable=timetable)
                case "off":
                    _file(session, name)
                    schedules.put_schedule(session, name, None, "set", None, datetime.now(UTC))
                    note(session, "schedule_off", name)
                case "clear":
                    if of_file := _file(session, name).get("schedule"):
                        _put(session, name, of_file, "file")
                    else:
                        schedules.remove_schedule(session, name)
                    note(session, "schedule_cleared", name)
                case _:
                    abort(400)
    except TimetableError as error:
        page = portal_page(name, timetable, refused_words(error))
        return Response(page, HTTPStatus.BAD_REQUEST)
    return _to_portal(name)


def _put(session: Session, name: str, timetable: str, origin: schedules.Origin) -> None:
    now = datetime.now(UTC)
    hours = _file(session, name).get("hours")
    due = next_due(name, timetable, hours, now, options().schedule_spread)
    schedules.put_schedule(session, name, timetable, origin, due, now)


def refused_words(error: TimetableError) -> str:
    """Why a timetable is not taken, with the nearest that would be."""
    if error.nearest is None:
        return _("Lịch này không bao giờ tới.")
    return _(
        "Không hiểu được lịch này: %(why)s. Có phải ý bạn là “%(nearest)s”?",
        why=error.why[current_language()],
        nearest=error.nearest,
    )


def _file(session: Session, name: str) -> dict[str, Any]:
    """What the file of a portal says; 404 where there is none that could be crawled."""
    row = session.get(PortalRow, name)
    if row is None or not row.definition.get("start"):
        abort(404)
    return row.definition


def _schedule(session: Session, name: str) -> ScheduleRow:
    row = session.get(ScheduleRow, name)
    if row is None:
        abort(404)
    return row


def _to_portal(name: str) -> AnyResponse:
    return redirect(url_for("admin.portal", name=name), HTTPStatus.SEE_OTHER)


def _jobs() -> str:
    return url_for("admin.jobs")
