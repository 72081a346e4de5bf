"""Waits until a crawl has nothing to do: what can wait is asked for then, a little at a time."""

from scrapy import signals
from scrapy.crawler import Crawler


async def until_idle(crawler: Crawler) -> None:
    """Wait until no request waits or is on its way, and no answer is being read."""
    engine = crawler.engine
    assert engine is not None
    while True:
        await crawler.signals.wait_for(signals.scheduler_empty)
        slot = engine.scraper.slot
        if not engine.downloader.active and (slot is None or slot.is_idle()):
            return
