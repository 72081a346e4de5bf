"""Fetches one page as the crawler would, to try a portal out: robots.txt obeyed, nothing kept."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler.failures import describe_failure
from crawler.pages import Page


class PageUnreachableError(Exception):
    """A page could not be fetched. Names its address and says why."""


class _OnePage(Spider):
    """Asks for one address and keeps what came, or why nothing did, in what it was given."""

    name = "one-page"

    def __init__(self, url: str, answer: list[Page | str]) -> None:
        super().__init__()
        self._url = url
        self._answer = answer

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the page."""
        yield Request(self._url, callback=self.keep, errback=self.fail)

    def keep(self, response: Response) -> None:
        """Keep what came."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = Page(response.url, response.body, content_type or None, response.status)
        self._answer.append(page)

    def fail(self, failure: Failure) -> None:
        """Keep why nothing came."""
        self._answer.append(describe_failure(failure))


def fetch_page(url: str, scrapy_settings: Mapping[str, Any]) -> Page:
    """Fetch one page, following redirects. To be called once in a process.

    Raises:
        PageUnreachableError: no answer, robots.txt forbids it, or the address is none.
    """
    answer: list[Page | str] = []
    # Nothing is archived: this is a trial, and the address may belong to no portal.
    components = ("DOWNLOADER_MIDDLEWARES", "ITEM_PIPELINES", "EXTENSIONS")
    without: dict[str, Any] = {name: {} for name in components}
    loader = {"SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader"}
    settings = Settings({**scrapy_settings, **without, **loader})
    process = CrawlerProcess(settings, install_root_handler=False)
    process.crawl(_OnePage, url=url, answer=answer)
    process.start()
    if not answer or isinstance(answer[0], str):
        reason = answer[0] if answer else "no answer"
        raise PageUnreachableError(f"{url} cannot be fetched: {reason}")
    return answer[0]
