"""A capture: when, with what digest, where in which WARC file; and the page as archived."""

from flask import Blueprint, Response, abort, render_template

from archive.catalogue.snapshots import payload_snapshot
from archive.catalogue.tables import ArticleRow, SnapshotRow
from archive.warc import read_snapshot
from search_ui import services
from search_ui.replaying import replay

blueprint = Blueprint("snapshots", __name__)

_ID = "<int(max=2147483647):snapshot_id>"


@blueprint.get(f"/snapshots/{_ID}")
def snapshot(snapshot_id: int) -> str:
    """The capture's record, and the page as archived in a frame without rights."""
    with services.catalogue().session() as session:
        row = session.get(SnapshotRow, snapshot_id)
        if row is None:
            abort(404)
        return render_template(
            "snapshot.html",
            snapshot=row,
            payload=payload_snapshot(session, row),
            article=session.get(ArticleRow, row.article_id) if row.article_id else None,
        )


@blueprint.get(f"/snapshots/{_ID}/content")
def content(snapshot_id: int) -> Response:
    """The page as archived, never with rights in our origin (search_ui.replaying)."""
    with services.catalogue().session() as session:
        row = session.get(SnapshotRow, snapshot_id)
        if row is None:
            abort(404)
        source = payload_snapshot(session, row)
        if source is None:
            abort(404)
    return replay(read_snapshot(services.archive_url(), source.warc, source.offset))
