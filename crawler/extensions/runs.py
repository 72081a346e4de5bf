"""Keeps the record of runs: a row in the catalogue for each crawl, from beginning to end."""

import asyncio
import logging
from dataclasses import asdict, replace
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from twisted.python.failure import Failure

from crawler.failures import first_line
from crawler.recording import close_recorder
from crawler.records import PortalBusyError
from crawler.runs import ARCHIVING_FAILED, RunSummary, conclude
from crawler.spiders.portal import PortalSpider

#: Others take a run for dead that gives no sign of life for an hour; who watches it sees counts.
SECONDS_BETWEEN_SIGNS = 10.0

logger = logging.getLogger(__name__)


class RunRecorder:
    """Begins the run's row when the spider opens and concludes it when the spider is closed."""

    def __init__(self, crawler: Crawler) -> None:
        self._pulse: asyncio.Task[None] | None = None
        crawler.signals.connect(self.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(self.spider_error, signal=signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the extension; it is of use to portal spiders only."""
        if not issubclass(crawler.spidercls, PortalSpider):
            raise NotConfigured
        return cls(crawler)

    async def spider_opened(self, spider: PortalSpider) -> None:
        """Begin the run.

        Raises:
            CloseSpider: the portal is being crawled already, or the catalogue cannot be written to.
        """
        tally = spider.tally
        try:
            begun = await spider.recorder.begin_run(spider.portal)
        except PortalBusyError as error:
            tally.problems.append(str(error))
            raise CloseSpider(ARCHIVING_FAILED) from error
        except Exception as error:
            tally.problems.append(f"the catalogue cannot be written to: {first_line(error)}")
            tally.unkept = True
            raise CloseSpider(ARCHIVING_FAILED) from error
        tally.run_id, tally.previous_complete = begun.run_id, begun.complete
        tally.interrupted, tally.unfinished = begun.interrupted, begun.unfinished
        self._pulse = asyncio.create_task(_give_signs_of_life(spider, begun.run_id))

    async def spider_closed(self, spider: PortalSpider, reason: str) -> None:
        """Conclude the run and let go of the archive."""
        if self._pulse is not None:
            self._pulse.cancel()
        tally = spider.tally
        outcome, why = conclude(tally, reason)
        if outcome == "finished":  # a portal that is down, or refuses us, has lost nothing
            await spider.checks.conclude()
        complete = outcome == "finished" and not tally.missed and not spider.options.bounded
        observed = replace(
            tally.observed,
            listed=tally.listed,
            items=tally.items,
            failed=tally.counts["failed"],
            bounded=spider.options.bounded,
        )
        spider.summary = RunSummary(
            *(spider.portal.name, tally.run_id, outcome, dict(tally.counts), why, complete),
            observed=asdict(observed),
            unkept=tally.unkept,
        )
        logger.info("%s: %s %s %s", spider.portal.name, outcome, why or "", tally.counts)
        try:
            await spider.recorder.finish_run(spider.summary)
        finally:
            await close_recorder(spider.recorder)

    def spider_error(self, failure: Failure, spider: PortalSpider) -> None:
        """Count a mistake of our own: Scrapy has logged it, the run must not look well."""
        spider.tally.problems.append(f"{type(failure.value).__name__}: {failure.value}")


async def _give_signs_of_life(spider: PortalSpider, run_id: int) -> None:
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_SIGNS)
        try:
            await spider.recorder.update_run(run_id, spider.tally.counts)
        except Exception:  # the database may be busy or away for now; the next sign may get through
            logger.exception("%s: no sign of life could be given", spider.portal.name)
