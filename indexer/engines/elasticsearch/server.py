"""The server: where it is, and its errors told so that a reader knows what to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from elasticsearch import (
    ApiError,
    Elasticsearch,
    NotFoundError,
    SSLError,
    TransportError,
    UnsupportedProductError,
)

from indexer.engines.elasticsearch.patience import Patience, TurnedAwayError
from indexer.engines.server_options import ServerOptions
from indexer.search import Remedy, SearchUnavailableError

T = TypeVar("T")

#: What to do about an answer, for people and for `SearchUnavailableError`.
ADVICE: dict[int, tuple[str, Remedy]] = {
    401: (
        "; check the user and password in CONGTIN_SEARCH_URL, or CONGTIN_SEARCH_API_KEY",
        "password",
    ),
    403: ("; this user, or this API key, may not do that", "password"),
}

#: What OpenSSL says of an answer that is plain text.
_SPEAKS_NO_TLS = "WRONG_VERSION_NUMBER"


@dataclass(frozen=True, slots=True)
class Server:
    """A server, its address without a password, the alias that is searched on it, and options."""

    client: Elasticsearch
    address: str
    alias: str
    options: ServerOptions

    def patiently(self, work: Callable[[], T]) -> T:
        """Do work that may be done twice, waiting while the server is gone or busy.

        Raises:
            SearchUnavailableError: for longer than the options' patience, or for what does not
                pass.
        """
        patience = Patience(self.address, self.options.patience, self.options.on_wait)
        with self.errors_told():
            return patience(work)

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Let what goes wrong with the server come out as `SearchUnavailableError`."""
        try:
            yield
        except (NotFoundError, UnsupportedProductError) as error:
            if error.meta.headers.get("x-elastic-product") != "Elasticsearch":
                raise SearchUnavailableError(
                    f"what answers at {self.address} is not Elasticsearch; "
                    "set CONGTIN_SEARCH_URL to where it is",
                    self.address,
                    "start",
                ) from error
            raise SearchUnavailableError(
                f"there is no index {self.alias!r} at {self.address} yet; "
                "`congtin index` builds it",
                self.address,
                "index",
            ) from error
        except ApiError as error:
            advice, remedy = ADVICE.get(error.meta.status, ("", "wait"))
            raise SearchUnavailableError(
                f"Elasticsearch at {self.address} answered {error.meta.status}: {error}{advice}",
                self.address,
                remedy,
            ) from error
        except TurnedAwayError as error:
            raise SearchUnavailableError(
                f"Elasticsearch at {self.address} is too busy to index ({error}); try again later",
                self.address,
            ) from error
        except SSLError as error:
            if _SPEAKS_NO_TLS in error.message:
                raise SearchUnavailableError(
                    f"what answers at {self.address} does not encrypt; "
                    "write http:// in CONGTIN_SEARCH_URL",
                    self.address,
                    "start",
                ) from error
            raise SearchUnavailableError(
                f"the certificate of Elasticsearch at {self.address} is not trusted "
                f"({error.message}); set CONGTIN_SEARCH_CA to who signed it",
                self.address,
                "start",
            ) from error
        except TransportError as error:
            raise SearchUnavailableError(
                f"Elasticsearch at {self.address} cannot be reached ({error.message}); "
                "start it, or set CONGTIN_SEARCH_URL to where it is",
                self.address,
                "start",
            ) from error
