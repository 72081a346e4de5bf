"""Attachments: which files are to be fetched, what came of it, and what items' files say.

Items say which files they offer (`archive.catalogue.attachment_uses`), a crawl fetches and archives
them, and their text is read later, from the archive (`archive.catalogue.attachment_readings`): each
step knows by these rows what the one before has left it, also after it was killed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, exists, or_, select, update
from sqlalchemy.orm import Session

from archive.catalogue.attachment_uses import new_row
from archive.catalogue.chunks import chunks
from archive.catalogue.inserting import in_dialect, inserts_unless_there
from archive.catalogue.storing import clean
from archive.catalogue.tables import AttachmentRow, AttachmentUseRow, SnapshotRow, core
from archive.clock import moment, parse_moment
from archive.items import ItemType
from archive.urls import article_id as id_of_url
from archive.urls import canonicalize

#: After the first failure a file is asked for again a day later, then after two days, four, … 64.
FIRST_WAIT = timedelta(days=1)
DOUBLINGS = 6

_ATTACHMENTS = core(AttachmentRow)
_INSERT = inserts_unless_there(_ATTACHMENTS)
_UPDATE = update(_ATTACHMENTS).where(_ATTACHMENTS.c.id == bindparam("file_id"))


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that an item offers, with what is known of it; `read_at` null: not read yet."""

    id: str
    url: str
    snapshot_id: int | None
    fetched_at: str | None
    read_at: str | None
    media_type: str | None
    size: int | None
    pages: list[str]
    text_source: str | None
    facts: dict[str, Any]
    failure: str | None

    @property
    def text(self) -> str:
        """The text of all pages."""
        return "\n".join(self.pages)


def attachments_due(session: Session, urls: Collection[str], at: str) -> set[str]:
    """Which of these addresses are to be fetched at `at`.

    Those never tried, and those that failed, after a wait that grows with every failure. A file
    that is archived is not (see `archived_attachments`). What is no http(s) address is never due.
    """
    by_id: dict[str, list[str]] = {}
    for url in urls:
        try:
            by_id.setdefault(id_of_url(url), []).append(url)
        except ValueError:
            continue
    waiting: set[str] = set()
    for ids in chunks(sorted(by_id)):
        rows = session.execute(
            select(AttachmentRow.id, AttachmentRow.tried_at, AttachmentRow.failures).where(
                AttachmentRow.id.in_(ids)
            )
        )
        waiting.update(
            file for file, tried_at, failures in rows if not is_due_again(tried_at, failures, at)
        )
    return {url for file, same in by_id.items() if file not in waiting for url in same}


def archived_attachments(session: Session, ids: Sequence[str]) -> set[str]:
    """Which of these files are archived, and were there when they were asked for last."""
    archived: set[str] = set()
    for some in chunks(ids):
        rows = select(AttachmentRow.id).where(
            AttachmentRow.id.in_(some),
            AttachmentRow.snapshot_id.is_not(None),
            AttachmentRow.failures == 0,
        )
        archived.update(session.scalars(rows))
    return archived


def due_of_portal(session: Session, portal: str, at: str) -> list[str]:
    """The addresses of a portal's files, offered by some item, that are due as above, by id.

    What a crawl that was killed had not fetched yet is among them.
    """
    offered = exists().where(AttachmentUseRow.attachment_id == AttachmentRow.id)
    rows = session.execute(
        select(AttachmentRow.url, AttachmentRow.tried_at, AttachmentRow.failures)
        .where(
            AttachmentRow.portal == portal,
            or_(AttachmentRow.tried_at.is_(None), AttachmentRow.failures > 0),
            offered,
        )
        .order_by(AttachmentRow.id)
    )
    return [url for url, tried_at, failures in rows if is_due_again(tried_at, failures, at)]


def record_attachment(
    session: Session,
    url: str,
    portal: str | None,
    snapshot_id: int | None,
    fetched_at: str,
    failure: str | None = None,
) -> str:
    """Record what came of asking for a file: a snapshot that has it, or a `failure`, in words.

    The file is to be read unless one with the same bytes was read at this address before. A failure
    leaves a file that is archived already as it is. Returns the attachment's id.

    Raises:
        ValueError: if `url` is no http(s) address, or there is neither snapshot nor failure.
    """
    if snapshot_id is None and failure is None:
        msg = f"neither a snapshot nor a failure of {url}"
        raise ValueError(msg)
    row = new_row(canonicalize(url), portal)
    file_id: str = row["id"]
    session.execute(in_dialect(session, _INSERT), row)
    known = session.execute(
        select(AttachmentRow.snapshot_id, AttachmentRow.payload_digest, AttachmentRow.failures)
        .where(AttachmentRow.id == file_id)
        .with_for_update()
    ).one()
    values: dict[str, Any] = {"tried_at": fetched_at}
    if failure is not None:
        values["failures"] = known.failures + 1
        if known.snapshot_id is None:
            values["failure"] = clean(failure)
    else:
        digest = session.scalar(
            select(SnapshotRow.payload_digest).where(SnapshotRow.id == snapshot_id)
        )
        values |= {"failures": 0, "snapshot_id": snapshot_id, "fetched_at": fetched_at}
        if digest != known.payload_digest:
            values |= {"payload_digest": digest, "read_at": None, "failure": None}
    session.execute(_UPDATE, {"file_id": file_id, **values})
    return file_id


def item_attachments(session: Session, item_type: ItemType, item_id: str) -> list[AttachedFile]:
    """The files that an item offers, in its order, those not fetched or not read yet among them."""
    return texts_of_items(session, item_type, [item_id]).get(item_id, [])


def texts_of_items(
    session: Session, item_type: ItemType, item_ids: Sequence[str]
) -> dict[str, list[AttachedFile]]:
    """The files that these items offer, by item, as `item_attachments` gives them for one."""
    found: dict[str, list[AttachedFile]] = {}
    for ids in chunks(item_ids):
        rows = session.execute(
            select(
                AttachmentUseRow.item_id,
                *(getattr(AttachmentRow, name) for name in AttachedFile.__slots__),
            )
            .join(AttachmentUseRow, AttachmentUseRow.attachment_id == AttachmentRow.id)
            .where(AttachmentUseRow.item_type == item_type, AttachmentUseRow.item_id.in_(ids))
            .order_by(AttachmentUseRow.item_id, AttachmentUseRow.position)
        )
        for row in rows:
            found.setdefault(row[0], []).append(AttachedFile(*row[1:]))
    return found


def is_due_again(tried_at: str | None, failures: int, at: str) -> bool:
    """Whether what was tried last at a moment, after so many failures, is to be tried at `at`."""
    if tried_at is None:
        return True
    if failures == 0:
        return False
    wait = FIRST_WAIT * 2 ** min(failures - 1, DOUBLINGS)
    return moment(parse_moment(tried_at) + wait) <= at
