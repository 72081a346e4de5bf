"""A day of a province's schedules: real workers on a real catalogue, with a clock that jumps.

`benchmarks.country` simulates as many portals as a country has.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue, jobs
from archive.catalogue.tables import ArticleRow
from archive.hours import ZONE
from benchmarks.country.clock import clock_at
from benchmarks.country.drawing import Draw, draw, published_between
from benchmarks.country.figures import due_between, one_of_a_host_at_a_time
from benchmarks.country.plan import Planned, province
from benchmarks.country.simulation import Crawled, Simulation, World
from benchmarks.country.statements import Statements
from benchmarks.country.texts import short

pytestmark = pytest.mark.slow

#: A Monday.
BEGIN = datetime(2026, 11, 23, tzinfo=ZONE)

MINUTE = timedelta(minutes=1)


@contextmanager
def simulated(
    catalogue: Catalogue, planned: Sequence[Planned], draw: Draw, looks: timedelta
) -> Iterator[Simulation]:
    """A simulation at its beginning, whose workers look around so often if nothing happens."""
    portals = {each.portal.name: each.portal for each in planned}
    world = World(
        catalogue=catalogue,
        planned={each.portal.name: each for each in planned},
        portals=lambda: portals,
        draw=draw,
        text=short,
        do=lambda job: (0, 5.0),
        looks=looks,
    )
    with clock_at(BEGIN) as clock:
        yield Simulation(world, clock, Statements())


def test_a_day_of_a_province(catalogue: Catalogue) -> None:
    """Each portal once whenever it is due, one of a host at a time, nothing lost with a worker."""
    planned = province()
    died, end = BEGIN + timedelta(hours=1, minutes=6), BEGIN + timedelta(hours=4)
    with simulated(catalogue, planned, draw, looks=MINUTE) as simulation:
        simulation.employ(2)
        simulation.run_until(died)
        simulation.kill()
        assert simulation.killed, "a worker dies in the middle of crawls"
        simulation.employ()
        simulation.run_until(end)
    crawls, killed = simulation.crawled, simulation.killed
    asked = defaultdict(list)
    for crawl in crawls:
        asked[crawl.planned.portal.name].append(crawl.asked)
    for each in planned:
        due = [at.replace(microsecond=0) for at in due_between(each, BEGIN, end)]
        assert asked[each.portal.name] == due
    assert one_of_a_host_at_a_time([*crawls, *killed])
    for dead in killed:
        (again,) = (crawl for crawl in crawls if is_same(crawl, dead))
        assert timedelta() < again.began - died <= jobs.SILENCE + 2 * MINUTE
        assert again.finished, "it finds the portal free"
    assert kept(catalogue) == sorted(
        short(each, at).url
        for each in planned
        for at in published_between(each, BEGIN, known_to(each, crawls))
    )


def is_same(crawl: Crawled, dead: Crawled) -> bool:
    """Whether a crawl is that of the job that another crawl was killed at."""
    return (crawl.planned, crawl.asked) == (dead.planned, dead.asked)


def known_to(planned: Planned, crawls: Sequence[Crawled]) -> datetime:
    """When the last crawl of a portal began that got to its end."""
    finished = (crawl.began for crawl in crawls if crawl.planned is planned and crawl.finished)
    return max(finished, default=BEGIN)


def kept(catalogue: Catalogue) -> list[str]:
    with catalogue.session() as session:
        return sorted(session.scalars(select(ArticleRow.url)))
