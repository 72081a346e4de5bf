"""Scrapy item pipelines: from pages read to rows of the catalogue."""

from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.crawled import CrawledPage
from crawler.records import CATALOGUE_ERRORS
from crawler.spiders.portal import PortalSpider


class CataloguePipeline:
    """Records each page in the catalogue: its article, what kind it is, why it failed.

    An article that cannot be recorded is a page that failed; a catalogue that cannot be written to
    ends the crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Record a `CrawledPage`; other items (of people's own spiders) pass."""
        spider = self.crawler.spider
        if not isinstance(item, CrawledPage) or not isinstance(spider, PortalSpider):
            return item
        try:
            change = await spider.recorder.record_page(item)
        except CATALOGUE_ERRORS as error:
            spider.give_up(f"the catalogue cannot be written to: {error}")
            return item
        if change is not None:
            spider.tally.add(change)
        elif item.failure and item.listed_url:
            spider.tally.fail_page(f"{item.listed_url}: {item.failure}")
        return item
