"""Documents that share a number or a name: readers have to be able to tell them apart."""

import pytest
from flask.testing import FlaskClient

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRow
from indexer.labels import catalogue_labels
from indexer.searching import SearchEngine
from search_ui import Services, create_app
from tests.search_ui.test_pages import page, texts

PLAN = {
    "identifier": "4204/KH-UBND",
    "identifier_folded": "4204-kh-ubnd",
    "body": "ubnd-tinh-kon-tum",
    "body_name": "UBND tỉnh Kon Tum",
}
LAW = {"identifier_folded": "luat-dat-dai", "title": "Luật Đất đai", "body": "quoc-hoi"}
DOCUMENTS = (
    DocumentRow(key="plan/2022", year=2022, evidence=[], **PLAN),
    DocumentRow(key="plan/2023", year=2023, evidence=[], **PLAN),
    DocumentRow(key="plan/_", evidence=[], **PLAN),
    DocumentRow(key="law/2013", year=2013, evidence=[], **LAW),
    DocumentRow(key="law/2024", year=2024, evidence=[], **LAW),
    DocumentRow(key="a/b/_", evidence=[]),
)


def never() -> SearchEngine:
    pytest.fail("the engine was opened for a page that does not search")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    catalogue = Catalogue(f"sqlite:///{tmp_path_factory.mktemp('same')}/catalogue.db")
    catalogue.migrate()
    with catalogue.begin() as session:
        session.add_all(DOCUMENTS)
    return catalogue


@pytest.fixture(scope="module")
def client(catalogue: Catalogue) -> FlaskClient:
    return create_app(Services(catalogue, never, "file:///nowhere")).test_client()


def test_labels_carry_the_year(catalogue: Catalogue) -> None:
    keys = ["plan/2022", "plan/2023", "plan/_", "law/2013", "law/2024", "a/b/_", "x/y/2020"]
    assert catalogue_labels(catalogue)("document", keys) == {
        "plan/2022": "4204/KH-UBND · UBND tỉnh Kon Tum · 2022",
        "plan/2023": "4204/KH-UBND · UBND tỉnh Kon Tum · 2023",
        "plan/_": "4204/KH-UBND · UBND tỉnh Kon Tum · không rõ năm",
        "law/2013": "Luật Đất đai · 2013",
        "law/2024": "Luật Đất đai · 2024",
        "a/b/_": "a/b/_ · không rõ năm",  # nothing else is known of it
    }


def test_lookup_claims_no_more_than_is_known(client: FlaskClient) -> None:
    plans = page(client, "/documents?q=4204/KH-UBND")
    assert texts(plans, ".doc-list .line") == [
        "UBND tỉnh Kon Tum 2023",
        "UBND tỉnh Kon Tum 2022",
        "UBND tỉnh Kon Tum không rõ năm",
    ]
    assert "có thể chính là một trong những văn bản kia" in texts(plans, ".quiet")[0]
    laws = page(client, "/documents?q=Luật Đất đai")
    assert texts(laws, ".doc-list .identifier") == ["Luật Đất đai", "Luật Đất đai"]
    assert "có thể chính là" not in texts(laws, ".quiet")[0]
