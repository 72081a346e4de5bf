"""What is kept, how large it is, and what is done for its keeping: a new index, a backup."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.catalogue import jobs as queue
from archive.catalogue import wishes
from archive.catalogue.audit import Action
from archive.catalogue.counting import count_all, count_legislation
from archive.catalogue.jobs import NewJob
from indexer.search import SearchUnavailableError
from search_ui import services
from search_ui.admin import sizes
from search_ui.admin.blueprint import blueprint
from search_ui.admin.signed_in import me, note


@blueprint.get("/storage")
def storage() -> str:
    """How much there is of everything, and how large it is."""
    with services.whole_catalogue().session() as session:
        counts = services.lately("admin counts", lambda: count_all(session))
        entries = services.lately("admin entries", lambda: count_legislation(session))
        stored = services.lately("admin sizes", lambda: sizes.archived(session))
        catalogue_size = sizes.catalogue(session)
        latest = {kind: queue.latest_job(session, kind, "") for kind in ("rebuild", "backup")}
    try:
        indexed: int | None = services.indexed_items()
    except SearchUnavailableError:
        indexed = None
    return render_template(
        "admin/storage.html",
        counts=counts,
        entries=entries,
        stored=stored,
        index_size=services.lately("index size", lambda: sizes.on_disk("index")),
        left=services.lately("space left", lambda: sizes.left("archive")),
        catalogue_size=catalogue_size,
        indexed=indexed,
        latest=latest,
    )


@blueprint.post("/storage/rebuild")
def rebuild() -> AnyResponse:
    """Have the index built anew; searches are answered by the old one meanwhile."""
    return _ask(wishes.rebuild(me().name), "rebuild_asked")


@blueprint.post("/storage/backup")
def backup() -> AnyResponse:
    """Have everything backed up to where the worker's settings say."""
    return _ask(wishes.backup(me().name), "backup_asked")


def _ask(job: NewJob, action: Action) -> AnyResponse:
    with services.whole_catalogue().begin() as session:
        if queue.ask(session, job, datetime.now(UTC)) is not None:
            note(session, action)
    return redirect(url_for("admin.storage"), HTTPStatus.SEE_OTHER)
