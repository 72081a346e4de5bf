"""The server: where it is, and its errors told so that a reader knows what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from indexer.search import SearchUnavailableError


@dataclass(frozen=True, slots=True)
class Server:
    """A server, its address without a password, and the alias that is searched on it."""

    client: Elasticsearch
    address: str
    alias: str

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Let what goes wrong with the server come out as `SearchUnavailableError`."""
        try:
            yield
        except NotFoundError as error:
            raise SearchUnavailableError(
                f"there is no index {self.alias!r} at {self.address} yet; "
                "`congtin index` builds it",
                self.address,
                "index",
            ) from error
        except ApiError as error:
            advice = {401: "; check the user and password in CONGTIN_SEARCH_URL"}
            raise SearchUnavailableError(
                f"Elasticsearch at {self.address} answered {error.meta.status}: {error}"
                f"{advice.get(error.meta.status, '')}",
                self.address,
                "password" if error.meta.status in advice else "wait",
            ) from error
        except TransportError as error:
            raise SearchUnavailableError(
                f"Elasticsearch at {self.address} cannot be reached ({error.message}); "
                "start it, or set CONGTIN_SEARCH_URL to where it is",
                self.address,
                "start",
            ) from error
