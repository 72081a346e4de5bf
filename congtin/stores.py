"""The catalogue, the index and the archive that the settings name, opened."""

from collections.abc import Callable
from pathlib import Path

from archive.catalogue import Catalogue, CatalogueError
from archive.catalogue.connecting import parse_address
from congtin.settings import Settings, SettingsError, without_password
from indexer.engines import open_engine
from indexer.engines.server_options import ServerOptions
from indexer.hiding import hiding_withheld
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


def is_there(settings: Settings) -> bool:
    """Whether there is a catalogue, so far as can be told without reaching for it.

    Raises:
        archive.catalogue.CatalogueError: its address is none.
    """
    url = parse_address(settings.database_url)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").exists()


def existing_catalogue(settings: Settings) -> Catalogue:
    """The catalogue, for commands that have nothing to do without one.

    Raises:
        archive.catalogue.CatalogueError: there is none (says where it looked), or as above.
    """
    if not is_there(settings):
        raise CatalogueError(nothing_here(settings))
    return open_catalogue(settings)


def open_search(
    settings: Settings, catalogue: Catalogue, on_wait: Callable[[str], None] = lambda _: None
) -> SearchEngine:
    """The search engine; nothing is connected to before it is asked.

    Portals' titles and documents' numbers, shown for values of facets, are the catalogue's.
    `on_wait` is told when writing waits for a server that is gone.

    Raises:
        congtin.settings.SettingsError: the address names no engine, or cannot be used so.
    """
    replicas = settings.search_replicas
    server = ServerOptions(
        ca=settings.search_ca,
        api_key=settings.search_api_key.get_secret_value(),
        shards=settings.search_shards,
        replicas=None if replicas == "auto" else replicas,
        patience=settings.search_patience,
        on_wait=on_wait,
    )
    try:
        return open_engine(settings.search_url, catalogue_labels(catalogue.public), server)
    except ValueError as error:
        raise SettingsError(f"search settings: {error}") from error


def open_readers_search(settings: Settings, catalogue: Catalogue) -> SearchEngine:
    """The same, finding nothing that is withheld now, be it in the index still.

    `catalogue` is the whole one.

    Raises:
        congtin.settings.SettingsError: as `open_search` does.
    """
    return hiding_withheld(open_search(settings, catalogue), catalogue)


def nothing_here(settings: Settings) -> str:
    """What to say when a command finds no article."""
    return (
        f"nothing is kept here yet: looked in {without_password(settings.database_url)}. "
        "Crawl a portal (congtin crawl), import articles (congtin import), "
        "or set CONGTIN_HOME to where your data are (those of congtin demo: ./data/demo)"
    )
