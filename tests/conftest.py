"""Fixtures that every test may use; each kind of server or data has a module of its own."""

import pytest

pytest_plugins = [
    "tests.fixtures.distribution",
    "tests.fixtures.examples",
    "tests.fixtures.shared_data",
    "tests.fixtures.catalogues",
    "tests.fixtures.postgresql",
    "tests.fixtures.elasticsearch",
    "tests.fixtures.browser",
    "tests.fixtures.forking",
    "tests.fixtures.tesseract",
]

SPECIAL_MARKERS = {"server", "browser", "slow"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `unit` whatever needs nothing special, so that `make check` can select it."""
    for item in items:
        if not SPECIAL_MARKERS & {marker.name for marker in item.iter_markers()}:
            item.add_marker("unit")
