"""A catalogue with an index and saved searches, on each database, and servers to be told by."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from tests.fixtures.catalogues import copy_of
from tests.operations.smtp_server import SmtpServer
from tests.operations.webhook_server import WebhookServer
from tests.operations.world import World, world_of


@pytest.fixture
def sqlite_catalogue(tmp_path: Path, sqlite_template: Path) -> Iterator[Catalogue]:
    with copy_of(sqlite_template, tmp_path) as catalogue:
        yield catalogue


@pytest.fixture
def postgres_catalogue(postgres_catalogue_url: str) -> Iterator[Catalogue]:
    catalogue = Catalogue(postgres_catalogue_url)
    yield catalogue
    catalogue.close()


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture
def webhook() -> Iterator[WebhookServer]:
    with WebhookServer() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """An empty catalogue, on each database in turn."""
    name = "sqlite_catalogue" if request.param == "sqlite" else "postgres_catalogue"
    catalogue: Catalogue = request.getfixturevalue(name)
    return catalogue
