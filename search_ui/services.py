"""What the search UI is handed, and how its views get at it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar, cast

from flask import Flask, current_app

from archive.catalogue import Catalogue
from archive.items import ItemType
from indexer import matching
from indexer.hiding import hiding_withheld
from indexer.search import FacetValue, Hit, SearchAnswer, SearchRequest, SearchUnavailableError
from indexer.searching import SearchEngine
from indexer.suggesting import Suggestions
from search_ui.lately import Lately

_KEY = "congtin"

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the UI shows things from.

    `open_search` opens the engine and may raise `SearchUnavailableError`; it is called at the first
    search, not before, so that pages of the catalogue work while the engine is away. `archive_url`
    is where the WARC files are, as fsspec understands it. `cache_folder` is for what can be made
    anew (pages drawn as pictures); without one it is kept as long as the process lives. `folders`
    are those of this machine, by what is in them (`archive`, `index`), whose room administrators
    are told; what is elsewhere has none.
    """

    catalogue: Catalogue
    open_search: Callable[[], SearchEngine]
    archive_url: str
    cache_folder: Path | None = None
    folders: Mapping[str, Path] = field(default_factory=dict)


class LazySearch:
    """The engine, opened when first needed and again after it was unavailable.

    What is withheld in `catalogue` when something is asked is not there.
    """

    def __init__(self, open_search: Callable[[], SearchEngine], catalogue: Catalogue) -> None:
        self._open = open_search
        self._catalogue = catalogue
        self._opening = threading.Lock()
        self._engine: SearchEngine | None = None

    def ask(self, question: Callable[[SearchEngine], Answer]) -> Answer:
        """What the engine answers.

        Raises:
            SearchUnavailableError: if the engine cannot be reached or opened.
        """
        engine = self._engine or self._opened()
        try:
            return question(hiding_withheld(engine, self._catalogue))
        except SearchUnavailableError:
            self._engine = None
            raise

    def _opened(self) -> SearchEngine:
        """The engine, opened by one thread alone: those that come meanwhile wait for it."""
        with self._opening:
            if self._engine is None:
                self._engine = self._open()
            return self._engine


@dataclass(frozen=True, slots=True)
class _State:
    services: Services
    whole: Catalogue
    search: LazySearch
    lately: Lately


def attach(app: Flask, services: Services) -> None:
    """Make the services known to the views of `app`, which see nothing that is withheld."""
    whole = services.catalogue
    hiding = LazySearch(services.open_search, whole)
    shown = replace(services, catalogue=whole.public)
    app.extensions[_KEY] = _State(shown, whole, hiding, Lately())


def _state() -> _State:
    return cast("_State", current_app.extensions[_KEY])


def catalogue() -> Catalogue:
    """The catalogue of the running application, as readers may see it."""
    return _state().services.catalogue


def whole_catalogue() -> Catalogue:
    """The catalogue with what is withheld: for who says that it is, and for administration."""
    return _state().whole


def lately(name: str, count: Callable[[], Answer]) -> Answer:
    """What `count` gives, or gave in the last minute for the same name."""
    return _state().lately.get(name, count)


def search(request: SearchRequest) -> SearchAnswer:
    """Search with the running application's engine; raises `SearchUnavailableError`."""
    return _state().search.ask(lambda engine: engine.search(request))


def facet_values(request: SearchRequest, facet: str, most: int) -> tuple[FacetValue, ...]:
    """Up to `most` values of a facet for a request; raises `SearchUnavailableError`."""
    return _state().search.ask(lambda engine: engine.values(request, facet, most))


def indexed_to() -> int:
    """The last change of the catalogue that can be found; raises `SearchUnavailableError`."""
    return _state().search.ask(lambda engine: matching.indexed_to(catalogue(), engine))


def indexed_items() -> int:
    """How many items the index has; raises `SearchUnavailableError`."""
    return _state().search.ask(lambda engine: engine.size())


def searcher() -> Callable[[SearchRequest], SearchAnswer]:
    """What `search` asks, for work that goes on when the request is answered."""
    asked = _state().search
    return lambda request: asked.ask(lambda engine: engine.search(request))


def suggest(typed: str, size: int) -> Suggestions:
    """What may be meant by what was typed so far; raises `SearchUnavailableError`."""
    return _state().search.ask(lambda engine: engine.suggest(typed, size))


def alike(item_type: ItemType, item_id: str, size: int) -> tuple[Hit, ...]:
    """The items most like one, none if it is not indexed; raises `SearchUnavailableError`."""
    return _state().search.ask(lambda engine: engine.alike(item_type, item_id, size)) or ()


def folders() -> Mapping[str, Path]:
    """The folders of this machine that things are kept in, by what is in them."""
    return _state().services.folders


def archive_url() -> str:
    """Where the running application's WARC files are."""
    return _state().services.archive_url
