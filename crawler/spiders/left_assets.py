"""Images and style sheets that crawls which ended before their end did not come to.

The articles are known by then, so no listing leads to their pages again; but these are archived.
"""

from collections.abc import AsyncIterator, Sequence

from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import SnapshotRow
from archive.warc import BrokenRecordError
from crawler.assets import assets_of
from crawler.recording import Recorder
from crawler.replaying import page_of_snapshot

#: Of a listing's page first the articles are asked for, then their assets. So where so many pages
#: in a row lack none, those before them lack none either.
ENOUGH = 300

_BATCH = 50


async def assets_left(
    recorder: Recorder, archive_url: str, run_ids: Sequence[int]
) -> AsyncIterator[tuple[str, ...]]:
    """The assets of the articles that some crawls archived, a page at a time, the newest first."""
    before: int | None = None
    while pages := await recorder.ask(_pages, run_ids, before):
        for snapshot_id in pages:
            yield await recorder.ask(_assets, archive_url, snapshot_id)
        before = pages[-1]


def _pages(catalogue: Catalogue, run_ids: Sequence[int], before: int | None) -> Sequence[int]:
    pages = select(SnapshotRow.id).where(
        SnapshotRow.run_id.in_(run_ids), SnapshotRow.kind == "article"
    )
    if before is not None:
        pages = pages.where(SnapshotRow.id < before)
    with catalogue.session() as session:
        return session.scalars(pages.order_by(SnapshotRow.id.desc()).limit(_BATCH)).all()


def _assets(catalogue: Catalogue, archive_url: str, snapshot_id: int) -> tuple[str, ...]:
    """None of a page that cannot be read: checks of the archive tell of it."""
    with catalogue.session() as session:
        snapshot = session.get_one(SnapshotRow, snapshot_id)
    try:
        return assets_of(page_of_snapshot(catalogue, archive_url, snapshot))
    except BrokenRecordError:
        return ()
