"""How a portal is judged: pure, a row a form.

- test_what_is_unhealthy_and_what_is_not: yields nothing, less, incomplete, unreadable, moved
- test_silence_is_counted_in_working_days: weekends, Tết, irregular portals, few days
- test_few_crawls_are_judged_by_the_file: expectations
- test_what_follows_from_a_move_is_not_told_again
- test_moved_portal_is_proposed: in the reader's language
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from archive.health import Judgement, Observed, proposal_words
from crawler.portals import Expectations, Portal, StartAddress
from operations.health.judging import Crawl, judge
from operations.health.proposals import propose
from operations.health.working_days import working_days

TODAY = date(2026, 11, 23)  # a Monday
OLD, NEW = "https://stp.kontum.gov.vn", "stp.quangngai.gov.vn"


def crawl(
    articles: int = 10,
    having: tuple[int, int, int] | None = None,
    days_ago: int = 0,
    outcome: str = "finished",
    *,
    is_habit: bool = True,
    **observed: Any,
) -> Crawl:
    """A crawl that read so many articles, of which so many have a date, an author, a body."""
    names = ("date_published", "author", "body")
    met = Observed(
        listed=40,
        items=articles,
        articles=articles,
        having=dict(zip(names, having or (articles, articles, articles), strict=True)),
    )
    day = TODAY - timedelta(days=days_ago)
    known = outcome == "finished" and is_habit
    return Crawl(day, outcome, "vì sao", replace(met, **observed), known)


HABIT = [crawl(days_ago=n) for n in range(1, 15)]
#: Of these a third never names its author, and listings are of many lengths.
IRREGULAR = [
    crawl(6, (6, 4, 6), days_ago=n, listed=(40, 900, 31, 60, 33)[n % 5]) for n in range(1, 15)
]
MOVES: dict[str, Any] = {"moved": {NEW: 4}, "moves": {NEW: [f"{OLD}/tin", f"https://{NEW}/vi/tin"]}}


@pytest.mark.parametrize(
    ("crawls", "state"),
    [
        ([], "never"),
        # as always
        ([crawl(), *HABIT], "ok"),
        # nothing new today, as on many days
        ([crawl(0), *HABIT], "ok"),
        # it yields nothing, cannot be reached, refuses us
        ([crawl(0, outcome="empty"), *HABIT], "empty"),
        ([crawl(0, outcome="failed"), *HABIT], "failed"),
        ([crawl(0, outcome="blocked"), *HABIT], "blocked"),
        # dates, authors, bodies are gone from its new design, in one run
        ([crawl(5, (0, 5, 5)), *HABIT], "incomplete"),
        ([crawl(5, (5, 0, 5)), *HABIT], "incomplete"),
        ([crawl(5, (5, 5, 0)), *HABIT], "incomplete"),
        # of two articles, too; one may be an exception
        ([crawl(2, (0, 2, 2)), *HABIT], "incomplete"),
        ([crawl(1, (0, 1, 1)), *HABIT], "ok"),
        # one article a day: the second without a date is no exception
        ([crawl(1, (0, 1, 1)), crawl(1, (0, 1, 1), is_habit=True), *HABIT], "incomplete"),
        # nothing was read since: that is no recovery
        ([crawl(0), crawl(5, (0, 5, 5), is_habit=False), *HABIT], "incomplete"),
        # it was repaired, and reads well
        ([crawl(5), crawl(5, (0, 5, 5), is_habit=False), *HABIT], "ok"),
        # as bad for weeks: what is bad never becomes the habit
        (
            [*[crawl(5, (0, 5, 5), is_habit=False) for _ in range(40)], *HABIT],
            "incomplete",
        ),
        # a third without authors is the habit here; none with one is not
        ([crawl(6, (6, 3, 6)), *IRREGULAR], "ok"),
        ([crawl(9, (9, 0, 9)), *IRREGULAR], "incomplete"),
        # most pages cannot be read any more
        ([crawl(3, failed=7), *HABIT], "unreadable"),
        ([crawl(12, failed=1), *HABIT], "ok"),
        # one of its listings is gone, or shows the half
        ([crawl(listed=12), *HABIT], "fewer"),
        ([crawl(listed=31), *IRREGULAR], "ok"),
        # so it is meant to be
        ([crawl(listed=12, bounded=True), *HABIT], "ok"),
        # the portal says where it is now: it is not down, it has moved
        ([crawl(0, outcome="failed", **MOVES), *HABIT], "moved"),
        ([crawl(0, elsewhere={NEW: 38}), *HABIT], "moved"),
        # an article or two have, and a link bar lists neighbours
        ([crawl(8, moved={NEW: 2}), *HABIT], "ok"),
        ([crawl(8, elsewhere={NEW: 4}), *HABIT], "ok"),
        # once cut short a crawl goes on; again and again it does not
        ([crawl(outcome="interrupted"), *HABIT], "interrupted"),
        ([*[crawl(outcome="interrupted")] * 3, *HABIT], "failed"),
        # and what the last whole one met holds
        ([crawl(outcome="interrupted"), crawl(5, (0, 5, 5)), *HABIT], "incomplete"),
        # crawls from before anything was observed tell nothing
        ([replace(c, observed=None) for c in HABIT], "ok"),
    ],
)
def test_what_is_unhealthy_and_what_is_not(crawls: list[Crawl], state: str) -> None:
    judged = judge(crawls, {}, Expectations())
    assert judged.state == state, judged.reasons
    assert judged.healthy is (state in ("never", "ok", "interrupted"))
    assert bool(judged.reasons) is not judged.healthy
    for reason in judged.reasons:
        assert reason.words("vi") != reason.words("en")


def days(first: date, last: date, every: int = 1) -> dict[date, int]:
    """Two articles on every so many working days."""
    each = (first + timedelta(days=n) for n in range((last - first).days + 1))
    working = [day for day in each if working_days(day - timedelta(days=1), day)]
    return dict.fromkeys(working[::every], 2)


BEFORE_TET = date(2026, 2, 12)  # which is on the 17th
AFTER_TET = date(2026, 2, 27)


@pytest.mark.parametrize(
    ("published", "looked", "state"),
    [
        # something every day, and a weekend
        (days(date(2026, 8, 3), date(2026, 11, 20)), date(2026, 11, 22), "ok"),
        # a week and a day without
        (days(date(2026, 8, 3), date(2026, 11, 12)), date(2026, 11, 20), "stale"),
        # as long, around Tết: two weeks of the calendar
        (days(date(2025, 10, 1), BEFORE_TET), AFTER_TET, "ok"),
        (days(date(2025, 10, 1), BEFORE_TET), date(2026, 3, 6), "stale"),
        # an office that publishes every other week is not silent for three
        (days(date(2026, 1, 5), date(2026, 10, 30), 10), date(2026, 11, 20), "ok"),
        # three days with articles are no habit
        (days(date(2026, 1, 5), date(2026, 1, 7)), date(2026, 11, 20), "ok"),
        # what is dated later than the crawl is a mistake of the page's
        ({**days(date(2026, 8, 3), date(2026, 10, 30)), date(2027, 1, 4): 1}, TODAY, "stale"),
        # ten a week, and then one in two weeks: not silent, but much less
        (
            {**days(date(2026, 1, 5), date(2026, 11, 6)), date(2026, 11, 19): 1},
            date(2026, 11, 20),
            "fewer",
        ),
    ],
)
def test_silence_is_counted_in_working_days(
    published: dict[date, int], looked: date, state: str
) -> None:
    crawls = [replace(one, day=looked) for one in (crawl(), *HABIT)]
    judged = judge(crawls, published, Expectations())
    assert judged.state == state, judged.reasons
    # a portal that publishes no more, or that may be as silent as this, says so in its file
    assert judge(crawls, published, Expectations(closed=True)).state == "ok"
    assert judge(crawls, published, Expectations(quiet_days=300)).state == "ok"


@pytest.mark.parametrize(
    ("crawls", "expected", "state"),
    [
        ([crawl(20)], Expectations(), "ok"),
        ([crawl(0, failed=0)], Expectations(), "fewer"),
        ([crawl(20)], Expectations(articles=100), "fewer"),
        # a first try of ten says nothing of how many there are
        ([crawl(10, bounded=True)], Expectations(articles=100), "ok"),
        # authors are not expected unless the file says so
        ([crawl(20, (20, 0, 20))], Expectations(), "ok"),
        ([crawl(20, (20, 0, 20))], Expectations(fields=("author",)), "incomplete"),
        ([crawl(20, (3, 20, 20))], Expectations(), "incomplete"),
        ([crawl(20, (3, 20, 20))], Expectations(fields=()), "ok"),
        # a second crawl with little new is held against no number
        ([crawl(0), crawl(20)], Expectations(articles=10), "ok"),
        ([crawl(0, outcome="empty")], Expectations(closed=True), "ok"),
    ],
)
def test_few_crawls_are_judged_by_the_file(
    crawls: list[Crawl], expected: Expectations, state: str
) -> None:
    assert judge(crawls, {}, expected).state == state


@pytest.mark.parametrize(
    ("outcome", "why", "kinds"),
    [
        # nothing could be read for it has moved: that is one reason
        ("failed", f"{OLD}/tin leads to https://{NEW}/vi/tin: {NEW} is another site", ["moved"]),
        ("empty", "the listings show no articles", ["moved"]),
        # and what else went wrong is another
        ("failed", "archiving failed: no space left", ["moved", "failed"]),
        ("blocked", "a captcha", ["moved", "blocked"]),
    ],
)
def test_what_follows_from_a_move_is_not_told_again(
    outcome: str, why: str, kinds: list[str]
) -> None:
    last = replace(crawl(0, outcome=outcome, **MOVES), reason=why)
    judged = judge([last, *HABIT], {}, Expectations())
    assert [reason.kind for reason in judged.reasons] == kinds


def test_moved_portal_is_proposed() -> None:
    portal = Portal(
        name="stp",
        title="Sở Tư pháp",
        platform="kontum",
        start=(StartAddress(url=f"{OLD}/tin"), StartAddress(url=f"{OLD}/van-ban")),
    )
    last = crawl(0, outcome="failed", **MOVES)
    judged = judge([last, *HABIT], {}, Expectations())
    assert judged.reasons[0].values == {"site": NEW, "count": 4}
    proposed = propose(portal, judged, last.observed)
    assert proposed is not None
    assert f'mirrors = ["{NEW}"]' in proposed.splitlines()
    assert f'# url = "https://{NEW}/vi/tin"' in proposed
    for language, said in (("vi", "# khi địa chỉ cũ không còn"), ("en", "# once they do not")):
        words = proposal_words(proposed, language)
        assert said in words
        assert words.count("\n") == proposed.count("\n")
        assert "_" not in words  # what is not said yet
    assert f'# url = "https://{NEW}/van-ban"' in proposed
    assert propose(portal, Judgement("ok"), last.observed) is None
