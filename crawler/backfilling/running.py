"""A back-fill from beginning to end: captures are taken in, then read in their order."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from archive.catalogue import Catalogue
from archive.catalogue import runs as run_rows
from archive.catalogue.due_checks import mark_missed, missed_by_others
from archive.catalogue.runs import Outcome
from archive.warc import WarcWriter
from crawler.backfilling.indexes import SpooledIndex
from crawler.backfilling.intake import Intake, archiving
from crawler.backfilling.offered import enter_offered
from crawler.backfilling.owners import Owners
from crawler.backfilling.politely import PoliteClient, Politeness
from crawler.backfilling.reading import Progress, read_new
from crawler.backfilling.taking import Taking
from crawler.backfilling.web_archives import WebArchive
from crawler.portals import Portal
from crawler.portals.rows import enter_portal
from crawler.re_extraction import Places
from crawler.records import PortalBusyError

#: How many captures there are between two signs of life.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class BackfillOptions:
    """What is taken of all that there is.

    Attributes:
        since: the first day of capture (ISO 8601, UTC), `until` the last one; None: no bound.
        pages_only: no images, style sheets and scripts from web archives.
        politeness: how web archives are asked.
    """

    politeness: Politeness
    since: str | None = None
    until: str | None = None
    pages_only: bool = False


@dataclass(slots=True)
class BackfillSummary:
    """What came of a back-fill.

    Attributes:
        run_id: its row in the catalogue; None if nothing was to be kept.
        outcome: how it ended, and `reason` why, if not well.
        counts: of captures `seen`, `archived`, `identical`, `known`, `outside` the period, `left`
            with web archives, `fetched`, `unresolved`, `broken`, of `other portals` and `unknown`
            sites; then of the portal's pages read: items `new`, `changed`, `unchanged`, `failed`
            and `other` pages, `attachments`: files that items offer, newly entered, and items
            now `gone`: not there twice, a day apart, after they were last seen.
        elsewhere: captures of other portals, by name.
        unknown: captures of sites that no portal has, by site.
        problems: what was broken, in words.
    """

    run_id: int | None = None
    outcome: Outcome = "interrupted"
    reason: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Backfill:
    """A portal, and what its captures are taken from.

    Attributes:
        portal: whose captures are taken.
        known: all portals, to tell what is theirs.
        files: WARC and WACZ files.
        archives: web archives.
        options: what is taken.
    """

    portal: Portal
    known: Sequence[Portal]
    files: Sequence[Path]
    archives: Sequence[WebArchive]
    options: BackfillOptions

    def count(self, catalogue: Catalogue, on_progress: Progress) -> BackfillSummary:
        """Look through everything, fetch and keep nothing.

        Raises:
            OSError: a file cannot be read.
            WebArchiveError: a web archive does not answer.
        """
        summary = BackfillSummary(outcome="finished")
        taking = self._taking(Intake(catalogue, None))
        self._take(taking, on_progress)
        _sum_up(summary, taking)
        return summary

    def run(
        self, catalogue: Catalogue, places: Places, warc_max_bytes: int, on_progress: Progress
    ) -> BackfillSummary:
        """Take everything in that is not there yet, then read what nobody has read.

        Stopped at any moment, it goes on the next time where it was.

        Raises:
            PortalBusyError: another back-fill of the portal is under way.
            OSError: a file cannot be read.
            WebArchiveError: a web archive does not answer, or not any more.
            ArchiveWriteError: a capture cannot be kept.
        """
        summary = BackfillSummary(run_id=self._begin(catalogue))
        assert summary.run_id is not None
        with WarcWriter(places.archive_url, warc_max_bytes) as warcs:
            intake = Intake(catalogue, archiving(warcs, self.portal.name, summary.run_id))
            taking = self._taking(intake)
            with self._concluding(catalogue, summary, taking):
                signs = _SignsOfLife(catalogue, summary, taking, on_progress)
                self._take(taking, signs)
                warcs.close()
                read_new(catalogue, places, self.portal, summary.counts, summary.problems, signs)
                entered = enter_offered(catalogue, places.archive_url, self.portal.name)
                summary.counts["attachments"] = entered
                summary.counts["gone"] = _mark_gone(catalogue, self.portal.name)
        return summary

    def _taking(self, intake: Intake) -> Taking:
        owners = Owners(self.portal, self.known)
        options = self.options
        return Taking(intake, owners, options.since, options.until, options.pages_only)

    def _take(self, taking: Taking, on_progress: Progress) -> None:
        for path in self.files:
            taking.from_file(path, _looked(on_progress, path.name))
        for archive in self.archives:
            client = PoliteClient(self.options.politeness)
            with SpooledIndex() as index:
                for site in sorted(self.portal.sites):
                    options = self.options
                    for line in archive.find(client, site, options.since, options.until):
                        index.add(line)
                        on_progress(f"captures in the index of {archive.index}", len(index), None)
                looked = _looked(on_progress, archive.address)
                taking.from_archive(archive, client, index, len(index), looked)
            client.close()
        taking.intake.take_rest()

    def _begin(self, catalogue: Catalogue) -> int:
        name = self.portal.name
        with catalogue.begin() as session:
            run_rows.mark_interrupted(session)
            previous = run_rows.latest_run(session, name, "backfill")
            if previous is not None and previous.finished_at is None:
                raise PortalBusyError(
                    f"{name} is being back-filled already, since {previous.started_at} by process "
                    f"{previous.pid} on {previous.host}"
                )
            enter_portal(session, self.portal)
            return run_rows.begin_run(session, name, "backfill")

    @contextmanager
    def _concluding(
        self, catalogue: Catalogue, summary: BackfillSummary, taking: Taking
    ) -> Iterator[None]:
        try:
            yield
            _conclude(summary, taking)
        except Exception as error:
            summary.outcome, summary.reason = "failed", f"{type(error).__name__}: {error}"
            raise
        finally:
            _sum_up(summary, taking)
            assert summary.run_id is not None
            with catalogue.begin() as session:
                run_rows.finish_run(
                    session, summary.run_id, summary.outcome, summary.counts, summary.reason
                )


class _SignsOfLife:
    """Progress that is also written to the run's row, now and then."""

    def __init__(
        self, catalogue: Catalogue, summary: BackfillSummary, taking: Taking, tell: Progress
    ) -> None:
        self._catalogue = catalogue
        self._summary = summary
        self._taking = taking
        self._tell = tell
        self._calls = 0

    def __call__(self, what: str, done: int, total: int | None) -> None:
        self._tell(what, done, total)
        self._calls += 1
        if self._calls % _BATCH == 0:
            counts = self._summary.counts + self._taking.counts + self._taking.intake.counts
            assert self._summary.run_id is not None
            with self._catalogue.begin() as session:
                run_rows.update_run(session, self._summary.run_id, counts)


def _mark_gone(catalogue: Catalogue, portal: str) -> int:
    with catalogue.begin() as session:
        return mark_missed(session, missed_by_others(session, portal))


def _looked(on_progress: Progress, name: str) -> Callable[[int, int | None], None]:
    return lambda done, total: on_progress(f"captures of {name}", done, total)


def _sum_up(summary: BackfillSummary, taking: Taking) -> None:
    summary.counts.update(taking.counts + taking.intake.counts)
    summary.elsewhere, summary.unknown = taking.owners.elsewhere, taking.owners.unknown
    summary.counts["other portals"] = summary.elsewhere.total()
    summary.counts["unknown"] = summary.unknown.total()
    summary.problems[:0] = taking.problems


def _conclude(summary: BackfillSummary, taking: Taking) -> None:
    counts = taking.counts + taking.intake.counts + summary.counts
    if counts["archived"] + counts["known"] == 0:
        summary.outcome, summary.reason = "empty", "there are no captures of the portal"
    elif missing := counts["broken"] + counts["unresolved"]:
        summary.outcome = "failed"
        summary.reason = f"{missing} captures could not be had; the others are taken"
    else:
        summary.outcome = "finished"
