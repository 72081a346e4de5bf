"""Shows Scrapy every portal as a spider, so that `scrapy list` and `scrapy crawl PORTAL` work."""

import logging
from functools import cached_property
from pathlib import Path
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.portals import UnknownPortalError
from crawler.portals.registry import PortalRegistry
from crawler.spiders.portal import spider_for

logger = logging.getLogger(__name__)


class PortalSpiderLoader:
    """Scrapy's spider loader (`SPIDER_LOADER_CLASS`), with a spider for each portal file.

    The files, the shipped ones and the user's own, are read when somebody asks for a spider:
    `crawler.running` does not, and reading those of a country takes seconds.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Make it for the folder that the settings name."""
        folder = settings.get("CONGTIN_PORTALS_FOLDER")
        return cls(Path(folder) if folder else None)

    @cached_property
    def _portals(self) -> PortalRegistry:
        """The portals known; what cannot be used is logged."""
        portals = PortalRegistry(self._folder)
        for error in portals.refused:
            logger.error("portal file left out: %s", error)
        return portals

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
