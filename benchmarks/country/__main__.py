"""Simulate the schedule of a department, a province or the country; print what it takes.

    python -m benchmarks.country [SIZE] [--days N] [--workers N …] [--slots N]
        [--database sqlite|postgresql]

SIZE is department, province or country. On PostgreSQL a server is started for it, as for tests.
How far it is is told on standard error; Ctrl-C prints what it was until then.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

from archive.catalogue import jobs as queue
from archive.catalogue import wishes
from archive.hours import ZONE
from benchmarks.country.clock import Clock, clock_at
from benchmarks.country.drawing import draw
from benchmarks.country.figures import last_due, one_of_a_host_at_a_time
from benchmarks.country.home import Commands, make_home, reader
from benchmarks.country.plan import SIZES, Planned
from benchmarks.country.report import print_crawls, print_idle, print_jobs, print_spent
from benchmarks.country.simulation import Simulation, World
from benchmarks.country.statements import Statements
from benchmarks.country.texts import corpus_texts
from congtin.settings import Settings
from congtin.stores import open_catalogue
from operations.scheduling.working import NOW_AND_THEN

#: A Tuesday: it finds what was published on a working day.
BEGIN = datetime(2026, 11, 24, tzinfo=ZONE)

#: Workers look around every half minute; here as seldom as they can without being taken for dead.
_LOOKS = timedelta(seconds=150)

#: Commands of a kind are really done so often; a whole country's else take hours.
_REALLY = timedelta(minutes=30)

#: When a timer asks for a backup.
_BACKUP = clock_time(1, 15)


def main() -> None:
    """Simulate with each number of workers, and print a block for each."""
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0] if __doc__ else None,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("size", nargs="?", choices=SIZES, default="province")
    parser.add_argument("--days", type=int, default=1, help="so many days are simulated")
    parser.add_argument(
        "--workers", type=int, nargs="+", default=[1], help="so many workers, each in turn"
    )
    parser.add_argument("--slots", type=int, default=4, help="jobs at a time of each")
    parser.add_argument(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="the catalogue"
    )
    options = parser.parse_args()
    planned = SIZES[options.size]()
    kinds = Counter(each.kind.name for each in planned)
    print(f"{options.size}: {len(planned)} portals ({_listed(kinds)}), {options.database}")
    server = _postgresql() if options.database == "postgresql" else nullcontext(None)
    with server as url:
        for number in options.workers:
            with _fresh(url) as database, tempfile.TemporaryDirectory() as folder:
                settings = make_home(Path(folder), database, planned)
                _simulate(settings, planned, number, options.slots, options.days)


def _simulate(
    settings: Settings, planned: Sequence[Planned], workers: int, slots: int, days: int
) -> None:
    began, statements = time.process_time(), Statements()
    commands = Commands(settings, _REALLY)
    with (
        closing(open_catalogue(settings)) as catalogue,
        clock_at(BEGIN) as clock,
        statements.counted(),
    ):
        world = World(
            catalogue=catalogue,
            planned={each.portal.name: each for each in planned},
            portals=reader(settings),
            draw=draw,
            text=corpus_texts(),
            do=commands.do,
            slots=slots,
            looks=_LOOKS,
            known_to={each.portal.name: last_due(each, BEGIN) for each in planned},
        )
        simulation = Simulation(world, clock, statements)
        simulation.employ(workers)
        print_idle(simulation.idle(100, timedelta()), simulation.idle(10, NOW_AND_THEN))
        try:
            while clock.now < BEGIN + timedelta(days=days):
                _run_an_hour(simulation, world, clock)
                spent = time.process_time() - began
                print(
                    f"{clock.now:%a %H:%M}: {len(simulation.crawled)} crawls, {spent:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )
        except KeyboardInterrupt:
            print(f"interrupted at {clock.now:%Y-%m-%d %H:%M}")
        passed = (clock.now - BEGIN) / timedelta(days=1)
    print(f"\n{workers} workers of {slots} jobs, {passed:.2f} days")
    passed = max(passed, 1.0)  # of a day that was interrupted nothing is made up
    if not simulation.crawled:
        raise SystemExit("nothing was crawled")
    print_crawls(simulation.crawled, passed)
    print_jobs(commands, passed)
    print_spent(statements.spent, len(simulation.crawled), passed)
    if not one_of_a_host_at_a_time(simulation.crawled):
        raise SystemExit("two crawls of one host went on at a time")


def _run_an_hour(simulation: Simulation, world: World, clock: Clock) -> None:
    hour = clock.now.replace(minute=0, second=0)
    if hour.hour == _BACKUP.hour:
        simulation.run_until(hour + timedelta(minutes=_BACKUP.minute))
        with world.catalogue.begin() as session:
            queue.ask(session, wishes.backup("timer"), clock.now)
    simulation.run_until(hour + timedelta(hours=1))


@contextmanager
def _postgresql() -> Iterator[str]:
    from tests.fixtures.postgresql import started_postgres

    with started_postgres("fsync = off") as server:  # the disk is not what is measured
        yield server.get_uri()


@contextmanager
def _fresh(server: str | None) -> Iterator[str | None]:
    if server is None:
        yield None
        return
    from tests.fixtures.postgresql import new_database

    with new_database(server) as url:
        yield url


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count} of a {name}" for name, count in counts.items())


if __name__ == "__main__":
    main()
