"""A night of some portals' schedules: real workers on a real catalogue, with a clock that jumps.

`benchmarks.country` simulates whole days, and as many portals as a country has.
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
from benchmarks.country.plan import COMMUNE, DEPARTMENT, PROVINCE, Planned, country
from benchmarks.country.simulation import Crawled, Simulation, World
from benchmarks.country.statements import Statements
from benchmarks.country.texts import short

pytestmark = pytest.mark.slow

#: On a Monday, just before communes are due; the portal of the province is so at three.
BEGIN = datetime(2026, 11, 23, 0, 55, tzinfo=ZONE)
END = BEGIN.replace(hour=3, minute=30)

#: Workers look around so often although nothing happens: often enough not to be taken for dead.
LOOKS = timedelta(minutes=2)

#: So long after it was due a crawl is in its middle.
IN_THE_MIDDLE = timedelta(seconds=6)


@contextmanager
def simulated(catalogue: Catalogue, planned: Sequence[Planned], draw: Draw) -> Iterator[Simulation]:
    """A simulation at its beginning."""
    portals = {each.portal.name: each.portal for each in planned}
    world = World(
        catalogue=catalogue,
        planned={each.portal.name: each for each in planned},
        portals=lambda: portals,
        draw=draw,
        text=short,
        do=lambda job: (0, 5.0),
        looks=LOOKS,
    )
    with clock_at(BEGIN) as clock:
        yield Simulation(world, clock, Statements())


def some_portals() -> list[Planned]:
    """Of each kind; of the communes some share a host, and one may be asked at night only."""
    provinces = defaultdict(list)
    for each in country():
        provinces[each.portal.province].append(each)
    (first, second), some = [provinces.pop(name) for name in list(provinces)[:2]], []
    for planned, counts in (first, (1, 3, 8)), (second, (0, 0, 8)):
        for kind, count in zip((PROVINCE, DEPARTMENT, COMMUNE), counts, strict=True):
            some += [each for each in planned if each.kind is kind][:count]
    return some


def test_a_night(catalogue: Catalogue) -> None:
    """Each portal once whenever it is due, one of a host at a time, nothing lost with a worker."""
    planned = some_portals()
    assert any(each.portal.hours for each in planned)
    due = {each.portal.name: due_between(each, BEGIN, END) for each in planned}
    died = due[planned[-1].portal.name][0] + IN_THE_MIDDLE
    with simulated(catalogue, planned, draw) as simulation:
        simulation.employ(2)
        simulation.run_until(died)
        simulation.kill()
        assert simulation.killed, "a worker dies in the middle of crawls"
        simulation.employ()
        simulation.run_until(END)
    crawls, killed = simulation.crawled, simulation.killed
    asked = defaultdict(list)
    for crawl in crawls:
        asked[crawl.planned.portal.name].append(crawl.asked)
    for each in planned:
        name = each.portal.name
        assert asked[name] == [at.replace(microsecond=0) for at in due[name]]
    assert one_of_a_host_at_a_time([*crawls, *killed])
    for dead in killed:
        (again,) = (crawl for crawl in crawls if is_same(crawl, dead))
        assert timedelta() < again.began - died <= jobs.SILENCE + 2 * LOOKS
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
