"""Looking at portals and writing down how they are."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.health import (
    articles_by_day,
    concluded_crawls,
    is_habit,
    observe_again,
    observed_of,
    record_judgement,
)
from archive.catalogue.overdue import overdue_portal
from archive.catalogue.runs import mark_interrupted, portals_of
from archive.catalogue.tables import PortalHealthRow, RunRow
from archive.clock import parse_moment
from archive.health import REFUSED, Judgement, reasons_of, refusals
from archive.hours import ZONE
from crawler.portals import Portal
from operations.health.judging import Crawl, judge
from operations.health.proposals import propose
from operations.health.publishing import HABIT

#: Crawls whose pages may have been read anew since.
_LATELY = 5


def check_portals(
    catalogue: Catalogue, portals: Iterable[Portal], now: datetime | None = None
) -> dict[str, Judgement]:
    """Judge portals and write it down, each in a transaction of its own; by name.

    `now` is this moment, unless another is meant.
    """
    now = now or datetime.now(UTC)
    with catalogue.begin() as session:
        mark_interrupted(session)
    judged = {}
    for portal in portals:
        with catalogue.begin() as session:
            judged[portal.name] = _check(session, portal, now)
    return judged


def check_interrupted(
    catalogue: Catalogue, find: Callable[[Collection[str]], Iterable[Portal]]
) -> dict[str, Judgement]:
    """Judge the portals alone whose crawls were cut short and could not do so; by name.

    `find` gives the portals of some names, those that are known.
    """
    with catalogue.begin() as session:
        names = portals_of(session, mark_interrupted(session))
    return check_portals(catalogue, find(names) if names else ())


def _check(session: Session, portal: Portal, now: datetime) -> Judgement:
    row = session.get(PortalHealthRow, portal.name)
    reasons = reasons_of(row.reasons) if row else ()
    if row is not None and refusals(reasons):
        # a crawl that began before, or a machine with another file; `refusing` says when it is over
        return Judgement(REFUSED, reasons, row.proposal)
    runs = concluded_crawls(session, portal.name)
    judgement = _judge(session, portal, runs)
    said, late = judgement.state, overdue_portal(session, portal.name, now)
    if late is not None:
        judgement = replace(judgement, state="overdue", reasons=(late[1], *judgement.reasons))
    # of what was never crawled there is nothing to tell, unless it was told to be overdue
    if runs or late or row:
        record_judgement(session, portal.name, runs[0].id if runs else None, judgement, said)
    return judgement


def _judge(session: Session, portal: Portal, runs: Sequence[RunRow]) -> Judgement:
    if not runs:
        return Judgement("never")
    observe_again(session, portal.name, runs[:_LATELY])
    crawls = [_crawl(run) for run in runs]
    first = (crawls[0].day - HABIT).isoformat()
    dated = articles_by_day(session, portal.name, first)
    published = {date.fromisoformat(day): count for day, count in dated.items()}
    judgement = judge(crawls, published, portal.expectations)
    observed = next((crawl.observed for crawl in crawls if crawl.observed), None)
    return replace(judgement, proposal=propose(portal, judgement, observed))


def _crawl(run: RunRow) -> Crawl:
    return Crawl(
        day=parse_moment(run.started_at).astimezone(ZONE).date(),
        outcome=run.outcome or "failed",
        reason=run.reason,
        observed=observed_of(run),
        is_habit=is_habit(run),
    )
