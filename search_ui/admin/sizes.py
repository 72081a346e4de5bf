"""How large what is kept is: as the catalogue knows it, and on this machine's disks."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from archive.catalogue.tables import SnapshotRow
from archive.disk_space import size_of, space_left
from search_ui import services


@dataclass(frozen=True, slots=True)
class Stored:
    """What is archived of a portal: records in WARC files, in bytes as they are stored."""

    portal: str
    snapshots: int
    size: int


def archived(session: Session) -> Sequence[Stored]:
    """What is archived of each portal, the largest first."""
    size = func.sum(SnapshotRow.length)
    rows = session.execute(
        select(SnapshotRow.portal, func.count(), size)
        .group_by(SnapshotRow.portal)
        .order_by(size.desc())
    )
    return [Stored(portal, count, int(total)) for portal, count, total in rows]


def catalogue(session: Session) -> int:
    """The size of the catalogue's database, in bytes."""
    if session.get_bind().dialect.name == "postgresql":
        size = text("SELECT pg_database_size(current_database())")
    else:
        size = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    return int(session.execute(size).scalar_one())


def on_disk(what: str) -> int | None:
    """The bytes of the folder that something is kept in; None where it is not on this machine."""
    folder = services.folders().get(what)
    return size_of(folder) if folder else None


def left(what: str) -> int | None:
    """The bytes that may still be written there; None where it is not on this machine."""
    folder = services.folders().get(what)
    return space_left(folder) if folder else None
