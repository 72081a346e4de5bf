"""An archive that is administered."""

from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from tests.fixtures.catalogues import copy_of
from tests.search_ui.admin.world import World, build


@pytest.fixture
def world(sqlite_catalogue: Catalogue) -> World:
    """One of its own for a test that changes it."""
    return build(sqlite_catalogue)


@pytest.fixture(scope="module")
def shown_world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """One for tests that only look at it."""
    with copy_of(sqlite_template, tmp_path_factory.mktemp("admin")) as catalogue:
        return build(catalogue)
