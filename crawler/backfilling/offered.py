"""Captures of the files that items offer: entered as these, so that they are read and searched."""

from collections.abc import Iterator

from sqlalchemy import select, tuple_

from archive.catalogue import Catalogue
from archive.catalogue.attachments import record_attachment
from archive.catalogue.tables import AttachmentRow, SnapshotRow
from archive.urls import article_id
from archive.warc import BrokenRecordError
from crawler.attachments.formats import not_a_file
from crawler.replaying import page_of_snapshot

#: What a capture turned out to be that may be a file, whatever content type it came with.
_MAY_BE_FILES = ("attachment", "asset", "other", "empty", "failed")

_BATCH = 500


def enter_offered(catalogue: Catalogue, archive_url: str, portal: str) -> int:
    """Enter what others captured of the files that a portal's items offer; how many were entered.

    Of each file the newest capture counts, those of our own crawls included. What came in place of
    a file (a page of login) does not.
    """
    entered: set[str] = set()
    for snapshots in _captures(catalogue, portal):
        for snapshot, file_id in _newer_than_known(catalogue, snapshots):
            if file_id not in entered and _is_file(catalogue, archive_url, snapshot):
                at = snapshot.fetched_at
                with catalogue.begin() as session:
                    record_attachment(session, snapshot.url, portal, snapshot.id, at)
                entered.add(file_id)
    return len(entered)


def _is_file(catalogue: Catalogue, archive_url: str, snapshot: SnapshotRow) -> bool:
    try:
        return not_a_file(page_of_snapshot(catalogue, archive_url, snapshot).body) is None
    except BrokenRecordError:
        return False


def _captures(catalogue: Catalogue, portal: str) -> Iterator[list[SnapshotRow]]:
    """What others captured that may be files, from the newest on."""
    order = (SnapshotRow.fetched_at, SnapshotRow.id)
    chosen = (
        select(SnapshotRow)
        .where(SnapshotRow.portal == portal, SnapshotRow.source.is_not(None))
        .where(SnapshotRow.kind.in_(_MAY_BE_FILES), SnapshotRow.status < 300)
        .order_by(*(column.desc() for column in order))
        .limit(_BATCH)
    )
    after = None
    while True:
        with catalogue.session() as session:
            later = chosen if after is None else chosen.where(tuple_(*order) < after)
            rows = list(session.scalars(later))
        yield rows
        if len(rows) < _BATCH:
            return
        after = (rows[-1].fetched_at, rows[-1].id)


def _newer_than_known(
    catalogue: Catalogue, snapshots: list[SnapshotRow]
) -> Iterator[tuple[SnapshotRow, str]]:
    """Those of files that are offered, and archived not at all or as of an earlier moment only.

    Each with the file's id.
    """
    ids = {snapshot.id: article_id(snapshot.url) for snapshot in snapshots}
    chosen = select(AttachmentRow.id, AttachmentRow.fetched_at)
    with catalogue.session() as session:
        offered = dict(session.execute(chosen.where(AttachmentRow.id.in_(set(ids.values())))).all())
    for snapshot in snapshots:
        file_id = ids[snapshot.id]
        if file_id in offered and (offered[file_id] or "") < snapshot.fetched_at:
            yield snapshot, file_id
