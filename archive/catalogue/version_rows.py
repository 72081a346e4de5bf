"""The rows of an item's versions, read and rewritten, in statements made once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from archive.catalogue.tables import ArticleVersionRow, LegislationVersionRow, core
from archive.catalogue.versioning import Version


class VersionRows:
    """The versions of the items of one type: `table`, whose column `item` has the item's id."""

    def __init__(self, table: Table, item: str) -> None:
        of_item = table.c[item] == bindparam("of_item")
        later = of_item & (table.c.number > bindparam("above"))
        self._item = item
        columns = (
            table.c.seen_at,
            table.c.last_seen,
            table.c.content_digest,
            table.c.snapshot_id,
            table.c.number,
            table.c.made_by,
        )
        self._versions = select(*columns).where(of_item).order_by(table.c.number)
        of_items = table.c[item].in_(bindparam("of_items", expanding=True))
        self._versions_of_many = (
            select(table.c[item], *columns).where(of_items).order_by(table.c[item], table.c.number)
        )
        self._contents = select(table.c.number, table.c.content).where(later)
        self._delete = delete(table).where(later)
        self._insert = insert(table)

    def read(self, session: Session, item_id: str, last_seen: str) -> list[Version]:
        """The versions of an item in order of time; the current one was seen until `last_seen`."""
        rows = session.execute(self._versions, {"of_item": item_id})
        return [_version(row, last_seen) for row in rows]

    def read_many(
        self, session: Session, last_seen: Mapping[str, str]
    ) -> Mapping[str, list[Version]]:
        """The same of several items, some hundred: by id, as `last_seen` has them."""
        versions: dict[str, list[Version]] = {item_id: [] for item_id in last_seen}
        rows = session.execute(self._versions_of_many, {"of_items": list(last_seen)})
        for item_id, *row in rows:
            versions[item_id].append(_version(row, last_seen[item_id]))
        return versions

    def write(
        self,
        session: Session,
        item_id: str,
        old: Sequence[Version],
        new: Sequence[Version],
        extracted: Mapping[str, Any],
    ) -> int:
        """Let an item have the versions `new` in place of `old`; how many stayed as they were.

        `extracted` is the content of those that have no origin.
        """
        kept = 0
        while kept < min(len(old), len(new)) - 1 and old[kept] == new[kept]:
            kept += 1
        contents: dict[int, Mapping[str, Any]] = {}
        if len(old) > kept:
            later = {"of_item": item_id, "above": kept}
            contents = {row.number: row.content for row in session.execute(self._contents, later)}
            session.execute(self._delete, later)
        rows = [
            {
                self._item: item_id,
                "number": number,
                "seen_at": version.first,
                "last_seen": version.last if number < len(new) else None,
                "content_digest": version.digest,
                "content": extracted if version.origin is None else contents[version.origin],
                "snapshot_id": version.snapshot_id,
                "made_by": version.made_by,
            }
            for number, version in enumerate(new[kept:], kept + 1)
        ]
        session.execute(self._insert, rows)
        return kept


def _version(row: Sequence[Any], last_seen: str) -> Version:
    first, last, digest, snapshot_id, number, made_by = row
    return Version(first, last or last_seen, digest, snapshot_id, number, made_by)


ARTICLE_VERSIONS = VersionRows(core(ArticleVersionRow), "article_id")
LEGISLATION_VERSIONS = VersionRows(core(LegislationVersionRow), "legislation_id")
