"""Workers that are the program's own, from event to event."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select

from archive.catalogue import Catalogue
from archive.catalogue.tables import JobRow, ScheduleRow
from archive.clock import parse_moment
from archive.hours import ZONE
from benchmarks.country.clock import Clock
from benchmarks.country.crawls import Do, Housekeeping, SimulatedCrawl, SimulatedProcess, Text
from benchmarks.country.drawing import Draw
from benchmarks.country.plan import Planned
from benchmarks.country.statements import Spent, Statements
from crawler.portals import Portal
from operations.scheduling import Worker
from operations.scheduling.working import NOW_AND_THEN

#: Crawls say so often that they go on (in fact every 10 seconds, which nobody looks at here).
_SIGNS = timedelta(seconds=60)

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl as it was: who did it, when it was asked for, began and ended, and what came."""

    planned: Planned
    worker: str
    asked: datetime
    began: datetime
    ended: datetime
    pages: int
    new: int
    finished: bool


@dataclass(slots=True)
class World:
    """What a simulation is of.

    Attributes:
        portals: reads the portals known, as workers do every half a minute.
        draw: what a crawl takes.
        text: what a portal published.
        do: does a job that is no crawl.
        start: what the process of such a job takes to begin, in seconds.
        slots: how many jobs a worker does at a time.
        looks: so often a worker looks around although nothing happens.
        known_to: until when what portals published is known at the beginning; of those that are
            not in it, until then.
    """

    catalogue: Catalogue
    planned: Mapping[str, Planned]
    portals: Callable[[], Mapping[str, Portal]]
    draw: Draw
    text: Text
    do: Do
    start: float = 3.0
    slots: int = 4
    looks: timedelta = NOW_AND_THEN
    known_to: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(slots=True)
class _Employed:
    worker: Worker
    processes: list[SimulatedProcess] = field(default_factory=list)


class Simulation:
    """Workers at work on a world. Crawls that ended are in `crawled`, killed ones in `killed`."""

    def __init__(self, world: World, clock: Clock, statements: Statements) -> None:
        self.crawled: list[Crawled] = []
        self.killed: list[Crawled] = []
        self.statements = statements
        self._world = world
        self._clock = clock
        self._employed: dict[str, _Employed] = {}
        self._known_to = dict(world.known_to)
        self._begin = clock.now
        self._signs_at = clock.now
        self._looks_at = clock.now

    def employ(self, number: int = 1) -> None:
        """Begin so many workers."""
        for _ in range(number):
            processes: list[SimulatedProcess] = []

            def start(job: JobRow, of: list[SimulatedProcess] = processes) -> SimulatedProcess:
                of.append(process := self._process(job))
                return process

            worker = Worker(self._world.catalogue, self._world.portals, start, self._world.slots)
            self._employed[worker.name] = _Employed(worker, processes)

    def kill(self, number: int = 1) -> None:
        """Let workers' machines die, those that do most, with what runs on them."""
        busy = sorted(self._employed.values(), key=lambda each: -len(each.processes))
        for employed in busy[:number]:
            for process in employed.processes:
                if isinstance(process, SimulatedCrawl):
                    process.die()
                    self.killed.append(self._record(employed, process))
            del self._employed[employed.worker.name]

    def run_until(self, moment: datetime) -> None:
        """Let time pass."""
        with ThreadPoolExecutor(max(1, len(self._employed))) as threads:
            while self._clock.now < moment:
                while self._round(threads):
                    self._clock.move_to(self._clock.now + _SECOND)
                self._clock.move_to(min(self._next_event(), moment))

    def idle(self, times: int, step: timedelta) -> Spent:
        """What a worker's turn takes on the average, while nothing is due: after so many steps."""
        worker = next(iter(self._employed.values())).worker
        worker.turn(self._clock.now)
        for _ in range(times):
            self._clock.move_to(self._clock.now + step)
            with self.statements.of("idle"):
                worker.turn(self._clock.now)
        return self.statements.spent.pop("idle").over(times)

    def _round(self, threads: ThreadPoolExecutor) -> bool:
        """Workers look once, all at the same moment; whether that changed anything.

        Those that have enough to do, of which nothing has ended, look when there is something due.
        """
        now = self._clock.now
        ended = self._complete(now)
        before = self._running()  # kept, so that no other gets the place of one that ends
        self._give_signs(now)
        everybody = now >= self._looks_at or self._next_due() <= now
        looking = [each for each in self._employed.values() if everybody or self._has_time(each)]
        list(threads.map(self._turn, looking))
        begun = [process for process in self._running() if process not in before]
        for process in begun:
            with self.statements.of(_work(process)):
                process.begin(now)
        if now >= self._looks_at:
            self._looks_at = now + self._world.looks
        return bool(ended or begun)

    def _has_time(self, employed: _Employed) -> bool:
        going_on = [process for process in employed.processes if process.code is None]
        return len(going_on) < self._world.slots

    def _turn(self, employed: _Employed) -> None:
        with self.statements.of("worker"):
            employed.worker.turn(self._clock.now)
        employed.processes[:] = [each for each in employed.processes if each.code is None]

    def _complete(self, now: datetime) -> int:
        ended = 0
        for employed in self._employed.values():
            for process in employed.processes:
                if process.ends is not None and process.ends <= now:
                    with self.statements.of(_work(process)):
                        process.complete(now)
                    if isinstance(process, SimulatedCrawl):
                        self.crawled.append(self._record(employed, process))
                    ended += 1
        return ended

    def _record(self, employed: _Employed, process: SimulatedCrawl) -> Crawled:
        began, name = process.began or self._clock.now, process.planned.portal.name
        finished = process.code == 0
        if finished:
            self._known_to[name] = began
        return Crawled(
            planned=process.planned,
            worker=employed.worker.name,
            asked=parse_moment(process.job.asked_at),
            began=began,
            ended=self._clock.now,
            pages=process.drawn.pages,
            new=process.new,
            finished=finished,
        )

    def _give_signs(self, now: datetime) -> None:
        if now < self._signs_at:
            return
        self._signs_at = now + _SIGNS
        for process in self._running():
            with self.statements.of(_work(process)):
                process.live()

    def _running(self) -> list[SimulatedProcess]:
        return [process for each in self._employed.values() for process in each.processes]

    def _next_due(self) -> datetime:
        with self._world.catalogue.session() as session:
            due = session.scalar(select(func.min(ScheduleRow.due_at)))
        return parse_moment(due) if due else self._looks_at

    def _next_event(self) -> datetime:
        ends = [process.ends for process in self._running() if process.ends is not None]
        moments = [self._looks_at, self._next_due(), *ends]
        if ends:
            moments.append(self._signs_at)
        return max(min(moments), self._clock.now + _SECOND).astimezone(ZONE)

    def _process(self, job: JobRow) -> SimulatedProcess:
        world = self._world
        if job.kind != "crawl":
            return Housekeeping(job, world.start, world.do)
        since = self._known_to.get(job.subject, self._begin)
        planned = world.planned[job.subject]
        return SimulatedCrawl(job, world.catalogue, planned, since, world.draw, world.text)


def _work(process: SimulatedProcess) -> str:
    return process.job.kind
