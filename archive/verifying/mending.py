"""Mending what a check of the archive found, where it can be mended.

Nothing is taken away: a file that a whole one replaces stays beside it under another name.
"""

import shutil
from collections import defaultdict
from collections.abc import Sequence

# fsspec comes without type information
from fsspec import url_to_fs  # type: ignore[import-untyped]
from sqlalchemy import update
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.snapshots import NewSnapshot, find_payload, record_snapshot
from archive.catalogue.tables import SnapshotRow
from archive.clock import now
from archive.verifying.checking import ArchiveCheck, place_of, rows_of
from archive.verifying.comparing import compare
from archive.verifying.findings import HARMLESS, Trouble
from archive.verifying.found_records import FoundRecord, read_content
from archive.warc import BrokenRecordError

#: What a whole file of that name would mend.
_WANTING: frozenset[Trouble] = frozenset({"missing file", "lost", "different"})

_COPYING = 1 << 20


def mend(
    catalogue: Catalogue, archive_url: str, check: ArchiveCheck, copies: str | None = None
) -> list[str]:
    """Mend what can be mended of what a check found; what was done, a line each.

    Files that are missing, hold less than the catalogue says, are damaged elsewhere or end within a
    record are fetched from `copies` (a folder or any URL that fsspec knows), if the file of that
    name there bears the catalogue out, and is whole where nothing else is wrong. Snapshots
    whose record is whole in another file (one that was renamed, say) are led there, revisits to a
    payload of their digest. Captures that the catalogue does not know are entered as
    pages never looked at, so that `congtin extract` reads them, if it is said whose they are.
    """
    done = _fetch_copies(catalogue, archive_url, check, copies) if copies else []
    with catalogue.begin() as session:
        done += _lead_to_copies(session, check)
        done += _enter(session, check.unlisted)
        done += _lead_to_originals(session, check)
    return done


def _fetch_copies(
    catalogue: Catalogue, archive_url: str, check: ArchiveCheck, copies: str
) -> list[str]:
    done = []
    troubles = defaultdict[str, set[Trouble]](set)
    for finding in check.findings:
        troubles[finding.warc].add(finding.trouble)
    for warc, found in troubles.items():
        if not found & {*_WANTING, "damaged", "torn"}:
            continue
        try:
            content = read_content(copies, warc)
        except BrokenRecordError:
            continue
        with catalogue.session() as session:
            rows = rows_of(session, warc)
        there = list(compare(content, rows))
        if any(finding.snapshot_id is not None for finding in there):
            continue
        # what is not in the catalogue yet would be lost with what is damaged beside it
        missed = {each.offset for each in check.unlisted if each.warc == warc}
        is_whole = not {"damaged", "torn"} & {each.trouble for each in there}
        if found <= HARMLESS and not _is_longer(copies, archive_url, warc):
            continue  # a crawl is writing it
        if found & _WANTING or (is_whole and missed <= content.records.keys()):
            _replace(archive_url, copies, warc)
            done.append(f"{warc} is whole again: {len(rows)} snapshots, from {copies}")
    return done


def _is_longer(copies: str, archive_url: str, warc: str) -> bool:
    """Whether a copy has more bytes than the file: one that is being written has all of its."""
    sizes = []
    for place in (copies, archive_url):
        files, root = url_to_fs(place)
        sizes.append(files.size(f"{root.rstrip('/')}/{warc}"))
    copy, file = sizes
    return bool(copy > file)


def _replace(archive_url: str, copies: str, warc: str) -> None:
    """Put the file of that name from `copies` in its place, and what is there aside."""
    source, source_root = url_to_fs(copies)
    target, target_root = url_to_fs(archive_url)
    path = f"{target_root.rstrip('/')}/{warc}"
    target.makedirs(path.rpartition("/")[0], exist_ok=True)
    with (
        source.open(f"{source_root.rstrip('/')}/{warc}", "rb") as whole,
        target.open(f"{path}.part", "wb") as part,
    ):
        shutil.copyfileobj(whole, part, _COPYING)
    if target.exists(path):
        target.mv(path, f"{path}.damaged-{now().replace(':', '')}")
    target.mv(f"{path}.part", path)


def _lead_to_copies(session: Session, check: ArchiveCheck) -> list[str]:
    """Lead snapshots whose record is not where it should be to where it is."""
    wanting = {(f.warc, f.offset) for f in check.findings if f.trouble in _WANTING}
    done = []
    for copy in check.copies:
        row = place_of(session, copy)
        if row is not None and wanting & {(row.warc, row.offset), (row.warc, None)}:
            done.append(f"{row.url} of {row.fetched_at} is found in {copy.warc} now")
            row.warc, row.offset, row.length = copy.warc, copy.offset, copy.length
    return done


def _enter(session: Session, records: Sequence[FoundRecord]) -> list[str]:
    """Enter captures without a row; those with a payload first, for revisits refer to them."""
    done = []
    for record in sorted(records, key=lambda r: (r.record_type == "revisit", r.fetched_at)):
        if record.portal is None:
            continue
        original = None
        if record.record_type == "revisit":
            original = find_payload(session, record.payload_digest)
            if original is None:
                continue
        record_snapshot(
            session,
            NewSnapshot(
                portal=record.portal,
                run_id=None,
                url=record.url,
                fetched_at=record.fetched_at,
                status=record.status,
                content_type=record.content_type,
                payload_digest=record.payload_digest,
                record_type=record.record_type,
                record_id=record.record_id,
                warc=record.warc,
                offset=record.offset,
                length=record.length,
                refers_to=original.id if original else None,
            ),
        )
        done.append(f"{record.url} of {record.fetched_at} is in the catalogue now")
    return done


def _lead_to_originals(session: Session, check: ArchiveCheck) -> list[str]:
    done = []
    for finding in check.findings:
        if finding.trouble != "no original":
            continue
        revisit = session.get_one(SnapshotRow, finding.snapshot_id)
        original = find_payload(session, revisit.payload_digest)
        if original is not None:
            session.execute(
                update(SnapshotRow)
                .where(SnapshotRow.id == revisit.id)
                .values(refers_to=original.id)
            )
            done.append(f"{revisit.url} of {revisit.fetched_at} has its payload again")
    return done
