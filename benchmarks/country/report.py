"""Prints what a simulation took, as docs/running.md has it of each size."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from benchmarks.country.figures import busiest, lateness
from benchmarks.country.home import Commands
from benchmarks.country.simulation import Crawled
from benchmarks.country.statements import Spent
from operations.scheduling.working import NOW_AND_THEN, TURN

_A_DAY = timedelta(days=1)


def print_crawls(crawled: Sequence[Crawled], days: float) -> None:
    """What was crawled, and how late; of all portals and of each kind."""
    seconds = sum((each.ended - each.began).total_seconds() for each in crawled)
    pages, new = sum(each.pages for each in crawled), sum(each.new for each in crawled)
    print(
        f"  {len(crawled) / days:,.0f} crawls a day"
        f" ({sum(not each.finished for each in crawled) / days:,.0f} failed),"
        f" {pages / days:,.0f} pages, {new / days:,.0f} new articles,"
        f" {seconds / days / 3600:.1f} hours; {busiest(crawled)} at a time at most"
    )
    for kind in (None, *dict.fromkeys(each.planned.kind for each in crawled)):
        of_kind = [each for each in crawled if kind in (None, each.planned.kind)]
        late, until_end = lateness(of_kind), max(each.ended - each.asked for each in of_kind)
        print(
            f"  {kind.name if kind else 'all':10} {len(of_kind) / days:6,.0f} a day, begun late by"
            f" {late.p50} (p50), {late.p95} (p95), {late.most} (most), ended {until_end} after they"
            f" were due at most; {late.overdue} begun only when the next was due"
        )


def print_jobs(commands: Commands, days: float) -> None:
    """What jobs that are no crawls take of a processor."""
    for kind, seconds in sorted(commands.took.items()):
        middle, asked = sorted(seconds)[len(seconds) // 2], commands.asked[kind] / days
        print(
            f"  {kind:10} {asked:8,.0f} jobs a day, {len(seconds)} really done:"
            f" {middle:.2f} s of a processor in the middle, {max(seconds):.2f} s at most"
            f" ({asked * middle:,.0f} s a day)"
        )


def print_spent(spent: Mapping[str, Spent], crawls: int, days: float) -> None:
    """What reached the database, and what workers took of a processor where something happened."""
    for work, each in sorted(spent.items()):
        print(
            f"  {work:10} {each.statements / days:12,.0f} statements a day,"
            f" {each.statements / crawls:8,.1f} for each crawl,"
            f" {each.seconds / days:8,.1f} s of the database"
        )
    worker = spent["worker"].processor
    print(
        f"  workers: {worker / days:,.0f} s of a processor, {worker / crawls:.3f} s for each crawl"
    )


def print_idle(turn: Spent, look: Spent) -> None:
    """What a worker takes that has nothing to do: a turn, and a look around."""
    turns, looks = _A_DAY.total_seconds() / TURN, _A_DAY / NOW_AND_THEN
    print(
        f"  a turn where nothing happens: {turn.statements} statements,"
        f" {turn.processor * 1000:.1f} ms of a processor; that looks around:"
        f" {look.statements}, {look.processor * 1000:.0f} ms;"
        f" a worker's day of both: {turns * turn.statements + looks * look.statements:,.0f}"
        f" {turns * turn.processor + looks * look.processor:,.0f} s"
    )
