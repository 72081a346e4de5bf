"""Whether a portal changed an item, or our own rules came to read it otherwise."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from archive.catalogue.capturing import Captured
from archive.catalogue.tables import ArticleRow, LegislationRow, SnapshotRow
from archive.catalogue.versioning import MadeBy


def made_by(
    session: Session,
    table: type[ArticleRow | LegislationRow],
    known: Row[Any],
    captured: Captured,
    provenance: Mapping[str, str],
) -> MadeBy:
    """What makes a capture of a known item differ from what is known of it.

    Our rules, if the capture was read before, if the page came with the very bytes that the
    version before was read from, or if other rules than before found all that differs. What is of
    no capture was imported.
    """
    if captured.snapshot_id is None:
        return "import"
    snapshot = session.get(SnapshotRow, captured.snapshot_id)
    if snapshot is None:
        return None
    if _was_read(snapshot, known, captured) or _same_bytes(session, snapshot, known):
        return "rules"
    if captured.at >= known.last_seen and _other_rules(session, table, known, captured, provenance):
        return "rules"
    return None


def _was_read(snapshot: SnapshotRow, known: Row[Any], captured: Captured) -> bool:
    """A page of its own is known to be the item's; of a list only when it was seen there."""
    if known.id in (snapshot.article_id, snapshot.legislation_id):
        return True
    return snapshot.kind == "register" and not snapshot.source and captured.at <= known.last_seen


def _same_bytes(session: Session, snapshot: SnapshotRow, known: Row[Any]) -> bool:
    before = session.get(SnapshotRow, known.snapshot_id) if known.snapshot_id else None
    return before is not None and before.payload_digest == snapshot.payload_digest


def _other_rules(
    session: Session,
    table: type[ArticleRow | LegislationRow],
    known: Row[Any],
    captured: Captured,
    provenance: Mapping[str, str],
) -> bool:
    """Whether each field that differs was found by another rule before, and is by one now."""
    columns = [getattr(table, name) for name in (*captured.content, "provenance")]
    row = session.execute(select(*columns).where(table.id == known.id)).one()
    before = row.provenance
    differing = [name for name, value in captured.content.items() if getattr(row, name) != value]
    return bool(differing) and all(
        name in before and name in provenance and before[name] != provenance[name]
        for name in differing
    )
