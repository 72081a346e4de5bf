"""Captures of a file or a web archive looked through: those of the portal are taken in."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from archive.warc import BrokenRecord, HttpExchange, iter_foreign_records
from crawler.backfilling.captures import Capture, Revisited, read_captures
from crawler.backfilling.files import open_warcs
from crawler.backfilling.intake import Intake
from crawler.backfilling.owners import Owners
from crawler.backfilling.politely import CaptureMissingError, PoliteClient
from crawler.backfilling.web_archives import IndexLine, WebArchive

#: Called with how many captures of how many (None: not known) were looked at.
Looked = Callable[[int, int | None], None]

#: Of so many problems the words are kept; all are counted.
_TOLD = 1000


@dataclass(slots=True)
class Taking:
    """What captures are taken, and what came of all that were offered.

    Attributes:
        intake: where they go.
        owners: whose they are.
        since: the first day of capture (ISO 8601, UTC); None: no bound.
        until: the last day.
        pages_only: leave what web archives call images, styles, scripts and films with them.
        counts: `seen` captures of any site; `outside` the period; `left` with the web archive
            (redirects, errors, what is no page if only pages are wanted); `fetched` from it;
            `broken` records, and captures that could not be had.
        problems: what was broken, in words.
    """

    intake: Intake
    owners: Owners
    since: str | None = None
    until: str | None = None
    pages_only: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def from_file(self, path: Path, looked: Looked) -> None:
        """Take what a WARC or WACZ file has.

        Raises:
            OSError: it cannot be read.
            ArchiveWriteError: a capture cannot be kept.
        """
        for name, file in open_warcs(path, self._report):
            records = iter_foreign_records(file, name, self._report)
            for capture in read_captures(records, self._report):
                self.counts["seen"] += 1
                looked(self.counts["seen"], None)
                exchange = capture.exchange
                if self.owners.is_ours(exchange.url) and self._is_inside(exchange.fetched_at):
                    self.intake.take(capture, name)

    def from_archive(
        self,
        archive: WebArchive,
        client: PoliteClient,
        lines: Iterable[IndexLine],
        total: int,
        looked: Looked,
    ) -> None:
        """Take what a web archive has, of the captures that its index names.

        Raises:
            WebArchiveError: it does not answer any more.
            ArchiveWriteError: a capture cannot be kept.
        """
        for number, line in enumerate(lines, 1):
            self.counts["seen"] += 1
            looked(number, total)
            try:
                fetched_at = line.fetched_at
            except ValueError as error:
                self._tell(f"{archive.index}: {line.url}: {error}")
                continue
            if not self.owners.is_ours(line.url) or not self._is_inside(fetched_at):
                continue
            if not line.may_be_page or (self.pages_only and line.is_asset):
                self.counts["left"] += 1
            elif not self.intake.is_known(line.url, fetched_at, line.digest):
                self._take(archive, client, line)

    def _take(self, archive: WebArchive, client: PoliteClient, line: IndexLine) -> None:
        if self.intake.has_payload(line.digest):
            self.intake.take(_same_again(line), archive.address)
            return
        if not self.intake.keeps:
            self.counts["to fetch"] += 1
            self.intake.note(line.digest)
            return
        try:
            exchange = archive.fetch(client, line)
        except CaptureMissingError as error:
            self._tell(str(error))
            return
        self.counts["fetched"] += 1
        self.intake.take(Capture(exchange, line.digest, ""), archive.address)

    def _is_inside(self, fetched_at: str) -> bool:
        day = fetched_at[:10]
        inside = (self.since or "") <= day <= (self.until or "9999")
        self.counts["outside"] += not inside
        return inside

    def _report(self, broken: BrokenRecord) -> None:
        self._tell(str(broken))

    def _tell(self, problem: str) -> None:
        self.counts["broken"] += 1
        if len(self.problems) < _TOLD:
            self.problems.append(problem)


def _same_again(line: IndexLine) -> Capture:
    """A capture whose payload, says the index, is one that was taken already."""
    exchange = HttpExchange(
        url=line.url,
        fetched_at=line.fetched_at,
        status=200,
        response_headers=(),
        payload=b"",
        request_headers=None,
        metadata={"source-digest": line.digest},
    )
    return Capture(exchange, line.digest, "", Revisited("", "", line.digest, ""))
