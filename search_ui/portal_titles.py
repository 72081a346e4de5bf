"""What portals are called, for lines that say of an item no more than where it was."""

from archive.catalogue.portals import portal_titles
from search_ui import services


def portal_title(name: str | None) -> str | None:
    """The title of a portal; its name where the catalogue has no more of it."""
    return services.lately("portal titles", _titles).get(name, name) if name else None


def _titles() -> dict[str, str]:
    with services.catalogue().session() as session:
        return portal_titles(session)
