"""The portals that a command may name: the shipped ones, the user's own and the catalogue's."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing

from archive.catalogue import CatalogueError
from archive.catalogue.portal_files import list_portal_files
from congtin.settings import Settings
from congtin.stores import is_there, open_catalogue
from crawler.portals import Portal, UnknownPortalError
from crawler.portals.registry import PortalRegistry


def open_registry(settings: Settings, names: Collection[str] | None = None) -> PortalRegistry:
    """The portals known, of these names or all; files that cannot be used are in its `refused`.

    Not to be asked for in the middle of a transaction that writes: a catalogue is brought up to
    date first.

    Raises:
        archive.catalogue.CatalogueError: there is a catalogue, and it cannot be reached.
    """
    return PortalRegistry(settings.portals_folder, naming=names, kept=_kept(settings, names))


def portals_at_hand(
    settings: Settings, names: Collection[str] | None = None
) -> tuple[PortalRegistry, CatalogueError | None]:
    """As `open_registry`, for what needs no catalogue: without its files where it is out of reach.

    Why it is comes beside: what it keeps may be another file of the same portal.
    """
    try:
        return open_registry(settings, names), None
    except CatalogueError as error:
        return PortalRegistry(settings.portals_folder, naming=names), error


def choose_portals(settings: Settings, names: Sequence[str]) -> list[Portal]:
    """The portals of these names, each once, in that order.

    Raises:
        crawler.portals.RefusedPortalError: the file of one cannot be used.
        crawler.portals.UnknownPortalError: no portal has that name; lists the names near it.
        archive.catalogue.CatalogueError: as `open_registry` does.
    """
    try:  # a crawl of one portal need not read the files of thousands
        return _find(open_registry(settings, names), names)
    except UnknownPortalError:
        return _find(open_registry(settings), names)


def find_portals(settings: Settings, names: Collection[str]) -> list[Portal]:
    """The portals of these names that are known."""
    return [portal for portal in open_registry(settings, names) if portal.name in names]


def trusted_hosts(settings: Settings) -> list[str]:
    """The hosts that may be at private addresses, whoever names them."""
    return [host for host in map(str.strip, settings.portal_hosts.split(",")) if host]


def _kept(settings: Settings, names: Collection[str] | None) -> Mapping[str, str]:
    """The files that the catalogue keeps; none where there is no catalogue yet."""
    if not is_there(settings):
        return {}
    with closing(open_catalogue(settings)) as catalogue, catalogue.session() as session:
        return {row.name: row.text for row in list_portal_files(session, names)}


def _find(registry: PortalRegistry, names: Sequence[str]) -> list[Portal]:
    return [registry.find(name) for name in dict.fromkeys(names)]
