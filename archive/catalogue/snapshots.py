"""Snapshots: what was archived, where it is, and what each page turned out to be."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import bindparam, false, insert, or_, select, tuple_, update
from sqlalchemy.orm import Session

from archive.catalogue.tables import SnapshotRow, core

_SNAPSHOTS = core(SnapshotRow)
_INSERT = insert(_SNAPSHOTS).returning(_SNAPSHOTS.c.id)
_UPDATE = update(_SNAPSHOTS).where(_SNAPSHOTS.c.id == bindparam("snapshot"))


@dataclass(frozen=True, slots=True)
class NewSnapshot:
    """A response just archived; the fields are those of `SnapshotRow`."""

    portal: str
    run_id: int | None
    url: str
    fetched_at: str
    status: int
    content_type: str | None
    payload_digest: str
    record_type: str
    record_id: str
    warc: str
    offset: int
    length: int
    refers_to: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    source: str | None = None
    kind: str | None = None
    article_id: str | None = None
    legislation_id: str | None = None
    failure: str | None = None


def record_snapshot(session: Session, snapshot: NewSnapshot) -> int:
    """Enter a snapshot; its id."""
    number: int = session.scalars(_INSERT, asdict(snapshot)).one()
    return number


def set_outcome(
    session: Session,
    snapshot_id: int,
    kind: str,
    article_id: str | None = None,
    failure: str | None = None,
    legislation_id: str | None = None,
) -> None:
    """Write down what the page turned out to be: its kind, and its item or why there is none."""
    values = {
        "kind": kind,
        "article_id": article_id,
        "legislation_id": legislation_id,
        "failure": failure,
    }
    session.execute(_UPDATE, {"snapshot": snapshot_id, **values})


def find_payload(session: Session, payload_digest: str) -> SnapshotRow | None:
    """The newest snapshot that has this payload in its own record: what a revisit can refer to."""
    return session.scalars(
        select(SnapshotRow)
        .where(SnapshotRow.payload_digest == payload_digest, SnapshotRow.record_type == "response")
        .order_by(SnapshotRow.id.desc())
        .limit(1)
    ).first()


def payload_snapshot(session: Session, snapshot: SnapshotRow) -> SnapshotRow | None:
    """The snapshot whose record has the payload: itself, or the one that a revisit refers to."""
    if snapshot.refers_to is None:
        return snapshot
    return session.get(SnapshotRow, snapshot.refers_to)


def article_snapshots(session: Session, article_id: str) -> Sequence[SnapshotRow]:
    """Every snapshot that an article was extracted from, the oldest first."""
    return session.scalars(
        select(SnapshotRow)
        .where(SnapshotRow.article_id == article_id)
        .order_by(SnapshotRow.fetched_at, SnapshotRow.id)
    ).all()


def capture_moments(session: Session, article_id: str) -> Sequence[str]:
    """When the snapshots were made that an article was extracted from."""
    moments = select(SnapshotRow.fetched_at).where(SnapshotRow.article_id == article_id)
    return session.scalars(moments).all()


def iter_snapshots(
    session: Session,
    portal: str,
    kinds: Sequence[str | None],
    batch: int = 500,
    after: tuple[str, int] = ("", 0),
) -> Iterator[SnapshotRow]:
    """The snapshots of a portal that turned out to be of one of these kinds, the oldest first.

    `after` is the moment and the id of the snapshot that another call ended with: who takes long
    for each reads a batch to a session, for SQLite's log grows as long as somebody reads.

    The kind None is that of snapshots never looked at. Re-extraction has to keep to this order:
    only so are a change of the page and a change of the rules told apart.
    """
    named = [kind for kind in kinds if kind is not None]
    wanted = or_(
        SnapshotRow.kind.in_(named), SnapshotRow.kind.is_(None) if None in kinds else false()
    )
    order = (SnapshotRow.fetched_at, SnapshotRow.id)
    while True:
        rows = session.scalars(
            select(SnapshotRow)
            .where(SnapshotRow.portal == portal, wanted, tuple_(*order) > after)
            .order_by(*order)
            .limit(batch)
        ).all()
        for row in rows:
            session.expunge(row)  # or the session would keep every one of them
        yield from rows
        if len(rows) < batch:
            return
        after = (rows[-1].fetched_at, rows[-1].id)
