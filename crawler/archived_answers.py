"""Archived responses as answers to requests of a crawl."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from archive.catalogue import Catalogue
from archive.catalogue.stored_answers import Validators, answers_of_runs, last_validators
from archive.catalogue.tables import SnapshotRow
from archive.warc import BrokenRecordError, read_record, read_snapshot
from crawler.replaying import payload_holder


@dataclass(frozen=True, slots=True)
class ArchivedAnswer:
    """A response as it came over the wire: which snapshot it is, taken when, and what is in it."""

    snapshot_id: int
    fetched_at: str
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes


def validators(catalogue: Catalogue, url: str, listed_since: str) -> Validators | None:
    """What the last good answer from an address came with; a listing's only since a moment."""
    with catalogue.session() as session:
        return last_validators(session, url, listed_since)


def unchanged_answer(catalogue: Catalogue, archive_url: str, snapshot_id: int) -> ArchivedAnswer:
    """The answer that a snapshot is, to be used again because the server says that it holds.

    Raises:
        BrokenRecordError: the record with its payload cannot be read.
    """
    with catalogue.session() as session:
        snapshot = session.get_one(SnapshotRow, snapshot_id)
        return _answer(archive_url, snapshot, payload_holder(session, snapshot))


def interrupted_answer(
    catalogue: Catalogue, archive_url: str, url: str, run_ids: Sequence[int], since: str
) -> ArchivedAnswer | None:
    """What runs that were cut short got by asking for an address since a moment (UTC)."""
    with catalogue.session() as session:
        for snapshot in answers_of_runs(session, url, run_ids, since):
            try:
                if not _was_posted(archive_url, snapshot):
                    return _answer(archive_url, snapshot, payload_holder(session, snapshot))
            except BrokenRecordError:
                continue
    return None


def _answer(archive_url: str, snapshot: SnapshotRow, holder: SnapshotRow) -> ArchivedAnswer:
    stored = read_snapshot(archive_url, holder.warc, holder.offset)
    # a redirect is told by its headers: another with the same body leads elsewhere
    told = stored
    if holder is not snapshot and snapshot.status != HTTPStatus.NOT_MODIFIED:
        told = read_snapshot(archive_url, snapshot.warc, snapshot.offset)
    return ArchivedAnswer(
        snapshot.id, snapshot.fetched_at, told.status, told.headers, stored.payload
    )


def _was_posted(archive_url: str, snapshot: SnapshotRow) -> bool:
    """Whether something was posted for the answer: the record of the request comes next."""
    request = read_record(archive_url, snapshot.warc, snapshot.offset + snapshot.length)
    return bool(request.block)
