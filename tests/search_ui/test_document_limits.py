"""Documents of which there is more than a page shows, and what leads from one place to another."""

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from lxml.html import fromstring
from sqlalchemy import delete

from archive.catalogue import Catalogue
from archive.catalogue.tables import DocumentRedirectRow
from documents.traces import Counts, RelationCount
from indexer.document_filter import with_document_keys
from indexer.search import SearchRequest
from search_ui import Services, create_app, document_labels, services
from search_ui.neighbours import Tie, left_out, neighbours
from search_ui.relation_graph import relation_graph
from search_ui.suggesting import suggestions
from tests.search_ui.plans import PLAN
from tests.search_ui.test_documents import LIST, page_of
from tests.search_ui.test_pages import page, texts
from tests.search_ui.test_same_number import never
from tests.sql import statements, whole_tables
from tests.traces import cited, relation, traced


def test_no_file_of_a_list_that_is_too_long(
    plans_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.pages.document_list.MOST_LINES", 1)
    answer = plans_client.post("/documents/list", data={"lines": LIST, "format": "csv"})
    assert (answer.status_code, answer.mimetype) == (413, "text/html")
    shown = fromstring(answer.get_data(as_text=True))
    assert texts(shown, "[role=alert]") == ["Còn 3 dòng chưa tra: hãy chia danh sách."]


def test_of_very_many_the_rest_are_counted(
    plans_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.list_lookup.MOST", 1)
    monkeypatch.setattr("documents.list_lookup.NEAR_LINES", 0)
    lines = {"lines": "5204/KH-UBND\n5240/KH-UBND"}
    shown = page_of(plans_client.post("/documents/list", data=lines))
    assert texts(shown, ".maybe li")[-1] == "và 3 văn bản nữa"
    assert texts(shown, ".listed tbody tr:last-child td a") == ["Tìm văn bản gần giống"]
    answer = plans_client.post("/api/v1/documents/lookup", json=["5204/KH-UBND", "5240/KH-UBND"])
    shared, near = answer.get_json()["results"]
    assert (shared["more"], near["near"]) == (3, None)


@pytest.mark.parametrize("asked", ["Công văn số 2027 ngày 5/3/2023", "Luật Trồng rau 2030"])
def test_what_a_list_understands_a_page_does(plans_client: FlaskClient, asked: str) -> None:
    told = texts(page(plans_client, f"/documents?q={asked}"), "#found-title")
    assert told == [f"Chưa biết gì về văn bản số “{asked}”"]
    assert "articles" not in plans_client.get(f"/api/v1/documents?q={asked}").get_json()


def test_mentions_come_by_the_page(plans_client: FlaskClient) -> None:
    address = f"/api/v1/documents/{PLAN}"
    whole = plans_client.get(address).get_json()
    parts = [plans_client.get(f"{address}?size=2&page={n}").get_json() for n in (1, 2)]
    assert [len(part["mentions"]) for part in parts] == [2, 1]
    assert parts[0]["mentions"] + parts[1]["mentions"] == whole["mentions"]
    assert parts[1]["counts"] == whole["counts"]
    assert whole["counts"]["articles"] == 3
    assert plans_client.get(f"{address}?size=0").status_code == 400


def test_articles_out_of_the_part_still_count(
    plans_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.pages.documents.MOST_EVENTS", 1)
    shown = page(plans_client, f"/documents/{PLAN}")
    assert texts(shown, ".doc-head dd")[3] == "3 bài viết"
    assert texts(shown, ".trace .also")[0] == "Còn 3 mục muộn hơn không hiện ở đây."
    assert "Bài đưa tin ban hành: UBND tỉnh ban hành Kế hoạch thông tin cơ sở" in texts(
        shown, "aside .basis li"
    )


def test_the_key_of_another_document_leads_on(plans_app: Flask, plans_client: FlaskClient) -> None:
    old = "ubnd-tinh-kon-tum/5204-kh-ubnd/2019"
    with plans_app.app_context():
        catalogue = services.catalogue()
    with catalogue.begin() as session:
        session.add(DocumentRedirectRow(old_key=old, key=PLAN))
    try:
        assert plans_client.get(f"/documents?q={old}").headers["Location"].endswith(PLAN)
        with catalogue.session() as session:
            request = SearchRequest(filters={"document": (old,)})
            assert with_document_keys(session, request).filters == {"document": (PLAN,)}
    finally:
        with catalogue.begin() as session:
            session.execute(delete(DocumentRedirectRow))


def test_suggesting_reads_no_whole_table(app: Flask) -> None:
    with app.test_request_context(), services.catalogue().session() as session:
        with statements(session) as sent:
            assert suggestions(session, "4204/kh")
        of_documents = [one for one in sent if "FROM documents" in one[0]]
        assert of_documents
        assert whole_tables(session, of_documents) == []


def test_a_register_entry_without_an_address_is_named(plans_app: Flask) -> None:
    entry = {"kind": "register", "url": "", "portal": None, "signer": None, "status": None}
    with plans_app.test_request_context():
        piece = render_template(
            "_document_evidence.html",
            ui=plans_app.jinja_env.get_template("_macros.html").module,
            trace=traced(evidence=(entry,)),
            document=traced().document,
            portal_titles={},
        )
    told = texts(fromstring(f"<div>{piece}</div>"), "[aria-labelledby=evidence-title] li")
    assert told[0] == "Mục văn bản"


def test_the_graph_leads_to_the_table_though_it_is_closed(plans_app: Flask) -> None:
    trace = traced(co_cited=tuple(cited(str(n), 1) for n in range(30)))
    with plans_app.test_request_context():
        pieces = [
            render_template(
                f"_relation_{piece}.html",
                graph=relation_graph(trace, document_labels.GRAPH_WORDS),
                neighbours=neighbours(trace),
                left_out=left_out(trace),
                trace=trace,
                words=document_labels,
                ui=plans_app.jinja_env.get_template("_macros.html").module,
            )
            for piece in ("graph", "table")
        ]
    shown = fromstring(f"<div>{''.join(pieces)}</div>")
    (link,) = shown.cssselect("figcaption a")
    (table,) = shown.cssselect("details:not([open])")
    assert link.get("href") == f"#{table.get('id')}"


def test_a_relation_that_is_left_out_is_counted() -> None:
    counts = Counts(1, 1, 0, 0, (RelationCount("replaces", True, 5),))
    trace = traced(relations=(relation("replaces", True, "a"),), counts=counts)
    assert left_out(trace) == {Tie("replaces", True): 4}


@pytest.mark.server
def test_no_address_has_a_null(postgres_catalogue_url: str) -> None:
    catalogue = Catalogue(postgres_catalogue_url)
    client = create_app(Services(catalogue, never, "file:///nowhere")).test_client()
    for address in ("/documents/a%00b", "/api/v1/documents/a%00/b/2022", "/articles/%00"):
        assert client.get(address).status_code == 404
    catalogue.close()
