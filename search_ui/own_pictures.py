"""The pictures that an article alone shows: they are withheld with it.

Which pictures a page shows is told by the page as archived, and by nothing else. So the pages of
the article are read, and those of others that are shown: what these show too is not the article's.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.chunks import chunks
from archive.catalogue.snapshots import payload_snapshot
from archive.catalogue.tables import SnapshotRow
from archive.warc import BrokenRecordError, read_snapshot
from search_ui.replay_pages import asset_addresses
from search_ui.replaying import html_payload

#: So many captures of the article are read, the newest.
MOST_OWN = 20

#: So many captures of other articles of the portal are read that were made before its first
#: capture, and as many since: those nearest to it.
MOST_OTHERS = 50


def own_pictures(session: Session, archive_url: str, article_id: str) -> list[SnapshotRow]:
    """The captures of pictures that an article shows and none of the others that are looked at.

    `session` is one of readers': what is withheld is no other article. A page that cannot be read
    shows nothing.
    """
    of_article = select(SnapshotRow).where(SnapshotRow.article_id == article_id)
    own = session.scalars(of_article.order_by(SnapshotRow.id.desc()).limit(MOST_OWN)).all()
    shown = {address for row in own for address in _shown(session, archive_url, row)}
    pictures = [
        row
        for some in chunks(sorted(shown))
        for row in session.scalars(
            select(SnapshotRow)
            .where(SnapshotRow.url.in_(some), SnapshotRow.kind == "asset")
            .where(SnapshotRow.content_type.startswith("image/"))
            .order_by(SnapshotRow.id)
        )
    ]
    if not pictures:
        return []
    for other in _others(session, own[-1]):
        shown -= _shown(session, archive_url, other)
    return [row for row in pictures if row.url in shown]


def _others(session: Session, first: SnapshotRow) -> Iterator[SnapshotRow]:
    others = select(SnapshotRow).where(
        SnapshotRow.portal == first.portal,
        SnapshotRow.article_id.is_not(None),
        SnapshotRow.article_id != first.article_id,
    )
    at = SnapshotRow.fetched_at
    before = others.where(at < first.fetched_at).order_by(at.desc(), SnapshotRow.id.desc())
    since = others.where(at >= first.fetched_at).order_by(at, SnapshotRow.id)
    for nearest in (before, since):
        yield from session.scalars(nearest.limit(MOST_OTHERS))


def _shown(session: Session, archive_url: str, row: SnapshotRow) -> set[str]:
    """The addresses of what a captured page shows."""
    source = payload_snapshot(session, row)
    if source is None:
        return set()
    try:
        stored = read_snapshot(archive_url, source.warc, source.offset)
    except (BrokenRecordError, OSError):
        return set()
    page = html_payload(stored)
    if page is None:
        return set()
    return asset_addresses(page, stored.header("Content-Type") or "", row.url)
