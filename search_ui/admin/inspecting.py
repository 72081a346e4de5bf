"""A run down to each page that was read badly, live while it goes on; and what workers do."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import jobs as queue
from archive.catalogue import wishes
from archive.catalogue.jobs import NewJob
from archive.catalogue.lacking import lacking_articles
from archive.catalogue.run_captures import failed_pages
from archive.catalogue.runs import is_interrupted
from archive.catalogue.tables import JobRow, RunRow, SnapshotRow
from archive.health import field_words
from search_ui import services
from search_ui.admin import records
from search_ui.admin.blueprint import blueprint
from search_ui.admin.labels import COUNT_LABELS, RUN_KIND_LABELS
from search_ui.admin.signed_in import me, note
from search_ui.labels import VERSIONED_FIELD_LABELS
from search_ui.parameters import whole_number
from search_ui.translating import current_language

#: So many pages of a run are listed on a page of each kind: not read, and lacking something.
PAGES = 50

#: So many jobs are listed, besides those that run or wait.
JOBS = 50

#: What is counted of a run that goes on from its first second.
LIVE = ("pages", "new", "errors")

_NUMBER = "<int(max=2147483647):number>"


@blueprint.get(f"/runs/{_NUMBER}")
def run(number: int) -> str:
    """One run: what was counted, how fast, what it wrote, and the pages that it read badly."""
    after, lacking_after = (_snapshot(request.args, name) for name in ("after", "lacking_after"))
    with services.whole_catalogue().session() as session:
        row = session.get(RunRow, number)
        if row is None:
            abort(404)
        running = row.finished_at is None and not is_interrupted(row)
        failed = failed_pages(session, row, PAGES + 1, after)
        lacking = lacking_articles(session, row, PAGES + 1, lacking_after)
        listed = [*(page.id for page in failed[:PAGES]), *(one.snapshot for one in lacking[:PAGES])]
        tried = {page: queue.latest_job(session, "extract", f"snapshot {page}") for page in listed}
        whole = queue.latest_job(session, "extract", f"run {number}")
        portal = queue.latest_job(session, "extract", f"portal {row.portal}")
        return render_template(
            "admin/run.html",
            run=row,
            kind=RUN_KIND_LABELS[row.kind],
            running=running,
            counts=[
                (label, row.counts.get(name, 0))
                for name, label in COUNT_LABELS.items()
                if row.counts.get(name) or (running and name in LIVE)
            ],
            speed=records.pages_a_minute(row),
            seconds=records.seconds_of(row),
            job=records.job_of_run(session, row) if row.kind == "crawl" else None,
            failed=failed[:PAGES],
            unfetched=(row.observed or {}).get("unfetched", {}),
            lacking=lacking[:PAGES],
            fields=lambda one: [field_words(name, current_language()) for name in one.lacks],
            tried=tried,
            whole=whole,
            portal=portal,
            trying=any(job and not job.finished_at for job in (*tried.values(), whole, portal)),
            place={"after": after or None, "lacking_after": lacking_after or None},
            more_failed=failed[PAGES - 1].id if len(failed) > PAGES else None,
            more_lacking=lacking[PAGES - 1].snapshot if len(lacking) > PAGES else None,
        )


@blueprint.post(f"/runs/{_NUMBER}/extract")
def extract_again(number: int) -> AnyResponse:
    """Have what of a run could not be read, or one page of it, read again by today's rules."""
    page = _snapshot(request.form, "snapshot")
    with services.whole_catalogue().begin() as session:
        if session.get(RunRow, number) is None:
            abort(404)
        if page and getattr(session.get(SnapshotRow, page), "run_id", None) != number:
            abort(404)
        who = me().name
        _ask(session, wishes.extract_page(page, who) if page else wishes.extract(number, who))
    return _to_run(number, f"page-{page}" if page else "failed")


@blueprint.post(f"/runs/{_NUMBER}/extract-portal")
def extract_portal(number: int) -> AnyResponse:
    """Have all that was archived of a run's portal read again by today's rules."""
    with services.whole_catalogue().begin() as session:
        row = session.get(RunRow, number)
        if row is None:
            abort(404)
        _ask(session, wishes.extract_portal(row.portal, me().name))
    return _to_run(number, "lacking")


@blueprint.get("/jobs")
def jobs() -> str:
    """What workers do, have before them, and did last."""
    with services.whole_catalogue().session() as session:
        return render_template(
            "admin/jobs.html",
            open_jobs=queue.open_jobs(session),
            ended=[job for job in queue.list_jobs(session, JOBS) if job.finished_at],
        )


@blueprint.get(f"/jobs/{_NUMBER}")
def job(number: int) -> str:
    """One job: who asked for it, how it stands, and the end of what it wrote."""
    with services.whole_catalogue().session() as session:
        row = session.get(JobRow, number)
    if row is None:
        abort(404)
    return render_template("admin/job.html", job=row, labels=VERSIONED_FIELD_LABELS)


def _snapshot(values: MultiDict[str, str], name: str) -> int:
    """The number of a snapshot that was sent; 0 if none was."""
    return whole_number(values, name, 0, 0, 999_999_999)


def _ask(session: Session, job: NewJob) -> None:
    if queue.ask(session, job, datetime.now(UTC)) is not None:
        note(session, "extract_asked", job.subject)


def _to_run(number: int, anchor: str) -> AnyResponse:
    """Back to where in its lists the button was."""
    after = _snapshot(request.args, "after") or None
    lacking_after = _snapshot(request.args, "lacking_after") or None
    place = url_for(
        "admin.run", number=number, after=after, lacking_after=lacking_after, _anchor=anchor
    )
    return redirect(place, HTTPStatus.SEE_OTHER)
