"""A capture: when, with what digest, where in which WARC file; and the page as archived."""

from collections.abc import Collection
from functools import partial
from urllib.parse import unquote, urlsplit

from flask import Blueprint, Response, abort, render_template, url_for
from sqlalchemy.orm import Session

from archive.catalogue.naming_captures import first_named, may_name, named_items
from archive.catalogue.snapshots import payload_snapshot
from archive.catalogue.tables import ArticleRow, LegislationRow, SnapshotRow
from archive.evidence import Contents, Page, write_wacz, write_warc
from archive.evidence.wacz import CONTENT_TYPE
from archive.page_pictures import MOST_PAGES
from archive.warc import StoredResponse, read_snapshot
from search_ui import services
from search_ui.captured_pages import file_name, nearest_assets, packed, places_needed, places_of
from search_ui.errors import NamesWithheldError
from search_ui.file_names import usable_name
from search_ui.page_pictures import BusyError, pictures
from search_ui.replaying import download, is_shown, readable, replay, unpacked

blueprint = Blueprint("snapshots", __name__)

_ID = "<int(max=2147483647):snapshot_id>"


@blueprint.get(f"/snapshots/{_ID}")
def snapshot(snapshot_id: int) -> str:
    """The capture's record, and the page as archived in a frame without rights."""
    with services.catalogue().session() as session:
        row = session.get(SnapshotRow, snapshot_id)
        if row is None:
            abort(404)
        article = session.get(ArticleRow, row.article_id) if row.article_id else None
        entry = session.get(LegislationRow, row.legislation_id) if row.legislation_id else None
        item = article or entry
        return render_template(
            "snapshot.html",
            snapshot=row,
            payload=payload_snapshot(session, row),
            article=article,
            entry=entry,
            gone_since=item.gone_since if item else None,
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


@blueprint.get(f"/snapshots/{_ID}/pages/<int(max={MOST_PAGES}):number>.webp")
def picture(snapshot_id: int, number: int) -> Response:
    """A page of an archived PDF as a picture."""
    with services.catalogue().session() as session:
        row = session.get(SnapshotRow, snapshot_id)
        source = payload_snapshot(session, row) if row else None
        if source is None:
            abort(404)
        digest, place = source.payload_digest, (source.warc, source.offset)
    try:
        drawn = pictures().picture(
            digest, number, lambda: unpacked(read_snapshot(services.archive_url(), *place))
        )
    except BusyError:
        abort(503, response=Response(status=503, headers={"Retry-After": "5"}))
    if drawn is None:
        abort(404)
    response = Response(drawn, mimetype="image/webp")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@blueprint.get(f"/snapshots/{_ID}/capture.warc.gz")
def warc(snapshot_id: int) -> Response:
    """The capture as a WARC file that stands alone, byte for byte as archived."""
    with services.catalogue().session() as session:
        row, _ = _archived(session, snapshot_id)
        places = places_of(session, row)
    return packed(
        lambda file: write_warc(file, services.archive_url(), places),
        file_name(row, "warc.gz"),
        "application/gzip",
    )


@blueprint.get(f"/snapshots/{_ID}/page.wacz")
def wacz(snapshot_id: int) -> Response:
    """The page with what it shows as a WACZ file, which other tools verify and replay."""
    with services.catalogue().session() as session:
        row, stored = _archived(session, snapshot_id)
        places = places_needed(session, row, stored)
        article = session.get(ArticleRow, row.article_id) if row.article_id else None
    title = article.headline if article else row.url
    contents = Contents(title, [Page(row.url, row.fetched_at, title)])
    return packed(
        lambda file: write_wacz(file, services.archive_url(), contents, places),
        file_name(row, "wacz"),
        CONTENT_TYPE,
    )


def _archived(session: Session, snapshot_id: int) -> tuple[SnapshotRow, StoredResponse]:
    """A capture and what it shows; none that names a withheld item, as listings do."""
    row = session.get(SnapshotRow, snapshot_id)
    source = payload_snapshot(session, row) if row else None
    if row is None or source is None:
        abort(404)
    stored = read_snapshot(services.archive_url(), source.warc, source.offset)
    if may_name(row):
        with services.whole_catalogue().session() as whole:
            named = first_named(row, readable(stored), named_items(whole))
        if named is not None:
            raise NamesWithheldError(named.item_type, named.id)
    return row, stored


def _filename(row: SnapshotRow) -> str:
    """The last part of the address, without what file systems do not take."""
    last = unquote(urlsplit(row.url).path).rpartition("/")[2]
    return usable_name(last) or f"snapshot-{row.id}"


def _assets(session: Session, at: str, urls: Collection[str]) -> dict[str, str]:
    """For each of these addresses that was archived, where its capture nearest to `at` is shown."""
    found = nearest_assets(session, at, urls)
    return {url: url_for(".content", snapshot_id=row.id) for url, row in found.items()}
