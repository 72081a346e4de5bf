"""An empty catalogue on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from tests.fixtures.catalogues import copy_of

BOTH_DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)]


@pytest.fixture(params=BOTH_DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, SQLite's and PostgreSQL's in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalogue.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def sqlite_catalogue(tmp_path: Path, sqlite_template: Path) -> Iterator[Catalogue]:
    """An empty catalogue on SQLite."""
    with copy_of(sqlite_template, tmp_path) as catalogue:
        yield catalogue


@pytest.fixture
def postgres_catalogue(postgres_catalogue_url: str) -> Iterator[Catalogue]:
    """An empty catalogue on PostgreSQL."""
    catalogue = Catalogue(postgres_catalogue_url)
    yield catalogue
    catalogue.close()


@pytest.fixture(params=BOTH_DATABASES)
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """An empty catalogue, on SQLite and on PostgreSQL in turn."""
    fixture = "sqlite_catalogue" if request.param == "sqlite" else "postgres_catalogue"
    catalogue: Catalogue = request.getfixturevalue(fixture)
    return catalogue
