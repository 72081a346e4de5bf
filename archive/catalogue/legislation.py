"""The entries of portals' registers of documents: recorded, read, marked gone or deleted."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.orm import Session

from archive.catalogue.attachment_uses import add_uses, remove_uses, replace_uses
from archive.catalogue.capturing import Captured, Outcome, place, shown_changes
from archive.catalogue.changes import record_change
from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.paging import pages_by_id
from archive.catalogue.silent_changes import (
    keep_silent_changes,
    note_gone,
    remove_silent_changes,
)
from archive.catalogue.stale import mark_stale
from archive.catalogue.storing import content_digest, storable
from archive.catalogue.tables import LegislationRow, LegislationVersionRow, core
from archive.catalogue.telling_apart import made_by
from archive.catalogue.turns import write_beside_others
from archive.catalogue.version_rows import LEGISLATION_VERSIONS
from archive.items import Attachment, Legislation, versioned_legislation
from archive.urls import article_id as id_of_url
from archive.urls import canonicalize

#: What readers see of an entry beside its content. What a page does not tell stays as it was.
_SHOWN_FIELDS = ("portal", "province", "url")

_PLAIN_FIELDS = tuple(f.name for f in fields(Legislation) if f.name != "attachments")

_LEGISLATION = core(LegislationRow)
_KNOWN = (
    select(
        *(
            _LEGISLATION.c[name]
            for name in (
                *("id", *_SHOWN_FIELDS, "first_seen", "last_seen", "gone_since"),
                *("content_digest", "version", "snapshot_id"),
            )
        )
    )
    .where(_LEGISLATION.c.id == bindparam("known_id"))
    .with_for_update()
)
_UPDATE = update(_LEGISLATION).where(_LEGISLATION.c.id == bindparam("known_id"))
_INSERT = inserts_unless_there(_LEGISLATION, _LEGISLATION.c.id)


def record_legislation(
    session: Session, item: Legislation, seen_at: str, snapshot_id: int | None
) -> Outcome:
    """Record an entry of a register as it was seen at `seen_at`, in the snapshot `snapshot_id`.

    Captures may come in any order, and an entry that says itself when it was seen is taken at its
    word, as with `archive.catalogue.articles.record_article`. An id given is kept, otherwise it
    follows from the canonical URL.

    Returns:
        `new`, if the entry was not known; `changed`, if a version or anything else that readers see
        changed; `unchanged`, if it was only seen again.

    Raises:
        ValueError: if the entry has neither an id nor an http(s) URL.
    """
    item = storable(item)
    url = canonicalize(item.url) if item.url else ""
    entry_id = item.id or (id_of_url(url) if url else "")
    if not entry_id:
        msg = f"a register's entry needs an id or a URL: {item.title!r} has neither"
        raise ValueError(msg)
    content = dict(versioned_legislation(item))
    at = item.last_seen or seen_at
    first_seen = min(item.first_seen or at, at)
    captured = Captured(first_seen, at, snapshot_id, content, content_digest(content))
    shown = {"portal": item.portal, "province": item.province, "url": url or None}
    write_beside_others(session)
    known = session.execute(_KNOWN, {"known_id": entry_id}).one_or_none()
    if known is None:
        if _insert(session, entry_id, item, captured, shown):
            return "new"
        known = session.execute(_KNOWN, {"known_id": entry_id}).one()  # another was faster
    return _update(session, known, item, captured, shown)


def get_legislation(session: Session, legislation_id: str) -> Legislation | None:
    """The entry with exactly this id; None if there is none."""
    row = session.get(LegislationRow, legislation_id, populate_existing=True)
    return None if row is None else as_item(row)


def iter_legislation(
    session: Session, *, portal: str | None = None, province: str | None = None, batch: int = 500
) -> Iterator[Legislation]:
    """Every entry, or those of a portal or a province, by id; `batch` at a time are in memory."""
    for rows in pages_by_id(session, LegislationRow, portal, province, batch):
        for row in rows:
            session.expunge(row)
            yield as_item(row)


def mark_legislation_gone(session: Session, legislation_id: str, at: str) -> bool:
    """Note that a register did not have an entry any more at `at`; whether that is news."""
    write_beside_others(session)
    marked = session.scalar(
        update(LegislationRow)
        .where(
            LegislationRow.id == legislation_id,
            LegislationRow.gone_since.is_(None),
            LegislationRow.last_seen <= at,
        )
        .values(gone_since=at)
        .returning(LegislationRow.id)
    )
    if marked is None:
        return False
    note_gone(session, "Legislation", legislation_id, at)
    record_change(session, legislation_id, "recorded", "Legislation")
    return True


def delete_legislation(session: Session, legislation_id: str) -> bool:
    """Take an entry with exactly this id out of the catalogue; whether there was one.

    For what was never an entry, or must not be kept; one that vanished is marked gone instead.
    """
    write_beside_others(session)
    session.execute(
        delete(LegislationVersionRow).where(LegislationVersionRow.legislation_id == legislation_id)
    )
    deleted = session.execute(
        delete(LegislationRow)
        .where(LegislationRow.id == legislation_id)
        .returning(LegislationRow.document_key, LegislationRow.stated_key)
    ).one_or_none()
    if deleted is None:
        return False
    remove_uses(session, "Legislation", legislation_id)
    remove_silent_changes(session, "Legislation", legislation_id)
    mark_stale(session, "Legislation", legislation_id, [(deleted[0], deleted[1])])
    record_change(session, legislation_id, "deleted", "Legislation")
    return True


def as_item(row: LegislationRow) -> Legislation:
    """The entry that a row has."""
    return Legislation(
        **{name: getattr(row, name) for name in _PLAIN_FIELDS},
        attachments=[Attachment(**attachment) for attachment in row.attachments],
    )


def _insert(
    session: Session,
    entry_id: str,
    item: Legislation,
    captured: Captured,
    shown: dict[str, Any],
) -> bool:
    """Enter a new entry; False if it is there already."""
    values = {
        "id": entry_id,
        **shown,
        "url": shown["url"] or "",
        **captured.content,
        "first_seen": captured.first_seen,
        "last_seen": captured.at,
        "gone_since": item.gone_since,
        "provenance": item.provenance,
        "content_digest": captured.digest,
        "version": 1,
        "snapshot_id": captured.snapshot_id,
    }
    if session.scalar(in_dialect(session, _INSERT), values) is None:
        return False
    LEGISLATION_VERSIONS.write(session, entry_id, [], [captured.version], captured.content)
    add_uses(session, "Legislation", entry_id, item.portal, captured.content["attachments"])
    if item.gone_since:
        note_gone(session, "Legislation", entry_id, item.gone_since)
    record_change(session, entry_id, "added", "Legislation")
    return True


def _update(
    session: Session,
    known: Row[Any],
    item: Legislation,
    captured: Captured,
    shown: dict[str, Any],
) -> Outcome:
    """Let a known entry have a capture, be it the newest or an older one."""
    # a snapshot of a listing has many entries: no capture is known to have confirmed just one
    placed = place(
        *(session, LEGISLATION_VERSIONS, known, captured),
        seen=tuple,
        made_by=lambda: made_by(session, LegislationRow, known, captured, item.provenance),
    )
    changes: dict[str, Any] = {}
    if placed.newest:
        changes = shown_changes(known, shown, item.gone_since, captured.at)
    values = placed.values | changes
    if placed.newest and item.provenance:
        values["provenance"] = item.provenance
    session.execute(_UPDATE, {"known_id": known.id, **values})
    if placed.content_changed:
        files = captured.content["attachments"]
        replace_uses(session, "Legislation", known.id, item.portal, files)
    keep_silent_changes(session, "Legislation", known, placed, changes, captured.at)
    if placed.content_changed or changes:
        record_change(session, known.id, "recorded", "Legislation")
        return "changed"
    return "changed" if placed.versions_changed else "unchanged"
