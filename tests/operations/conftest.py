"""A catalogue with an index and saved searches, on each database, and servers to be told by."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from tests.fixtures.catalogues import BOTH_DATABASES
from tests.operations.smtp_server import SmtpServer
from tests.operations.webhook_server import WebhookServer
from tests.operations.world import World, world_of


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture
def webhook() -> Iterator[WebhookServer]:
    with WebhookServer() as server:
        yield server


@pytest.fixture(params=BOTH_DATABASES)
def world(
    request: pytest.FixtureRequest, tmp_path: Path, smtp_server: SmtpServer
) -> Iterator[World]:
    """What tests look at on both databases."""
    name = "sqlite_catalogue" if request.param == "sqlite" else "postgres_catalogue"
    with world_of(request.getfixturevalue(name), tmp_path, smtp_server) as world:
        yield world


@pytest.fixture
def small_world(
    sqlite_catalogue: Catalogue, tmp_path: Path, smtp_server: SmtpServer
) -> Iterator[World]:
    """What tests look at on one database."""
    with world_of(sqlite_catalogue, tmp_path, smtp_server) as world:
        yield world
