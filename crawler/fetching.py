"""Fetches one page as a crawl would, to try a portal out: as politely, with nothing kept."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from archive.urls import site_of
from crawler.crawled import page_of
from crawler.failures import describe_failure
from crawler.pages import Page
from crawler.portals import Portal, StartAddress
from crawler.portals.scrapy_settings import settings_of
from crawler.runs import RunTally

#: What a crawl does to keep pages, and its patience: who tries a portal out is told at once.
_LEFT_OUT = (
    "crawler.middlewares.archiving.ArchivingMiddleware",
    "crawler.middlewares.patience.PatienceMiddleware",
)


class PageUnreachableError(Exception):
    """A page could not be fetched. Names its address and says why."""


@dataclass(frozen=True)
class FetchedPage:
    """A page, and the addresses that led to it, in order: none, if the one asked for answered."""

    page: Page
    redirects: tuple[str, ...] = ()


class _OnePage(Spider):
    """Asks for one address and keeps what came, or why nothing did, in what it was given."""

    name = "one-page"

    def __init__(self, url: str, portal: Portal, answer: list[FetchedPage | str]) -> None:
        super().__init__()
        self.portal = portal
        self.tally = RunTally()
        self._url = url
        self._sites = {*portal.sites, site_of(url)}
        self._answer = answer

    def elsewhere(self, url: str) -> str | None:
        """Why an address is neither the portal's nor on the site that was named."""
        site = site_of(url)
        return None if site in self._sites else f"{site} is another site"

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the page."""
        yield Request(self._url, callback=self.keep, errback=self.fail)

    def keep(self, response: Response) -> None:
        """Keep what came."""
        came_from = response.meta.get("redirect_urls", ())
        self._answer.append(FetchedPage(page_of(response), tuple(came_from)))

    def fail(self, failure: Failure) -> None:
        """Keep why nothing came."""
        self._answer.append(describe_failure(failure))


def fetch_page(
    url: str, scrapy_settings: Mapping[str, Any], portal: Portal | None = None
) -> FetchedPage:
    """Fetch one page, following redirects. To be called once in a process.

    Args:
        url: its address.
        scrapy_settings: what `congtin.scrapy_settings` makes of `crawler.scrapy_defaults`.
        portal: the portal that it is of, whose TLS, proxy and cookies are used.

    Raises:
        PageUnreachableError: no answer, robots.txt forbids it, it leads to another site, or the
            address is none.
    """
    answer: list[FetchedPage | str] = []
    portal = portal or Portal(
        name=_OnePage.name, title=url, platform="generic", start=(StartAddress(url=url),)
    )
    middlewares = {**scrapy_settings.get("DOWNLOADER_MIDDLEWARES", {})}
    own: dict[str, Any] = {
        "DOWNLOADER_MIDDLEWARES": {**middlewares, **dict.fromkeys(_LEFT_OUT)},
        "ITEM_PIPELINES": {},
        "EXTENSIONS": {},
        "RETRY_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader",
    }
    settings = Settings({**scrapy_settings, **own, **settings_of(portal)})
    process = CrawlerProcess(settings)
    process.crawl(_OnePage, url=url, portal=portal, answer=answer)
    process.start()
    if not answer or isinstance(answer[0], str):
        reason = answer[0] if answer else "no answer"
        raise PageUnreachableError(f"{url} cannot be fetched: {reason}")
    return answer[0]
