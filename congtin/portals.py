"""The portals that a command may name: the shipped ones and the user's own."""

from collections.abc import Collection, Sequence

from congtin.settings import Settings
from crawler.portals import Portal, UnknownPortalError
from crawler.portals.registry import PortalRegistry


def open_registry(settings: Settings) -> PortalRegistry:
    """The portals known; files that cannot be used are in its `refused`."""
    return PortalRegistry(settings.portals_folder)


def choose_portals(settings: Settings, names: Sequence[str]) -> list[Portal]:
    """The portals of these names, each once, in that order; all of them if there is no name.

    Raises:
        crawler.portals.UnknownPortalError: no portal has that name; lists the names near it.
    """
    if not names:
        return list(open_registry(settings))
    try:  # a crawl of one portal need not read the files of thousands
        return _find(PortalRegistry(settings.portals_folder, naming=names), names)
    except UnknownPortalError:
        return _find(open_registry(settings), names)


def find_portals(settings: Settings, names: Collection[str]) -> list[Portal]:
    """The portals of these names that are known."""
    registry = PortalRegistry(settings.portals_folder, naming=names)
    return [portal for portal in registry if portal.name in names]


def _find(registry: PortalRegistry, names: Sequence[str]) -> list[Portal]:
    return [registry.find(name) for name in dict.fromkeys(names)]
