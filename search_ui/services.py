"""What the search UI is handed, and how its views get at it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from archive.catalogue import Catalogue
from indexer.search import SearchAnswer, SearchRequest, SearchUnavailableError
from indexer.searching import SearchEngine

_KEY = "congtin"


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the UI shows things from.

    `open_search` opens the engine and may raise `SearchUnavailableError`; it is called at the first
    search, not before, so that pages of the catalogue work while the engine is away. `archive_url`
    is where the WARC files are, as fsspec understands it.
    """

    catalogue: Catalogue
    open_search: Callable[[], SearchEngine]
    archive_url: str


class LazySearch:
    """The engine, opened when first needed and again after it was unavailable."""

    def __init__(self, open_search: Callable[[], SearchEngine]) -> None:
        self._open = open_search
        self._engine: SearchEngine | None = None

    def search(self, request: SearchRequest) -> SearchAnswer:
        """The answer to `request`.

        Raises:
            SearchUnavailableError: if the engine cannot be reached or opened.
        """
        if self._engine is None:
            self._engine = self._open()
        try:
            return self._engine.search(request)
        except SearchUnavailableError:
            self._engine = None
            raise


@dataclass(frozen=True, slots=True)
class _State:
    services: Services
    search: LazySearch


def attach(app: Flask, services: Services) -> None:
    """Make the services known to the views of `app`."""
    app.extensions[_KEY] = _State(services, LazySearch(services.open_search))


def _state() -> _State:
    return cast("_State", current_app.extensions[_KEY])


def catalogue() -> Catalogue:
    """The catalogue of the running application."""
    return _state().services.catalogue


def search(request: SearchRequest) -> SearchAnswer:
    """Search with the running application's engine; raises `SearchUnavailableError`."""
    return _state().search.search(request)


def archive_url() -> str:
    """Where the running application's WARC files are."""
    return _state().services.archive_url
