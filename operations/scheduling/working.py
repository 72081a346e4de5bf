"""The worker: does jobs, several at a time, each in a process of its own."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import DatabaseError

from archive.catalogue import Catalogue, wishes
from archive.catalogue import jobs as queue
from archive.catalogue.jobs import JobKind, NewJob
from archive.catalogue.runs import process_exists
from archive.catalogue.tables import JobRow
from archive.due_times import SPREAD
from archive.hours import ZONE
from crawler.portals import Portal, PortalFileError
from crawler.portals.rows import enter_portal
from operations.health import note_refused_files
from operations.scheduling.commands import ALL
from operations.scheduling.due_crawls import ask_for_due, follow_files
from operations.scheduling.processes import JobProcess, killed_by
from operations.scheduling.retrying import TRY_AGAIN, take_up, try_again

#: Seconds between two looks at what is due and at the processes that run.
TURN = 1.0

#: Portal files are looked at again after so long, and signs of life given.
NOW_AND_THEN = timedelta(seconds=30)

#: The health of portals is judged after crawls, and so often besides.
_JUDGED = timedelta(hours=1)

#: What is kept no longer is taken away once a day.
_TIDIED = timedelta(days=1)

#: What jobs write is told so often, to who watches them.
_LOGS_TOLD = timedelta(seconds=5)

#: What a job that was done makes necessary: what was crawled is indexed, of what is new is told,
#: and whoever runs it is told of portals that turned unhealthy: a crawl has judged its own.
FOLLOWING: Mapping[str, tuple[tuple[JobKind, str], ...]] = {
    "crawl": (("index", ""), ("health", "")),
    "extract": (("index", ""), ("health", ALL)),
    "index": (("alerts", ""),),
    "rebuild": (("alerts", ""),),
}

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Running:
    job: JobRow
    process: JobProcess
    told: str = ""  # the end of its log, as others can read it


class Worker:
    """Asks for what is due and does what was asked for, until it is told to stop.

    Any number of workers share one catalogue. What a worker that was killed had begun is done by
    another, or by the next one on its machine, at once.

    Args:
        catalogue: where timetables and jobs are.
        portals: the portals known, read anew each time.
        start: starts the process that does a job (`processes.starter`).
        slots: how many jobs run at a time.
        spread: portals of one timetable begin within so long of each other (`archive.due_times`).
        refused: by portal what is wrong with files that were left out when `portals` last read.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        portals: Callable[[], Mapping[str, Portal]],
        start: Callable[[JobRow], JobProcess],
        slots: int,
        spread: timedelta = SPREAD,
        refused: Callable[[], Mapping[str, PortalFileError]] = dict,
    ) -> None:
        self.name = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(3)}"
        self._catalogue = catalogue
        self._portals = portals
        self._start = start
        self._slots = slots
        self._spread = spread
        self._refused = refused
        self._known: Mapping[str, Portal] = {}
        self._looked_at: datetime | None = None
        self._told_at: datetime | None = None
        self._judged_at: datetime | None = None
        self._running: dict[int, _Running] = {}

    def run(self, stop: threading.Event, sign: Callable[[], None] = lambda: None) -> None:
        """Work until `stop` is set, then end what runs; what was not done is left to others.

        While the catalogue cannot be reached, what runs goes on. `sign` is called every turn.
        """
        while not stop.is_set():
            self._try_turn()
            sign()
            stop.wait(TURN)
        self._end()

    def run_once(self, stop: threading.Event) -> None:
        """Do what is due now and what follows from it; return when nothing is left to do."""
        while not stop.is_set():
            self.turn(datetime.now(UTC))
            if not self._running:
                return
            stop.wait(TURN / 5)
        self._end()

    def turn(self, now: datetime) -> None:
        """Look once: at what runs, what is due, and what can be begun."""
        self._stop_what_is_not_wanted()
        self._tell_logs(now)
        self._finish(now)
        if self._looked_at is None or now - self._looked_at >= NOW_AND_THEN:
            self._look_around(now)
            self._looked_at = now
        with self._catalogue.begin() as session:
            ask_for_due(session, self._known, now, self._spread)
        while len(self._running) < self._slots and self._begin(now):
            pass

    def _try_turn(self) -> None:
        try:
            self.turn(datetime.now(UTC))
        except DatabaseError as error:
            logger.warning("the catalogue cannot be reached; trying again: %s", error.orig)
        except OSError as error:  # a full disk takes no log of a new job
            logger.warning("no job can be begun; trying again: %s", error)

    def _look_around(self, now: datetime) -> None:
        known = self._portals()
        with self._catalogue.begin() as session:
            for name, portal in known.items():
                if self._known.get(name) != portal:  # pages show what is known, crawled yet or not
                    enter_portal(session, portal)
            mine = queue.beat(session, self.name, now)
            # what we took, but never began: the connection was lost, or the disk was full
            for number in mine - self._running.keys():
                queue.put_back(session, session.get_one(JobRow, number), now)
            gone = {name for name in queue.running_workers(session) if self._is_gone(name)}
            for number in queue.release(session, now, gone):
                logger.warning("job %s: its worker is gone", number)
            follow_files(session, known.values(), now, self._spread)
            self._judged_at = self._judged_at or now
            if now - self._judged_at >= _JUDGED:  # a portal turns stale without being crawled
                queue.ask(session, NewJob("health", ALL, "health", "hourly"), now)
                self._judged_at = now
            if not queue.asked_since(session, "tidy", now - _TIDIED):
                queue.ask(session, wishes.tidy("daily"), now)
        self._known = known
        if note_refused_files(self._catalogue, self._refused(), known, now):
            with self._catalogue.begin() as session:  # who is to know is told at once
                queue.ask(session, NewJob("health", "", "health", "portal files"), now)
        for number, running in self._running.items():
            if number not in mine:
                running.process.stop("another worker does it now")

    def _stop_what_is_not_wanted(self) -> None:
        if not self._running:
            return
        with self._catalogue.session() as session:
            asked = queue.asked_to_stop(session, self.name)
        for number, who in asked.items():
            if number in self._running:
                self._running[number].process.stop(f"stopped by {who}")

    def _tell_logs(self, now: datetime) -> None:
        """Let others read, on whatever machine, what the jobs write."""
        if self._told_at is not None and now - self._told_at < _LOGS_TOLD:
            return
        self._told_at = now
        for number, running in self._running.items():
            if (tail := running.process.tail()) != running.told:
                running.told = tail
                with self._catalogue.begin() as session:
                    queue.keep_log(session, number, self.name, tail)

    def _begin(self, now: datetime) -> bool:
        with self._catalogue.begin() as session:
            job = queue.claim(session, self.name, now)
        if job is None:
            return False
        logger.info("job %s: %s %s (%s)", job.id, job.kind, job.subject, job.reason)
        self._running[job.id] = _Running(job, self._start(job))
        return True

    def _finish(self, now: datetime) -> None:
        """Keep limits, and write down what has ended."""
        for running in self._running.values():
            running.process.keep_limits()
        for number in [n for n, r in self._running.items() if r.process.code is not None]:
            self._conclude(self._running[number], now)
            del self._running[number]

    def _conclude(self, running: _Running, now: datetime) -> None:
        job, process = running.job, running.process
        killed = killed_by(process.code)
        outcome = process.reason or killed or process.last_line() or f"exit code {process.code}"
        with self._catalogue.begin() as session:
            asked = job.id in queue.asked_to_stop(session, self.name)
            state: queue.JobEnd = "done" if process.code == 0 else "stopped" if asked else "failed"
            queue.keep_log(session, job.id, self.name, process.tail())
            was_killed = killed is not None and process.reason is None  # and not by us
            if state == "failed" and (was_killed or process.code == TRY_AGAIN):
                enter = take_up if was_killed else try_again
                again = enter(session, job, self._known.get(job.subject), now)
                outcome += f"; again at {again.astimezone(ZONE):%H:%M}" if again else ""
            queue.end(session, job.id, self.name, state, outcome, now)
            for following, subject in FOLLOWING.get(job.kind, ()):
                # after a crawl that failed, too: it may have brought some
                reason = f"{job.kind} {job.subject}".strip()
                queue.ask(session, NewJob(following, subject, following, reason), now)
        logger.info("job %s: %s: %s", job.id, state, outcome)

    def _end(self) -> None:
        """Stop what runs and leave it to others, who take a crawl up where it was."""
        for running in self._running.values():
            running.process.stop("the worker was stopped")
        waiting = threading.Event()
        while any(running.process.code is None for running in self._running.values()):
            for running in self._running.values():
                running.process.keep_limits()
            waiting.wait(TURN / 5)
        for running in self._running.values():
            if running.process.code == 0:
                self._conclude(running, datetime.now(UTC))
                continue
            with self._catalogue.begin() as session:
                queue.put_back(session, running.job, datetime.now(UTC))
        self._running.clear()

    def _is_gone(self, worker: str) -> bool:
        """Whether a worker of this machine is there no more; of others only silence tells.

        Nor does it of one whose number another process has now, as in a container begun anew.
        """
        host, pid, _ = worker.rsplit(" ", 2)
        return host == socket.gethostname() and not process_exists(int(pid))
