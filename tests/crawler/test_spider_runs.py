"""What a crawl concludes from its tally."""

import asyncio
import logging
from pathlib import Path

import pytest
from scrapy.crawler import Crawler

from archive.catalogue.runs import Outcome
from crawler.extensions import runs
from crawler.extensions.runs import RunRecorder
from crawler.runs import RunTally, conclude
from crawler.scrapy_defaults import SCRAPY_DEFAULTS
from crawler.spiders.portal import spider_for
from tests.crawler.crawling import Home, portal_at
from tests.crawler.loopback_site import Site


def tally(
    *,
    listed: int = 0,
    known: int = 0,
    due: int = 0,
    fresh: int = 0,
    put_off: int = 0,
    checked: int = 0,
    **counts: int,
) -> RunTally:
    made = RunTally(
        listed=listed, known=known, due=due, fresh=fresh, put_off=put_off, checked=checked
    )
    for name, number in counts.items():
        made.add(name, number)
    return made


@pytest.mark.parametrize(
    ("made", "closed_because", "outcome", "word"),
    [
        # a first crawl, one page of which failed
        (tally(listed=3, due=3, fresh=3, new=2, failed=1), "finished", "finished", ""),
        # nothing is new
        (tally(listed=3, known=3, skipped=3), "finished", "finished", ""),
        # the listings changed their looks
        (tally(pages=2), "finished", "empty", "no articles"),
        # nothing could be read in the first crawl
        (tally(listed=3, due=3, fresh=3, failed=3), "finished", "empty", "none of 3"),
        # nor in the second
        (tally(listed=3, due=3, failed=3), "finished", "empty", "none of 3"),
        # nor were they asked for in the third
        (tally(listed=3, put_off=3, skipped=3), "finished", "empty", "a full crawl asks"),
        # the new articles changed their looks
        (tally(listed=3, known=1, due=2, fresh=2, failed=2), "finished", "empty", "none of 2"),
        # so they did, though known articles that were looked at again can be read
        (
            tally(listed=3, known=1, due=2, fresh=2, failed=2, checked=5, unchanged=5),
            *("finished", "empty", "none of 2"),
        ),
        # what expired long ago is still listed
        (tally(listed=3, known=2, due=1, failed=1), "finished", "finished", ""),
        (tally(listed=3, known=2, put_off=1, skipped=3), "finished", "finished", ""),
        # Ctrl-C
        (tally(listed=3, due=3, new=2), "shutdown", "interrupted", "stopped"),
        # something closed the spider
        (tally(listed=3, due=3, new=2), "memusage_exceeded", "failed", "memusage_exceeded"),
    ],
)
def test_conclusions(made: RunTally, closed_because: str, outcome: Outcome, word: str) -> None:
    concluded, reason = conclude(made, closed_because)
    assert concluded == outcome
    assert word in (reason or "")


def test_problems_make_a_failure_whatever_else_went_well() -> None:
    made = tally(listed=3, due=3, new=3)
    made.problems.append("http://stp.example.vn/b: connection refused")
    assert conclude(made, "finished") == ("failed", "http://stp.example.vn/b: connection refused")


def test_a_sign_of_life_that_fails_is_not_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(runs, "SECONDS_BETWEEN_SIGNS", 0.01)
    home = Home(tmp_path)
    crawler = Crawler(
        spider_for(portal_at(Site("http://stp.example.vn"))), {**SCRAPY_DEFAULTS, **home.settings()}
    )
    spider = spider_for(portal_at(Site("http://stp.example.vn"))).from_crawler(crawler)
    counts: list[int] = []

    async def update_run(run_id: int, now: dict[str, int]) -> None:
        counts.append(now["pages"])
        if len(counts) == 1:
            raise OSError("the database is away")

    monkeypatch.setattr(spider.recorder, "update_run", update_run)

    async def crawl() -> None:
        recorder = RunRecorder(crawler)
        await recorder.spider_opened(spider)
        async with asyncio.timeout(30):
            while len(counts) < 3:
                await asyncio.sleep(0.01)
        await recorder.spider_closed(spider, "finished")

    with caplog.at_level(logging.ERROR):
        asyncio.run(crawl())
    assert "the database is away" in caplog.text
