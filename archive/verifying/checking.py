"""Every WARC file beside the catalogue: what is whole, and what is not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from archive.catalogue import Catalogue
from archive.catalogue.tables import SnapshotRow, core
from archive.clock import moment
from archive.verifying.comparing import Listed, compare, unlisted
from archive.verifying.findings import HARMLESS, Finding
from archive.verifying.found_records import FoundRecord, read_content
from archive.warc import BrokenRecordError, list_files

#: The row of a record is committed after it: one written so shortly before may have none yet.
_BEING_WRITTEN = timedelta(minutes=10)

_SNAPSHOTS = core(SnapshotRow)

#: What reports progress: WARC files read, how many there are, and the name of the next.
Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class ArchiveCheck:
    """What a check came to.

    `records` were compared with the catalogue and bear it out; `unlisted` are captures that no row
    is about, `copies` those that a row has at another place.
    """

    files: int = 0
    records: int = 0
    findings: list[Finding] = field(default_factory=list)
    unlisted: list[FoundRecord] = field(default_factory=list)
    copies: list[FoundRecord] = field(default_factory=list)

    @property
    def troubles(self) -> list[Finding]:
        """The findings that something is to be done about."""
        return [finding for finding in self.findings if finding.trouble not in HARMLESS]


def check_archive(catalogue: Catalogue, archive_url: str, progress: Progress) -> ArchiveCheck:
    """Read every WARC file below `archive_url` and compare it with the catalogue's snapshots.

    Every record's gzip data, length and digests are checked, and that the catalogue has it at its
    place with its address and digest; and every row of the catalogue, that its record is there.
    What was captured in the last ten minutes and is in no row is left alone: a crawl may be
    writing it. Memory goes by the largest file's number of records, not by its size.
    """
    check = ArchiveCheck()
    files = list_files(archive_url)
    moment_ago = moment(datetime.now(UTC) - _BEING_WRITTEN)
    for number, warc in enumerate(files):
        progress(number, len(files), warc)
        _check_file(catalogue, archive_url, warc, moment_ago, check)
    progress(len(files), len(files), "")
    with catalogue.session() as session:
        check.findings += _missing_files(session, archive_url)
        check.findings += _without_original(session)
    return check


def rows_of(session: Session, warc: str) -> list[Listed]:
    """What the catalogue says is in a file, in the order of the file."""
    listed = select(*(_SNAPSHOTS.c[field.name] for field in fields(Listed)))
    ordered = listed.where(_SNAPSHOTS.c.warc == warc).order_by(_SNAPSHOTS.c.offset)
    return [Listed(**row) for row in session.execute(ordered).mappings()]


def place_of(session: Session, record: FoundRecord) -> SnapshotRow | None:
    """The row of a record, wherever the catalogue says that it is."""
    return session.scalars(
        select(SnapshotRow).where(
            SnapshotRow.url == record.url,
            SnapshotRow.fetched_at == record.fetched_at,
            SnapshotRow.record_id == record.record_id,
        )
    ).first()


def _check_file(
    catalogue: Catalogue, archive_url: str, warc: str, moment_ago: str, check: ArchiveCheck
) -> None:
    try:
        content = read_content(archive_url, warc)
    except BrokenRecordError:
        return  # it was taken away just now; its rows are told as those of a missing file
    with catalogue.session() as session:
        rows = rows_of(session, warc)
        for record in unlisted(content, rows):
            place = place_of(session, record)
            if place is not None:
                detail = f"{record.url}, which the catalogue has in {place.warc}"
                check.findings.append(Finding("copy", warc, record.offset, detail))
                check.copies.append(record)
            elif record.fetched_at < moment_ago:
                check.findings.append(Finding("unlisted", warc, record.offset, record.url))
                check.unlisted.append(record)
    findings = list(compare(content, rows))
    check.findings += findings
    check.files += 1
    check.records += len(rows) - sum(finding.snapshot_id is not None for finding in findings)


def _missing_files(session: Session, archive_url: str) -> Iterator[Finding]:
    counts = select(_SNAPSHOTS.c.warc, func.count()).group_by(_SNAPSHOTS.c.warc)
    counted = session.execute(counts.order_by(_SNAPSHOTS.c.warc)).all()
    # Listed after the rows were read: a crawl may have begun files meanwhile.
    there = set(list_files(archive_url))
    for warc, count in counted:
        if warc not in there:
            yield Finding("missing file", warc, None, f"{count} snapshots are said to be in it")


def _without_original(session: Session) -> Iterator[Finding]:
    """Revisits that refer to no row with a payload."""
    revisit, original = aliased(SnapshotRow), aliased(SnapshotRow)
    orphans = (
        select(revisit.id, revisit.warc, revisit.offset, revisit.url)
        .outerjoin(
            original,
            and_(original.id == revisit.refers_to, original.record_type == "response"),
        )
        .where(revisit.record_type == "revisit", original.id.is_(None))
        .order_by(revisit.id)
    )
    for number, warc, offset, url in session.execute(orphans):
        yield Finding("no original", warc, offset, url, number)
