"""Simulate the schedule of a department, a province or the country; print what it takes.

    python -m benchmarks.country [SIZE] [--days N] [--workers N …] [--slots N] [--postgresql]

SIZE is department, province or country. On PostgreSQL a server is started for it, as for tests.
A country takes a quarter of an hour of a processor; Ctrl-C prints what it was until then.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from archive.catalogue import jobs as queue
from archive.catalogue import wishes
from archive.hours import ZONE
from benchmarks.country.clock import Clock, clock_at
from benchmarks.country.drawing import draw
from benchmarks.country.figures import busiest, lateness, one_of_a_host_at_a_time
from benchmarks.country.home import Commands, make_home, reader
from benchmarks.country.plan import SIZES, Planned
from benchmarks.country.simulation import Simulation, World
from benchmarks.country.statements import Statements
from benchmarks.country.texts import corpus_texts
from congtin.settings import Settings
from congtin.stores import open_catalogue

#: A Monday.
BEGIN = datetime(2026, 11, 23, tzinfo=ZONE)

#: Workers look around every half minute; here as seldom as they can without being taken for dead.
_LOOKS = timedelta(seconds=150)

#: Commands of a kind are really done so often; a whole country's else take hours.
_REALLY = timedelta(minutes=30)

#: When a timer asks for a backup.
_BACKUP = timedelta(hours=1, minutes=15)


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
        )
        simulation = Simulation(world, clock, statements)
        simulation.employ(workers)
        try:
            for day in range(days):
                _run_a_day(simulation, world, clock, BEGIN + timedelta(days=day))
        except KeyboardInterrupt:
            print(f"interrupted at {clock.now:%Y-%m-%d %H:%M}; until then:")
    spent_here = time.process_time() - began
    print(f"\n{workers} workers of {slots} jobs, {days} days ({spent_here:.0f} s of a processor)")
    _print_crawls(simulation, days)
    for kind, seconds in sorted(commands.took.items()):
        middle = sorted(seconds)[len(seconds) // 2]
        print(
            f"  {kind:10} {commands.asked[kind] / days:8,.0f} jobs a day,"
            f" {len(seconds)} really done:"
            f" {middle:.2f} s of a processor in the middle, {max(seconds):.2f} s at most"
        )
    for work, spent in sorted(statements.spent.items()):
        print(
            f"  {work:10} {spent.statements / days:12,.0f} statements,"
            f" {spent.seconds / days:8,.1f} s of the database a day"
        )
    if not one_of_a_host_at_a_time(simulation.crawled):
        raise SystemExit("two crawls of one host went on at a time")


def _run_a_day(simulation: Simulation, world: World, clock: Clock, day: datetime) -> None:
    simulation.run_until(day + _BACKUP)
    with world.catalogue.begin() as session:
        queue.ask(session, wishes.backup("timer"), clock.now)
    simulation.run_until(day + timedelta(days=1))


def _print_crawls(simulation: Simulation, days: int) -> None:
    crawled = simulation.crawled
    if not crawled:
        raise SystemExit("nothing was crawled")
    late = lateness(crawled)
    seconds = sum((each.ended - each.began).total_seconds() for each in crawled)
    pages, new = sum(each.pages for each in crawled), sum(each.new for each in crawled)
    print(
        f"  {len(crawled) / days:,.0f} crawls a day"
        f" ({sum(not each.finished for each in crawled) / days:,.0f} failed),"
        f" {pages / days:,.0f} pages, {new / days:,.0f} new articles,"
        f" {seconds / days / 3600:.1f} hours; {busiest(crawled)} at a time at most\n"
        f"  begun late by {late.p50} (p50), {late.p95} (p95), {late.most} (most);"
        f" {late.overdue} only when the next was due"
    )


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
