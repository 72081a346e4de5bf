"""Ends a crawl before its end, with the reason in its record; the next crawl goes on."""

import asyncio
import logging

from scrapy.crawler import Crawler

from archive.catalogue.runs import Outcome
from crawler.bounded import spider_of
from crawler.runs import ENDED

logger = logging.getLogger(__name__)

_closing: set[asyncio.Task[None]] = set()


def end_crawl(crawler: Crawler, outcome: Outcome, reason: str) -> None:
    """End a crawl after the requests that are on their way. Later calls change nothing."""
    tally = spider_of(crawler).tally
    if tally.ended is not None or crawler.engine is None:
        return
    tally.ended = outcome, reason
    logger.warning("%s: the crawl ends here: %s", spider_of(crawler).portal.name, reason)
    task = asyncio.ensure_future(crawler.engine.close_spider_async(reason=ENDED))
    _closing.add(task)  # the loop itself holds tasks only weakly
    task.add_done_callback(_closing.discard)


def is_ending(crawler: Crawler) -> bool:
    """Whether a crawl is told to end: by `end_crawl`, or by whoever stops the process."""
    engine = crawler.engine
    return engine is None or not engine.running or spider_of(crawler).tally.ended is not None
