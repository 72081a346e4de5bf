"""Shows Scrapy every portal as a spider, so that `scrapy list` and `scrapy crawl PORTAL` work."""

import logging
from pathlib import Path
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.portals import UnknownPortalError
from crawler.portals.registry import PortalRegistry
from crawler.spiders.portal import spider_for

logger = logging.getLogger(__name__)


class PortalSpiderLoader:
    """Scrapy's spider loader (`SPIDER_LOADER_CLASS`), with a spider for each portal file."""

    def __init__(self, portals: PortalRegistry) -> None:
        self._portals = portals

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Load the shipped portal files and the user's own; what cannot be used is logged."""
        folder = settings.get("CONGTIN_PORTALS_FOLDER")
        portals = PortalRegistry(Path(folder) if folder else None)
        for error in portals.refused:
            logger.error("portal file left out: %s", error)
        return cls(portals)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a portal.

        Raises:
            KeyError: there is no such portal; the message lists the near names.
        """
        try:
            return spider_for(self._portals.find(spider_name))
        except UnknownPortalError as error:
            raise KeyError(str(error)) from error

    def find_by_request(self, request: Request) -> list[str]:
        """The names of the portals that an address belongs to."""
        portal = self._portals.of_url(request.url)
        return [portal.name] if portal else []

    def list(self) -> list[str]:
        """The names of all portals."""
        return [portal.name for portal in self._portals]
