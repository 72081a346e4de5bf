"""The catalogue, the index and the archive that the settings name, opened."""

from pathlib import Path

from sqlalchemy import make_url

from archive.catalogue import Catalogue, CatalogueError
from congtin.settings import Settings, SettingsError, without_password
from indexer.engines import open_engine
from indexer.labels import catalogue_labels
from indexer.searching import SearchEngine


def open_catalogue(settings: Settings) -> Catalogue:
    """The catalogue, made if there is none yet and brought up to date if it is older.

    Raises:
        archive.catalogue.CatalogueError: it cannot be reached, or is of a newer version.
    """
    catalogue = Catalogue(settings.database_url)
    catalogue.migrate()
    return catalogue


def existing_catalogue(settings: Settings) -> Catalogue:
    """The catalogue, for commands that have nothing to do without one.

    Raises:
        archive.catalogue.CatalogueError: there is none (says where it looked), or as above.
    """
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        raise CatalogueError(nothing_here(settings))
    return open_catalogue(settings)


def open_search(settings: Settings, catalogue: Catalogue) -> SearchEngine:
    """The search engine; nothing is connected to before it is asked.

    Portals' titles and documents' numbers, shown for values of facets, are the catalogue's.

    Raises:
        congtin.settings.SettingsError: the address names no engine.
    """
    try:
        return open_engine(settings.search_url, labels=catalogue_labels(catalogue))
    except ValueError as error:
        raise SettingsError(f"search_url: {error}") from error


def nothing_here(settings: Settings) -> str:
    """What to say when a command finds no article."""
    return (
        f"nothing is kept here yet: looked in {without_password(settings.database_url)}. "
        "Crawl a portal (congtin crawl), import articles (congtin import), "
        "or set CONGTIN_HOME to where your data are (those of congtin demo: ./data/demo)"
    )
