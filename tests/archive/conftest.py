"""An empty catalogue on each database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue import Catalogue

BOTH_DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)]


@pytest.fixture(params=BOTH_DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, SQLite's and PostgreSQL's in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalogue.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with an empty catalogue, to be copied."""
    file = tmp_path_factory.mktemp("template") / "catalogue.db"
    catalogue = Catalogue(f"sqlite:///{file}")
    catalogue.migrate()
    catalogue.close()
    return file


@pytest.fixture
def sqlite_catalogue(tmp_path: Path, sqlite_template: Path) -> Iterator[Catalogue]:
    """An empty catalogue on SQLite."""
    file = tmp_path / "catalogue.db"
    shutil.copyfile(sqlite_template, file)
    catalogue = Catalogue(f"sqlite:///{file}")
    yield catalogue
    catalogue.close()


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
