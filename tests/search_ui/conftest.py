"""One archive, indexed by tantivy, and the application over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from archive.catalogue.tables import AlertMatchRow, AlertRow, SavedSearchRow
from indexer.engines import open_engine
from indexer.labels import catalogue_labels
from indexer.search import SearchUnavailableError
from indexer.searching import SearchEngine
from indexer.updating import update_index
from search_ui import Options, Services, create_app
from search_ui.page_pictures import pictures
from tests.search_ui import plans
from tests.search_ui.evidence import Evidence
from tests.search_ui.evidence import build as build_evidence
from tests.search_ui.library import Library, build
from tests.search_ui.registers import Registers
from tests.search_ui.registers import build as build_registers


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return build(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def index(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    with open_engine(f"tantivy://{folder}") as engine:
        update_index(library.catalogue, engine)
    return folder


@pytest.fixture(scope="session")
def app(library: Library, index: Path) -> Flask:
    def open_search() -> SearchEngine:
        return open_engine(f"tantivy://{index}", catalogue_labels(library.catalogue))

    return create_app(Services(library.catalogue, open_search, library.archive_url))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def mailing_app(library: Library, index: Path) -> Flask:
    """The application where e-mail is sent."""
    labels = catalogue_labels(library.catalogue)
    services = Services(
        library.catalogue, lambda: open_engine(f"tantivy://{index}", labels), library.archive_url
    )
    return create_app(services, Options(offers_mail=True))


@pytest.fixture
def mailing(mailing_app: Flask, library: Library) -> Iterator[FlaskClient]:
    """Who asks it; what was saved is forgotten in the end."""
    with mailing_app.test_client() as client:
        yield client
    with library.catalogue.begin() as session:
        for table in (AlertMatchRow, AlertRow, SavedSearchRow):
            session.execute(delete(table))


@pytest.fixture(scope="session")
def app_without_engine(library: Library) -> Flask:
    """The application while the search server is away."""

    def open_search() -> SearchEngine:
        raise SearchUnavailableError(
            "Elasticsearch at http://127.0.0.1:9 cannot be reached "
            "(HTTPConnection(host='127.0.0.1', port=9): [Errno 111] Connection refused)",
            "http://127.0.0.1:9",
            "start",
        )

    return create_app(Services(library.catalogue, open_search, library.archive_url))


@pytest.fixture(scope="session")
def plans_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application over the archive around one plan, while the search engine is away."""

    def open_search() -> SearchEngine:
        raise SearchUnavailableError("no server", "http://127.0.0.1:9", "start")

    catalogue = plans.build(tmp_path_factory.mktemp("plans"))
    return create_app(Services(catalogue, open_search, "file:///nowhere"))


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Registers:
    return build_registers(tmp_path_factory.mktemp("registers"))


@pytest.fixture(scope="session")
def registers_app(registers: Registers, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application over the archive of a register."""
    url = f"tantivy://{tmp_path_factory.mktemp('registers-index')}"
    labels = catalogue_labels(registers.catalogue)
    with open_engine(url) as engine:
        update_index(registers.catalogue, engine)
    services = Services(
        registers.catalogue, lambda: open_engine(url, labels), registers.archive_url
    )
    return create_app(services)


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    return build_evidence(tmp_path_factory.mktemp("evidence"))


@pytest.fixture(scope="session")
def evidence_app(evidence: Evidence) -> Iterator[Flask]:
    """The application over the archive of one page, while the search engine is away."""

    def open_search() -> SearchEngine:
        raise SearchUnavailableError("no server", "http://127.0.0.1:9", "start")

    app = create_app(Services(evidence.catalogue, open_search, evidence.archive_url))
    yield app
    with app.app_context():
        pictures().close()


@pytest.fixture
def evidence_client(evidence_app: Flask) -> FlaskClient:
    return evidence_app.test_client()


@pytest.fixture
def client_without_engine(app_without_engine: Flask) -> FlaskClient:
    return app_without_engine.test_client()


@pytest.fixture
def plans_client(plans_app: Flask) -> Iterator[FlaskClient]:
    with plans_app.test_client() as client:
        yield client
