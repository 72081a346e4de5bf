import pytest
from flask.testing import FlaskClient

from archive.catalogue import Catalogue
from indexer.engines import open_engine
from indexer.searching import SearchEngine
from search_ui import Services, create_app
from tests.search_ui.library import Library


def never() -> SearchEngine:
    pytest.fail("the engine was opened for a page that does not search")


def test_search_without_engine_says_what_to_do(
    client_without_engine: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client_without_engine.get("/search?q=pháp luật")
    html = response.get_data(as_text=True)
    assert response.status_code == 503
    assert "127.0.0.1:9" not in html, "where it is looked for is nobody else's business"
    assert "CONGTIN_SEARCH_URL" in html
    assert "Errno" not in html
    assert "Errno 111" in caplog.text, "what went wrong is in the log"


def test_before_the_first_index_it_is_said_that_there_is_none(library: Library) -> None:
    address = f"tantivy://{library.catalogue.url.removeprefix('sqlite:///')}-index"
    services = Services(library.catalogue, lambda: open_engine(address), "file:///nowhere")
    response = create_app(services).test_client().get("/search?q=pháp luật")
    html = response.get_data(as_text=True)
    assert (response.status_code, "Chưa có chỉ mục tìm kiếm" in html) == (503, True)
    assert "congtin index" in html
    assert "-index" not in html


def test_catalogue_pages_work_without_engine(
    client_without_engine: FlaskClient, library: Library
) -> None:
    for address in ("/", f"/articles/{library.notice_board}", "/documents", "/portals"):
        assert client_without_engine.get(address).status_code == 200


def test_readiness_names_what_is_missing(client_without_engine: FlaskClient) -> None:
    response = client_without_engine.get("/readyz")
    assert response.status_code == 503
    assert response.get_json()["checks"]["catalogue"] == "ok"
    assert "http://127.0.0.1:9" in response.get_json()["checks"]["search"]
    assert client_without_engine.get("/healthz").get_json() == {"status": "ok"}


def test_api_without_engine_answers_with_a_problem(client_without_engine: FlaskClient) -> None:
    response = client_without_engine.get("/api/v1/articles?q=x")
    assert response.status_code == 503
    assert response.content_type == "application/problem+json"
    assert response.headers["Retry-After"] == "30"


def test_missing_catalogue_is_told_without_its_place(library: Library) -> None:
    catalogue = Catalogue("sqlite:////nowhere/catalogue.db")
    client = create_app(Services(catalogue, never, "file:///nowhere")).test_client()
    response = client.get("/")
    assert response.status_code == 503
    assert "/nowhere" not in response.get_data(as_text=True)


def test_missing_warc_file_is_told_apart(library: Library) -> None:
    services = Services(library.catalogue, never, "file:///nowhere")
    response = create_app(services).test_client().get(f"/snapshots/{library.response}/content")
    assert response.status_code == 404
    assert "WARC" in response.get_data(as_text=True)


def test_unknown_address_has_a_page_in_vietnamese(client: FlaskClient) -> None:
    response = client.get("/khong-co")
    assert response.status_code == 404
    assert "Không có trang này" in response.get_data(as_text=True)


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    response = client.post("/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
