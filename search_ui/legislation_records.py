"""What the catalogue keeps about one register entry, gathered for its pages and its JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from archive.catalogue.histories import ItemVersion, legislation_versions
from archive.catalogue.offered_files import OfferedFile, offered_files
from archive.catalogue.tables import DocumentRow, LegislationRow, PortalRow, SnapshotRow


@dataclass(frozen=True, slots=True)
class LegislationRecord:
    """An entry with the files that it offers, its captures, its versions and its document."""

    row: LegislationRow
    files: list[OfferedFile]
    snapshots: list[SnapshotRow]  # the newest first
    versions: list[ItemVersion]  # the newest first
    portal: PortalRow | None
    document: DocumentRow | None

    @property
    def read_from(self) -> SnapshotRow | None:
        """The capture that the entry as it stands was read from."""
        return next((s for s in self.snapshots if s.id == self.row.snapshot_id), None)


def legislation_record(session: Session, legislation_id: str) -> LegislationRecord | None:
    """Everything about the entry with exactly this id."""
    row = session.get(LegislationRow, legislation_id)
    if row is None:
        return None
    versions = legislation_versions(session, legislation_id)[::-1]
    return LegislationRecord(
        row=row,
        files=offered_files(session, "Legislation", {row.id: row.attachments})[row.id],
        snapshots=entry_snapshots(session, legislation_id, versions),
        versions=versions,
        portal=session.get(PortalRow, row.portal) if row.portal else None,
        document=session.get(DocumentRow, row.document_key) if row.document_key else None,
    )


def entry_snapshots(
    session: Session, legislation_id: str, versions: Sequence[ItemVersion]
) -> list[SnapshotRow]:
    """The captures of an entry's own page, and of the lists that its versions were read from.

    The newest first.
    """
    read_from = {version.snapshot_id for version in versions if version.snapshot_id}
    return list(
        session.scalars(
            select(SnapshotRow)
            .where(or_(SnapshotRow.legislation_id == legislation_id, SnapshotRow.id.in_(read_from)))
            .order_by(SnapshotRow.fetched_at.desc(), SnapshotRow.id.desc())
        )
    )
