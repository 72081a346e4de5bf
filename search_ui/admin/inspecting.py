"""A run down to each page that failed, live while it goes on; and what workers have to do."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import jobs as queue
from archive.catalogue import wishes
from archive.catalogue.runs import is_interrupted
from archive.catalogue.tables import JobRow, RunRow, SnapshotRow
from search_ui import services
from search_ui.admin import records
from search_ui.admin.blueprint import blueprint
from search_ui.admin.labels import COUNT_LABELS, RUN_KIND_LABELS
from search_ui.admin.signed_in import me, note
from search_ui.labels import VERSIONED_FIELD_LABELS
from search_ui.parameters import whole_number

#: So many jobs are listed, besides those that run or wait.
JOBS = 50

#: What is counted of a run that goes on from its first second.
LIVE = ("pages", "new", "errors")

_NUMBER = "<int(max=2147483647):number>"


@blueprint.get(f"/runs/{_NUMBER}")
def run(number: int) -> str:
    """One run: what was counted, how fast, what it wrote, and the pages that could not be read."""
    after = whole_number(request.args, "after", 0, 0, 999_999_999)
    with services.whole_catalogue().session() as session:
        row = session.get(RunRow, number)
        if row is None:
            abort(404)
        running = row.finished_at is None and not is_interrupted(row)
        failed = records.failed_pages(session, row, after)
        shown = failed[: records.FAILED_PAGES]
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
            failed=shown,
            again={
                page.id: queue.latest_job(session, "extract", f"snapshot {page.id}")
                for page in shown
            },
            whole=queue.latest_job(session, "extract", f"run {number}"),
            after=shown[-1].id if len(failed) > len(shown) else None,
        )


@blueprint.post(f"/runs/{_NUMBER}/extract")
def extract_again(number: int) -> AnyResponse:
    """Have what of a run could not be read, or one page of it, read again by today's rules."""
    page = whole_number(request.form, "snapshot", 0, 0, 999_999_999)
    with services.whole_catalogue().begin() as session:
        if session.get(RunRow, number) is None:
            abort(404)
        if page and getattr(session.get(SnapshotRow, page), "run_id", None) != number:
            abort(404)
        job = wishes.extract_page(page, me().name) if page else wishes.extract(number, me().name)
        if queue.ask(session, job, datetime.now(UTC)) is not None:
            note(session, "extract_asked", job.subject)
    anchor = f"page-{page}" if page else "failed"
    return redirect(url_for("admin.run", number=number, _anchor=anchor), HTTPStatus.SEE_OTHER)


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
