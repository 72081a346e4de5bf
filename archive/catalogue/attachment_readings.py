"""Which archived attachments are to be read, and what was read in them.

Files of one digest are one: they are read once, wherever they were found.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from archive.catalogue.changes import record_change
from archive.catalogue.chunks import chunks
from archive.catalogue.storing import clean
from archive.catalogue.tables import AttachmentRow, AttachmentUseRow
from archive.clock import now
from archive.items import ItemType

#: How the text of a file was come by: out of the file itself, by recognising what its pages show,
#: some of it so and some so, or not at all.
TextSource = Literal["layer", "ocr", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file that is archived and was not read yet: its digest, and a snapshot that has it."""

    payload_digest: str
    snapshot_id: int
    url: str
    portal: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a file.

    Attributes:
        media_type: what the bytes are (`application/pdf`), whatever was said of them.
        size: in bytes, unpacked from its content encoding.
        pages: the text, page by page, sheet by sheet, or as one page.
        text_source: how it was come by.
        facts: of a directive: `identifier`, `issued_on`, `signer`, `issuer`, `document_type`,
            `title`, as far as they were found.
        failure: why there is no text, or not all of it, in words.
    """

    media_type: str
    size: int
    pages: list[str] = field(default_factory=list)
    text_source: TextSource = "none"
    facts: dict[str, Any] = field(default_factory=dict)
    failure: str | None = None


def pending_attachments(
    session: Session, portals: Collection[str] = (), limit: int = 500, after: str = ""
) -> list[PendingFile]:
    """The first `limit` files to be read (of some portals), one of each digest, by digest.

    `after` is the digest that another call ended with.
    """
    statement = (
        select(
            AttachmentRow.payload_digest,
            func.max(AttachmentRow.snapshot_id).label("snapshot_id"),
            func.min(AttachmentRow.url).label("url"),
            func.min(AttachmentRow.portal).label("portal"),
        )
        .where(*_pending(portals), AttachmentRow.payload_digest > after)
        .group_by(AttachmentRow.payload_digest)
        .order_by(AttachmentRow.payload_digest)
        .limit(limit)
    )
    return [PendingFile(**dict(row)) for row in session.execute(statement).mappings()]


def count_pending(session: Session, portals: Collection[str] = ()) -> int:
    """How many different files are to be read (of some portals)."""
    different = func.count(AttachmentRow.payload_digest.distinct())
    return session.scalar(select(different).where(*_pending(portals))) or 0


def read_again(
    session: Session, portals: Collection[str] = (), kept: Collection[TextSource] = ()
) -> None:
    """Let every archived file (of some portals) be read again; until then it keeps its text.

    Files whose text is `kept` for where it came from are left as they are.
    """
    digests = select(AttachmentRow.payload_digest).where(
        AttachmentRow.payload_digest.is_not(None),
        func.coalesce(AttachmentRow.text_source, "none").not_in(kept),
        *_of(portals),
    )
    session.execute(
        update(AttachmentRow).where(AttachmentRow.payload_digest.in_(digests)).values(read_at=None),
        execution_options={"synchronize_session": False},
    )


def known_reading(session: Session, payload_digest: str) -> Reading | None:
    """What was read in the same bytes at another address; None if they were not read yet."""
    row = session.scalars(
        select(AttachmentRow)
        .where(
            AttachmentRow.payload_digest == payload_digest,
            AttachmentRow.read_at.is_not(None),
            AttachmentRow.media_type.is_not(None),
        )
        .limit(1)
    ).first()
    if row is None:
        return None
    return Reading(
        row.media_type or "",
        row.size or 0,
        row.pages,
        cast("TextSource", row.text_source or "none"),
        row.facts,
        row.failure,
    )


def record_attachment_text(session: Session, payload_digest: str, reading: Reading) -> None:
    """Record what was read in the files of a digest that were still to be read.

    The change log names every item that offers one of them.
    """
    _conclude(
        session,
        payload_digest,
        {
            "read_at": now(),
            "media_type": reading.media_type,
            "size": reading.size,
            "pages": clean(reading.pages),
            "text_source": reading.text_source,
            "facts": clean(reading.facts),
            "failure": clean(reading.failure),
        },
    )


def record_no_file(session: Session, payload_digest: str, failure: str) -> None:
    """Record that what was archived is not the file (but a login page, say): it failed to come."""
    _conclude(
        session,
        payload_digest,
        {
            "failures": AttachmentRow.failures + 1,
            "snapshot_id": None,
            "fetched_at": None,
            "payload_digest": None,
            "failure": clean(failure),
        },
    )


def _pending(portals: Collection[str]) -> tuple[Any, ...]:
    archived = AttachmentRow.payload_digest.is_not(None)
    return (AttachmentRow.read_at.is_(None), archived, *_of(portals))


def _of(portals: Collection[str]) -> tuple[Any, ...]:
    return (AttachmentRow.portal.in_(sorted(portals)),) if portals else ()


def _conclude(session: Session, payload_digest: str, values: dict[str, Any]) -> None:
    """Give the unread files of a digest these values, and note the items that offer them."""
    unread = AttachmentRow.payload_digest == payload_digest, AttachmentRow.read_at.is_(None)
    ids = session.scalars(
        update(AttachmentRow)
        .where(*unread)
        .values(values)
        .returning(AttachmentRow.id)
        .execution_options(synchronize_session=False)
    ).all()
    for some in chunks(ids):
        uses = session.execute(
            select(AttachmentUseRow.item_type, AttachmentUseRow.item_id).where(
                AttachmentUseRow.attachment_id.in_(some)
            )
        )
        for item_type, item_id in uses:
            record_change(session, item_id, "recorded", cast("ItemType", item_type))
