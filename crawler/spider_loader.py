"""Shows Scrapy every portal as a spider, so that `scrapy list` and `scrapy crawl PORTAL` work."""

import logging
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from archive.catalogue import Catalogue, CatalogueError
from archive.catalogue.portal_files import list_portal_files
from crawler.portals import PortalError
from crawler.portals.registry import PortalRegistry
from crawler.spiders.portal import spider_for

logger = logging.getLogger(__name__)


class PortalSpiderLoader:
    """Scrapy's spider loader (`SPIDER_LOADER_CLASS`), with a spider for each portal file.

    The files, the shipped ones, the user's own and the catalogue's, are read when somebody asks for
    a spider: `crawler.running` does not, and reading those of a country takes seconds.
    """

    def __init__(self, folder: Path | None, database_url: str | None) -> None:
        self._folder = folder
        self._database_url = database_url

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Make it for the folder that the settings name."""
        folder = settings.get("CONGTIN_PORTALS_FOLDER")
        return cls(Path(folder) if folder else None, settings.get("CONGTIN_DATABASE_URL"))

    @cached_property
    def _portals(self) -> PortalRegistry:
        """The portals known; what cannot be used is logged."""
        portals = PortalRegistry(self._folder, kept=self._kept())
        for error in portals.refused:
            logger.error("portal file left out: %s", error)
        return portals

    def _kept(self) -> Mapping[str, str]:
        """The files that the catalogue keeps; none where there is no catalogue yet."""
        if not self._database_url:
            return {}
        try:
            with (
                closing(Catalogue(self._database_url)) as catalogue,
                catalogue.session() as session,
            ):
                return {row.name: row.text for row in list_portal_files(session)}
        except CatalogueError as error:
            logger.info("no portal files of a catalogue: %s", error)
            return {}

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a portal.

        Raises:
            KeyError: there is no such portal, or its file is refused; the message says which.
        """
        try:
            return spider_for(self._portals.find(spider_name))
        except PortalError as error:
            raise KeyError(str(error)) from error

    def find_by_request(self, request: Request) -> list[str]:
        """The names of the portals that an address belongs to."""
        try:
            portal = self._portals.of_url(request.url)
        except PortalError:  # which is logged
            return []
        return [portal.name] if portal else []

    def list(self) -> list[str]:
        """The names of all portals."""
        return [portal.name for portal in self._portals]
