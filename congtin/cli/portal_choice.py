"""Which portals a command is for, and what is said of portal files that cannot be used."""

from collections.abc import Sequence

from congtin.cli.output import note
from congtin.portals import choose_portals, open_registry, portals_at_hand
from congtin.settings import Settings
from crawler.portals import Portal
from crawler.portals.registry import PortalRegistry


def chosen_portals(settings: Settings, names: Sequence[str]) -> tuple[list[Portal], bool]:
    """The portals of these names, or all of them if there is no name; whether none was left out.

    One that is named has to be usable; of all, those whose files are refused are told, and the
    others are gone on with.

    Raises:
        crawler.portals.PortalError: as `congtin.portals.choose_portals` does.
    """
    if names:
        return choose_portals(settings, names), True
    registry = open_registry(settings)
    return list(registry), not note_refused(registry)


def usable_portals(settings: Settings, names: Sequence[str] | None = None) -> PortalRegistry:
    """The portals known, for what needs no catalogue; it is said where that is out of reach."""
    registry, away = portals_at_hand(settings, names)
    if away is not None:
        note(f"portal files that the catalogue keeps are not known: {away}")
    return registry


def note_refused(registry: PortalRegistry) -> bool:
    """Say which portal files are refused, naming line and field; whether there are any."""
    for refused in registry.refused:
        note(f"refused: {refused}")
    return bool(registry.refused)
