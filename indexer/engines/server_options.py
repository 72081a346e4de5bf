"""What can be said about a search server besides its address."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


def _nobody(message: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How a search server is reached, waited for, and is to keep an index.

    Attributes:
        ca: the certificates (PEM) of who signs the server's; null: those the system trusts.
        api_key: sent in place of user and password, as Elasticsearch gives it (`encoded`).
        shards: of an index that is built from now on.
        replicas: copies of each shard beside itself; null: one as soon as there is a second node.
        patience: how long writing waits for a server that is gone or busy, in seconds.
        on_wait: told what is being waited for, in English.
    """

    ca: Path | None = None
    api_key: str = field(default="", repr=False)
    shards: int = 1
    replicas: int | None = None
    patience: float = 1800.0
    on_wait: Callable[[str], None] = _nobody
