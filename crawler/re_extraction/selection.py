"""Which snapshots are read again, in the order of their capture."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from archive.catalogue import Catalogue
from archive.catalogue.tables import SnapshotRow

#: Kinds of snapshots that hold an item, or should.
_ITEMS = ("article", "legislation", "register", "failed")

#: Kinds of pages that should have had one if they bear a failure, or may have if others took them.
_NO_ITEMS = ("other", "empty", "error", "login", "blocked")

#: Snapshots whose items today's rules may read otherwise: items, pages that should have had
#: one or may have one, and pages that nobody came to look at (the crawl was killed).
CHANGED_BY_RULES: ColumnElement[bool] = or_(
    SnapshotRow.kind.in_(_ITEMS),
    SnapshotRow.kind.is_(None),
    and_(
        SnapshotRow.kind.in_(_NO_ITEMS),
        or_(SnapshotRow.failure.is_not(None), SnapshotRow.source.is_not(None)),
    ),
)

#: Snapshots of captures by others that nobody has looked at yet.
NEVER_READ: ColumnElement[bool] = and_(SnapshotRow.kind.is_(None), SnapshotRow.source.is_not(None))

#: A page, or word from the server that it is as it was.
_SUCCESSFUL = or_(SnapshotRow.status < 300, SnapshotRow.status == 304)


@dataclass(frozen=True, slots=True)
class SnapshotSelection:
    """Which snapshots of a portal: `since` and `until` are days (ISO 8601, UTC), both included."""

    which: ColumnElement[bool]
    since: str | None = None
    until: str | None = None

    def count(self, catalogue: Catalogue, portal: str) -> int:
        """How many there are."""
        with catalogue.session() as session:
            counted = select(func.count()).select_from(SnapshotRow).where(*self._of(portal))
            return session.scalars(counted).one()

    def chunks(self, catalogue: Catalogue, portal: str, size: int) -> Iterator[list[int]]:
        """Their ids, `size` at a time, in the order of capture. No transaction stays open."""
        order = (SnapshotRow.fetched_at, SnapshotRow.id)
        after = ("", 0)
        while True:
            chosen = select(*order).where(*self._of(portal), tuple_(*order) > after)
            with catalogue.session() as session:
                rows = session.execute(chosen.order_by(*order).limit(size)).all()
            if rows:
                yield [row.id for row in rows]
            if len(rows) < size:
                return
            after = (rows[-1].fetched_at, rows[-1].id)

    def _of(self, portal: str) -> list[ColumnElement[bool]]:
        wanted = [SnapshotRow.portal == portal, _SUCCESSFUL, self.which]
        if self.since is not None:
            wanted.append(SnapshotRow.fetched_at >= self.since)
        if self.until is not None:
            wanted.append(SnapshotRow.fetched_at <= f"{self.until}T23:59:59Z")
        return wanted
