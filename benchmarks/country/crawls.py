"""The process of a crawl that fetches nothing, and that of a job that is really done."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.tables import JobRow
from archive.clock import moment
from archive.health import HEALTH_FIELDS, Observed
from archive.hours import closes_at
from archive.items import Article
from benchmarks.country.drawing import (
    LISTED,
    NOTHING,
    START,
    Draw,
    published_between,
)
from benchmarks.country.plan import Planned
from crawler.records import PortalBusyError, begin_run, finish_run, update_run
from crawler.runs import COUNTS, RunSummary
from operations.health import check_portals

#: The text of an article that a portal published at a moment.
Text = Callable[[Planned, datetime], Article]


#: Does a job that is no crawl; its exit code, and the seconds that it took.
Do = Callable[[JobRow], tuple[int, float]]


class SimulatedProcess:
    """What a worker sees of the process of a job: it runs until the clock reaches its end."""

    def __init__(self, job: JobRow) -> None:
        self.job = job
        self.reason: str | None = None
        self.began: datetime | None = None
        self.ends: datetime | None = None
        self._code: int | None = None
        self._said = ""

    @property
    def code(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._code

    def stop(self, reason: str) -> None:
        """End it at once."""
        if self._code is None:
            self.reason, self._code = reason, 1

    def keep_limits(self) -> None:
        """It keeps to them."""

    def last_line(self) -> str:
        """What it says of itself."""
        return self._said

    def tail(self) -> str:
        """The same."""
        return self._said

    def begin(self, now: datetime) -> None:
        """Begin its work."""
        self.began = now
        self.ends = now + timedelta(seconds=self.work(now))

    def work(self, now: datetime) -> float:
        """What it does at its beginning; the seconds that it takes in all."""
        raise NotImplementedError

    def live(self) -> None:
        """Give a sign of life."""

    def complete(self, now: datetime) -> None:
        """Reach its end."""
        self._code = 0


class SimulatedCrawl(SimulatedProcess):
    """A crawl: its run and its articles are recorded as the crawler records them.

    Args:
        since: until when what the portal published is known.
    """

    def __init__(
        self,
        job: JobRow,
        catalogue: Catalogue,
        planned: Planned,
        since: datetime,
        draw: Draw,
        text: Text,
    ) -> None:
        super().__init__(job)
        self.planned = planned
        self.drawn = NOTHING
        self._catalogue = catalogue
        self._since = since
        self._draw = draw
        self._text = text
        self._run: int | None = None
        self._new: list[Article] = []

    def work(self, now: datetime) -> float:
        """Begin the run, and see what there is."""
        hours = self.planned.portal.hours
        if hours is not None and closes_at(hours, now) is None:
            self._said = "not crawled: outside of its hours"
            return START
        try:
            self._run = begin_run(self._catalogue, self.planned.portal).run_id
        except PortalBusyError as error:
            self._said = str(error)
            return START
        moments = published_between(self.planned, self._since, now)
        self._new = [self._text(self.planned, at) for at in moments]
        self.drawn = self._draw(self.planned, now, len(moments))
        return self.drawn.seconds

    @property
    def new(self) -> int:
        """How many articles it brings."""
        return len(self._new) if self.drawn.answers else 0

    def live(self) -> None:
        """Say that the run goes on."""
        if self._run is not None:
            update_run(self._catalogue, self._run, {})

    def die(self) -> None:
        """Be killed, with half of the articles recorded."""
        self._record(self._new[: len(self._new) // 2])

    def complete(self, now: datetime) -> None:
        """Record what is left, and how the run ended."""
        if self._run is not None:
            self._record(self._new)
            self._finish(self._run)
            check_portals(self._catalogue, [self.planned.portal], now)
        self._code = 0 if self.drawn.answers else 1

    def _finish(self, run: int) -> None:
        drawn, new = self.drawn, self.new
        counts = {**dict.fromkeys(COUNTS, 0), "pages": drawn.pages, "new": new}
        observed = Observed(
            listed=self.planned.kind.starts * LISTED,
            items=max(new, 1),
            articles=new,
            having=dict.fromkeys(HEALTH_FIELDS, new),
        )
        self._said = f"{new} new"
        finish_run(
            self._catalogue,
            RunSummary(
                portal=self.planned.portal.name,
                run_id=run,
                outcome="finished" if drawn.answers else "failed",
                counts=counts,
                reason=None if drawn.answers else "it does not answer",
                complete=drawn.answers,
                observed=asdict(observed) if drawn.answers else None,
            ),
        )

    def _record(self, articles: list[Article]) -> None:
        if not self.drawn.answers or self.began is None:
            return
        for article in articles:
            with self._catalogue.begin() as session:
                record_article(session, article, moment(self.began), None)


class Housekeeping(SimulatedProcess):
    """A job that is no crawl: it is done at once, and takes so long as is said of it."""

    def __init__(self, job: JobRow, start: float, do: Do) -> None:
        super().__init__(job)
        self._start = start
        self._do = do
        self._result = 0

    def work(self, now: datetime) -> float:
        """Do it."""
        self._result, seconds = self._do(self.job)
        return self._start + seconds

    def complete(self, now: datetime) -> None:
        """End with its exit code."""
        self._code = self._result
