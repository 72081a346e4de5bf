"""Scrapy item pipelines: from pages read to rows of the catalogue."""

from typing import Any, Self

from scrapy.crawler import Crawler

from archive.catalogue.articles import Outcome as Change
from crawler.crawled import CrawledPage
from crawler.failures import first_line
from crawler.records import CATALOGUE_ERRORS
from crawler.registers.listed_entries import ListedEntry
from crawler.spiders.portal import PortalSpider


class CataloguePipeline:
    """Records each page in the catalogue: its item or entries, what kind it is, why it failed.

    An item that cannot be recorded is a page that failed; a catalogue that cannot be written to
    ends the crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Record a `CrawledPage` or a `ListedEntry`; items of people's own spiders pass."""
        spider = self.crawler.spider
        if isinstance(spider, PortalSpider):
            try:
                if isinstance(item, CrawledPage):
                    await _record_page(item, spider)
                elif isinstance(item, ListedEntry):
                    _count(await spider.recorder.keep_listed(item), spider)
            except CATALOGUE_ERRORS as error:
                spider.give_up(f"the catalogue cannot be written to: {first_line(error)}")
        return item


async def _record_page(page: CrawledPage, spider: PortalSpider) -> None:
    _count(await spider.recorder.record_page(page), spider)
    if page.article is not None and not page.failure:
        spider.tally.observed.add(page.article)
    if page.failure and page.listed_url:
        spider.tally.fail_page(f"{page.listed_url}: {page.failure}")
    if page.entries:
        changes, failures = await spider.recorder.record_entries(page)
        for change in changes:
            _count(change, spider)
        for failure in failures:
            spider.logger.warning("%s", failure)
            spider.tally.fail_page(failure)


def _count(change: Change | None, spider: PortalSpider) -> None:
    if change is not None:
        spider.tally.add(change)
