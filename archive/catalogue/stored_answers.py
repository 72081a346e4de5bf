"""Answers that are archived already: to be asked about again, or to be used once more."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import SnapshotRow

#: Kinds of page that showed what they should: only of these is a change asked for.
_GOOD = ("article", "legislation", "listing", "register", "feed", "attachment")
#: Of these, the kinds that name what is new: a server that is wrong about them hides it all.
_LISTING = ("listing", "register", "feed")
#: Answers that say nothing of the page itself: it has to be asked for again.
_NO_ANSWERS = (403, 408, 425, 429)
_NO_PAGES = ("blocked", "truncated")


@dataclass(frozen=True, slots=True)
class Validators:
    """What a page came with last, to ask whether it changed since (RFC 9110, section 8.8)."""

    snapshot_id: int
    etag: str | None
    last_modified: str | None


def last_validators(session: Session, url: str, listed_since: str) -> Validators | None:
    """What the last good answer from an address came with; None if that was nothing.

    None also of a listing that did not come in full since a moment, `listed_since`.
    """
    good = (
        SnapshotRow.url == url,
        SnapshotRow.kind.in_(_GOOD),
        SnapshotRow.failure.is_(None),
        SnapshotRow.source.is_(None),
    )
    row = session.execute(
        select(SnapshotRow.id, SnapshotRow.etag, SnapshotRow.last_modified, SnapshotRow.kind)
        .where(*good, SnapshotRow.status.in_((200, 304)))
        .order_by(SnapshotRow.fetched_at.desc(), SnapshotRow.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None or not (row.etag or row.last_modified):
        return None
    if row.kind in _LISTING:
        recent = SnapshotRow.status == 200, SnapshotRow.fetched_at >= listed_since
        if session.scalar(select(SnapshotRow.id).where(*good, *recent).limit(1)) is None:
            return None
    return Validators(row.id, row.etag, row.last_modified)


def answers_of_runs(
    session: Session, url: str, run_ids: Sequence[int], since: str = ""
) -> Sequence[SnapshotRow]:
    """What some runs got from an address, the newest first; not what has to be asked for again."""
    return session.scalars(
        select(SnapshotRow)
        .where(
            SnapshotRow.url == url,
            SnapshotRow.run_id.in_(run_ids),
            SnapshotRow.fetched_at >= since,
            SnapshotRow.status < 500,
            SnapshotRow.status.not_in(_NO_ANSWERS),
            or_(SnapshotRow.kind.is_(None), SnapshotRow.kind.not_in(_NO_PAGES)),
        )
        .order_by(SnapshotRow.id.desc())
    ).all()
