"""An empty database of each kind."""

from pathlib import Path

import pytest

from tests.fixtures.catalogues import BOTH_DATABASES


@pytest.fixture(params=BOTH_DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, SQLite's and PostgreSQL's in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalogue.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url
