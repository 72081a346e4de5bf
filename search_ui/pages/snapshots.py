"""A capture: when, with what digest, where in which WARC file; and the page as archived."""

from collections.abc import Collection
from functools import partial
from urllib.parse import unquote, urlsplit

from flask import Blueprint, Response, abort, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.snapshots import payload_snapshot
from archive.catalogue.tables import ArticleRow, LegislationRow, SnapshotRow
from archive.clock import parse_moment
from archive.warc import StoredResponse, read_snapshot
from search_ui import services
from search_ui.file_names import usable_name
from search_ui.replaying import download, is_shown, replay

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
            entry=session.get(LegislationRow, row.legislation_id) if row.legislation_id else None,
            shown=is_shown(row.content_type),
        )


@blueprint.get(f"/snapshots/{_ID}/content")
def content(snapshot_id: int) -> Response:
    """The page as archived, never with rights in our origin (search_ui.replaying)."""
    with services.catalogue().session() as session:
        row, stored = _archived(session, snapshot_id)
        return replay(stored, partial(_assets, session, row.fetched_at))


@blueprint.get(f"/snapshots/{_ID}/file")
def file(snapshot_id: int) -> Response:
    """What was archived as a file to keep, whatever it is."""
    with services.catalogue().session() as session:
        row, stored = _archived(session, snapshot_id)
        return download(stored, _filename(row))


def _archived(session: Session, snapshot_id: int) -> tuple[SnapshotRow, StoredResponse]:
    row = session.get(SnapshotRow, snapshot_id)
    source = payload_snapshot(session, row) if row else None
    if row is None or source is None:
        abort(404)
    return row, read_snapshot(services.archive_url(), source.warc, source.offset)


def _filename(row: SnapshotRow) -> str:
    """The last part of the address, without what file systems do not take."""
    last = unquote(urlsplit(row.url).path).rpartition("/")[2]
    return usable_name(last) or f"snapshot-{row.id}"


def _assets(session: Session, at: str, urls: Collection[str]) -> dict[str, str]:
    """For each of these addresses that was archived, where its capture nearest to `at` is shown."""
    moment = parse_moment(at)
    captures = session.scalars(
        select(SnapshotRow).where(SnapshotRow.url.in_(urls), SnapshotRow.kind == "asset")
    )
    by_distance = sorted(
        captures, key=lambda row: abs(parse_moment(row.fetched_at) - moment), reverse=True
    )
    return {row.url: url_for(".content", snapshot_id=row.id) for row in by_distance}
