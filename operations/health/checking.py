"""Looking at portals and writing down how they are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.health import (
    articles_by_day,
    concluded_crawls,
    observe_again,
    observed_of,
    record_judgement,
)
from archive.catalogue.runs import mark_interrupted
from archive.catalogue.tables import RunRow
from archive.clock import parse_moment
from archive.health import Judgement
from archive.hours import ZONE
from crawler.portals import Portal
from operations.health.judging import Crawl, judge
from operations.health.proposals import propose
from operations.health.publishing import HABIT

#: What is said of a crawl that was well, so far as it itself goes.
_WELL = frozenset((None, "ok", "stale", "interrupted"))

#: Crawls whose pages may have been read anew since.
_LATELY = 5


def check_portals(catalogue: Catalogue, portals: Iterable[Portal]) -> dict[str, Judgement]:
    """Judge portals and write it down, each in a transaction of its own; by name."""
    with catalogue.begin() as session:
        mark_interrupted(session)
    judged = {}
    for portal in portals:
        with catalogue.begin() as session:
            judged[portal.name] = _check(session, portal)
    return judged


def _check(session: Session, portal: Portal) -> Judgement:
    runs = concluded_crawls(session, portal.name)
    if not runs:
        return Judgement("never")
    observe_again(session, portal.name, runs[:_LATELY])
    crawls = [_crawl(run) for run in runs]
    first = (crawls[0].day - HABIT).isoformat()
    dated = articles_by_day(session, portal.name, first)
    published = {date.fromisoformat(day): count for day, count in dated.items()}
    judgement = judge(crawls, published, portal.expectations)
    observed = next((crawl.observed for crawl in crawls if crawl.observed), None)
    judgement = replace(judgement, proposal=propose(portal, judgement, observed))
    record_judgement(session, portal.name, runs[0].id, judgement)
    return judgement


def _crawl(run: RunRow) -> Crawl:
    return Crawl(
        day=parse_moment(run.started_at).astimezone(ZONE).date(),
        outcome=run.outcome or "failed",
        reason=run.reason,
        observed=observed_of(run),
        is_habit=run.outcome == "finished" and run.judged in _WELL,
    )
