"""How a portal is, judged from its crawls and from what it has published: a pure function.

What a crawl brings is held against the portal's habit, that is its earlier crawls that were well;
where there is no habit yet, against what its file expects.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from archive.health import HABITUAL_ARTICLES, HEALTH_FIELDS, Judgement, Observed, Reason, State
from crawler.portals import Expectations
from operations.health.habits import is_far_below, least_usual, usual_share
from operations.health.publishing import silences

#: So many crawls cut short in a row are more than a machine that was restarted.
_INTERRUPTED = 3

#: What is told of articles is told of so many at least, of more crawls than the last if need be.
_ARTICLES = 3

#: A habit of listings is told by so many crawls.
_HABITUAL_CRAWLS = 4

#: The share of articles that has what the file expects all to have, and of pages that can be read.
_EXPECTED_SHARE = 0.9

#: What is so much less than the median may be less than usual, however regular a portal is.
_MUCH_LESS = 0.5

_STATES: Mapping[str, State] = {
    "moved": "moved",
    "blocked": "blocked",
    "failed": "failed",
    "empty": "empty",
    "interrupted": "failed",
    "few_at_first": "fewer",
    "few_listed": "fewer",
    "unreadable": "unreadable",
    "without": "incomplete",
    "few_published": "fewer",
    "stale": "stale",
}


@dataclass(frozen=True, slots=True)
class Crawl:
    """A crawl that has ended. `is_habit`: it was well, so far as is known."""

    day: date
    outcome: str
    reason: str | None
    observed: Observed | None
    is_habit: bool


def judge(
    crawls: Sequence[Crawl], published: Mapping[date, int], expected: Expectations
) -> Judgement:
    """How a portal is.

    Args:
        crawls: its last crawls that have ended, the newest first.
        published: how many of its articles are dated on each day.
        expected: what its file says of it.
    """
    if not crawls:
        return Judgement("never")
    cut_short = list(takewhile(lambda crawl: crawl.outcome == "interrupted", crawls))
    ended = [crawl for crawl in crawls if crawl.outcome != "interrupted"]
    reasons = list(_reasons(ended, published, expected)) if ended else []
    if len(cut_short) >= _INTERRUPTED:
        reasons.append(Reason("interrupted", {"times": len(cut_short)}))
    if reasons:
        reasons.sort(key=lambda reason: list(_STATES).index(reason.kind))
        return Judgement(_STATES[reasons[0].kind], tuple(reasons))
    return Judgement("interrupted" if cut_short else "ok")


def _reasons(
    crawls: Sequence[Crawl], published: Mapping[date, int], expected: Expectations
) -> Iterator[Reason]:
    last = crawls[0]
    moved = next(_moved(last), None)
    if moved is not None:
        yield moved
    if _is_bad_end(last, expected, moved):
        yield Reason(last.outcome, {"why": last.reason or last.outcome})
    met = [crawl for crawl in crawls if crawl.observed is not None]
    if met and last.outcome in ("finished", "empty"):
        yield from _read(met, expected)
    if not expected.closed:
        yield from _listed(crawls, expected)
        finished = next((crawl for crawl in crawls if crawl.outcome == "finished"), None)
        if finished is not None:
            yield from silences(published, finished.day, expected.quiet_days)


def _is_bad_end(last: Crawl, expected: Expectations, moved: Reason | None) -> bool:
    """Whether how a crawl ended is a reason of its own: that nothing is read where a portal was
    follows from its being elsewhere.
    """
    if last.outcome == "empty":
        return moved is None and not expected.closed
    if moved is not None and str(moved.values["site"]) in (last.reason or ""):
        return False
    return last.outcome != "finished"


def _moved(last: Crawl) -> Iterator[Reason]:
    """The site that the portal itself says it is at now."""
    met = last.observed
    if met is None:
        return
    for site, count in _by_count(met.moved):
        # one address that was moved is an article's; one that nothing else was read beside, all's
        if count >= _ARTICLES or not met.items:
            yield Reason("moved", {"site": site, "count": count})
            return
    for site, count in _by_count(met.elsewhere):
        if count >= _ARTICLES and count > met.listed / 2:
            yield Reason("moved", {"site": site, "count": count})
            return


def _by_count(sites: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(sites.items(), key=lambda pair: (-pair[1], pair[0]))


def _listed(crawls: Sequence[Crawl], expected: Expectations) -> Iterator[Reason]:
    last, *before = crawls
    if last.outcome != "finished" or last.observed is None or last.observed.bounded:
        return
    if not any(crawl.outcome == "finished" for crawl in before):
        if last.observed.items < expected.articles:
            values = {"now": last.observed.items, "expected": expected.articles}
            yield Reason("few_at_first", values)
        return
    usual = [
        crawl.observed.listed
        for crawl in before
        if crawl.is_habit and crawl.observed and not crawl.observed.bounded
    ]
    if len(usual) >= _HABITUAL_CRAWLS and last.observed.listed < least_usual(usual, _MUCH_LESS):
        middle = sorted(usual)[len(usual) // 2]
        yield Reason("few_listed", {"now": last.observed.listed, "usual": middle})


def _read(crawls: Sequence[Crawl], expected: Expectations) -> Iterator[Reason]:
    """What is missing of pages and of articles, of as many crawls as have some."""
    met = [crawl.observed for crawl in crawls if crawl.observed is not None]
    now: list[Observed] = []
    while len(now) < len(met) and sum(one.items + one.failed for one in now) < _ARTICLES:
        now.append(met[len(now)])
    usual = [crawl.observed for crawl in crawls[len(now) :] if crawl.is_habit and crawl.observed]
    has_habit = sum(one.items for one in usual) >= HABITUAL_ARTICLES
    items, failed = sum(one.items for one in now), sum(one.failed for one in now)
    pages = items + failed
    share = _EXPECTED_SHARE
    if has_habit:
        wholes = [one.items + one.failed for one in usual]
        share = usual_share([one.items for one in usual], wholes)
    if is_far_below(items, pages, share):
        values = {"failed": failed, "pages": pages, "usual": round(100 - 100 * share)}
        yield Reason("unreadable", values)
    articles = sum(one.articles for one in now)
    for name in HEALTH_FIELDS:
        having = sum(one.having[name] for one in now)
        if has_habit:
            share = usual_share(
                [one.having[name] for one in usual], [one.articles for one in usual]
            )
        elif name in expected.fields:
            share = _EXPECTED_SHARE
        else:
            continue
        if is_far_below(having, articles, share):
            values = {"missing": articles - having, "articles": articles}
            yield Reason("without", {**values, "field": name, "usual": round(100 * share)})
