"""Reading the files that crawls archived, on all cores, and recording what they say.

Resumable: what was recorded is done, a file at a time. A file that kills the process that reads it
is recorded as failed, with the reason, and not tried again until somebody asks for it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from archive.bounded_processes import Bounds, WorkerDiedError, open_workers
from archive.catalogue import Catalogue
from archive.catalogue.attachment_readings import (
    PendingFile,
    Reading,
    count_pending,
    known_reading,
    pending_attachments,
    record_attachment_text,
    record_no_file,
)
from archive.catalogue.snapshots import payload_snapshot
from archive.catalogue.tables import SnapshotRow
from archive.warc import BrokenRecordError, read_snapshot
from archive.working_beside import processors
from crawler.attachments.limits import MAX_MEMORY, PATIENCE, NoFileError
from crawler.attachments.reading import read_file
from crawler.attachments.recognising import NOT_INSTALLED

#: Called with how many files of how many are done.
Progress = Callable[[int, int], None]

BOUNDS = Bounds(seconds=PATIENCE, memory=MAX_MEMORY)

#: Files that are read from the catalogue at a time.
_BATCH = 200

_UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """Where a file is archived: the record with its payload."""

    archive_url: str
    warc: str
    offset: int


@dataclass(frozen=True, slots=True)
class NoFile:
    """What came in place of a file is none."""

    failure: str


@dataclass(slots=True)
class ReadFiles:
    """What came of reading files.

    Attributes:
        counts: `files` done; of these `read` (their text is there, in part or whole), `recognised`
            (some of it from pictures), `failed` and `no_file` (a page came in its place); further
            `pages` with text.
        problems: address and reason for each file that has no text, or not all of it.
        unrecognised: whether scans were left unread because nothing here can recognise them.
    """

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    unrecognised: bool = False


def read_pending(
    catalogue: Catalogue,
    archive_url: str,
    portals: Sequence[str] = (),
    on_progress: Progress = lambda done, total: None,
    *,
    processes: int | None = None,
    bounds: Bounds = BOUNDS,
) -> ReadFiles:
    """Read the archived files (of some portals, or of all) that were not read yet.

    Files of the same bytes are read once. What is read is recorded at once, and the change log has
    the items that offer it. `processes` is how many files are read at a time (None: one a core).
    """
    with catalogue.session() as session:
        total = count_pending(session, portals)
    result = ReadFiles()
    if not total:
        return result
    number = min(processes or processors(), total)
    waiting: dict[Future[Reading | NoFile], PendingFile] = {}
    with (
        ThreadPoolExecutor(number) as threads,
        open_workers(read_archived, number, bounds) as read,
    ):
        for file in _pending(catalogue, portals):
            place = _place(catalogue, archive_url, file)
            if isinstance(place, ArchivedFile):
                waiting[threads.submit(_read, read, place)] = file
                if len(waiting) > number:
                    _record_done(catalogue, waiting, result)
            else:
                _record(catalogue, file, place, result)
            on_progress(result.counts["files"], total)
        while waiting:
            _record_done(catalogue, waiting, result)
            on_progress(result.counts["files"], total)
    return result


def read_archived(file: ArchivedFile) -> Reading | NoFile:
    """What is in an archived file. Runs in a process of its own."""
    from scrapy.exceptions import IgnoreRequest

    from crawler.replaying import unpack

    try:
        stored = read_snapshot(file.archive_url, file.warc, file.offset)
        return read_file(unpack(stored))
    except NoFileError as error:
        return NoFile(str(error))
    except (BrokenRecordError, EOFError, IgnoreRequest) as error:
        return _failed(f"its archived record cannot be read ({error})")
    except MemoryError:
        return _failed(f"it takes more memory than {MAX_MEMORY // 1024**2} MB")
    except Exception as error:  # a reader that stumbles over a file must not stop the others
        return _failed(f"{type(error).__name__}: {error}")


def _read(
    read: Callable[[ArchivedFile], Reading | NoFile], place: ArchivedFile
) -> Reading | NoFile:
    try:
        return read(place)
    except WorkerDiedError as error:
        return _failed(str(error))


def _pending(catalogue: Catalogue, portals: Sequence[str]) -> Iterator[PendingFile]:
    """The files to read. No transaction is open while they are."""
    after = ""
    while True:
        with catalogue.session() as session:
            files = pending_attachments(session, portals, _BATCH, after)
        if not files:
            return
        yield from files
        after = files[-1].payload_digest


def _place(catalogue: Catalogue, archive_url: str, file: PendingFile) -> ArchivedFile | Reading:
    """Where a file is archived, or what was read in the same bytes before."""
    with catalogue.session() as session:
        known = known_reading(session, file.payload_digest)
        if known is not None:
            return known
        snapshot = session.get(SnapshotRow, file.snapshot_id)
        holder = payload_snapshot(session, snapshot) if snapshot else None
    if holder is None:
        return _failed("the record that has it is not in the catalogue")
    return ArchivedFile(archive_url, holder.warc, holder.offset)


def _record_done(
    catalogue: Catalogue, waiting: dict[Future[Reading | NoFile], PendingFile], result: ReadFiles
) -> None:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        _record(catalogue, waiting.pop(future), future.result(), result)


def _record(
    catalogue: Catalogue, file: PendingFile, outcome: Reading | NoFile, result: ReadFiles
) -> None:
    with catalogue.begin() as session:
        if isinstance(outcome, NoFile):
            record_no_file(session, file.payload_digest, outcome.failure)
        else:
            record_attachment_text(session, file.payload_digest, outcome)
    counts = result.counts
    counts["files"] += 1
    if outcome.failure:
        result.problems.append(f"{file.url}: {outcome.failure}")
        result.unrecognised |= NOT_INSTALLED in outcome.failure
    if isinstance(outcome, NoFile):
        counts["no_file"] += 1
        return
    counts["read" if outcome.text_source != "none" or not outcome.failure else "failed"] += 1
    counts["recognised"] += outcome.text_source in ("ocr", "mixed")
    counts["pages"] += sum(map(bool, outcome.pages))


def _failed(reason: str) -> Reading:
    return Reading(_UNKNOWN_TYPE, 0, failure=f"not read: {reason}")
