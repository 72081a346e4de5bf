import pytest
from flask.testing import FlaskClient

from tests.search_ui.library import Library

BOARD_KEY = "ubnd-tinh-kon-tum/4204-kh-ubnd/2018"


def test_articles_have_the_shape_of_the_design(client: FlaskClient) -> None:
    answer = client.get("/api/v1/articles?q=pháp luật&size=3&year=2019").get_json()
    named = ["total", "hits", "facets", "histogram", "understood", "cursor", "did_you_mean"]
    assert list(answer) == named
    assert answer["total"] == 12
    assert len(answer["hits"]) == 3
    assert {"id", "url", "headline", "date_published", "portal", "department", "score"} <= set(
        answer["hits"][0]
    )
    years = {year["value"]: year for year in answer["facets"]["year"]}
    assert years["2019"]["selected"]
    assert years["2020"]["count"] == 12, "the facet's other counts stay as they were"
    assert answer["histogram"]["interval"] == "month"
    assert sum(bucket["count"] for bucket in answer["histogram"]["buckets"]) == 12


def test_repeated_parameters_mean_either_value(client: FlaskClient) -> None:
    assert client.get("/api/v1/articles?year=2019&year=2020").get_json()["total"] == 24


# Both days of a range are in it.
@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("from=2023-05-01&to=2023-05-01", 1),
        ("from=1/5/2023&to=01/05/2023", 1),  # as Vietnamese write days
        ("from=2023-05-02", 0),
        ("to=2019-01-15", 1),
        ("to=2019-01-14", 0),
    ],
)
def test_days_are_both_included(client: FlaskClient, query: str, total: int) -> None:
    assert client.get(f"/api/v1/articles?{query}").get_json()["total"] == total


def test_cursor_goes_on(client: FlaskClient) -> None:
    first = client.get("/api/v1/articles?size=20").get_json()
    query = {"size": "20", "cursor": first["cursor"]}
    second = client.get("/api/v1/articles", query_string=query).get_json()
    assert len({hit["id"] for hit in first["hits"] + second["hits"]}) == 28
    assert second["cursor"] is None


@pytest.mark.parametrize("document", [BOARD_KEY, "4204/KH-UBND", "4204 kh ubnd"])
def test_document_is_a_key_or_an_identifier(client: FlaskClient, document: str) -> None:
    query = {"document": document}
    assert client.get("/api/v1/articles", query_string=query).get_json()["total"] == 8


# Values that mean nothing, and the parameter that the answer has to name.
@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("sort=best", "sort"),
        ("year=20x3", "year"),
        ("year=2019&year=nay", "year"),
        ("from=2023-02-30", "from"),
        ("to=hôm qua", "to"),
        ("from=2023-05-02&to=2023-05-01", "to"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=một", "page"),
        ("page=99999999", "page"),
        ("page=²", "page"),  # a digit to str.isdigit, not to int
        ("size=101", "size"),
        ("size=0", "size"),
        ("cursor=abc", "cursor"),
        ("&".join("author=x" for _ in range(101)), "author"),
        ("provnce=kon-tum", "provnce"),
    ],
)
def test_bad_parameters_are_named(client: FlaskClient, query: str, parameter: str) -> None:
    response = client.get(f"/api/v1/articles?{query}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    problem = response.get_json(force=True)
    assert problem["parameter"] == parameter
    assert problem["status"] == 400
    assert problem["detail"]


@pytest.mark.parametrize("path", ["/api/v1/articles", "/api/v1/suggest", "/search"])
@pytest.mark.parametrize(
    "query",
    ["%00pháp%00luật%1f", "(" * 5_000, "%20".join(["luật"] * 10_000), "%F0%9F%98%80", "%FF"],
    ids=["control", "deep", "long", "emoji", "no UTF-8"],
)
def test_anything_may_be_searched(client: FlaskClient, path: str, query: str) -> None:
    assert client.get(f"{path}?q={query}").status_code == 200


def test_what_is_read_of_a_long_query_is_told(client: FlaskClient) -> None:
    told = [
        client.get("/api/v1/articles", query_string={"q": query}).get_json()["understood"]
        for query in ("luật " * 150, "luật " * 10_000, "l" * 2_001)
    ]
    assert ["câu tìm quá dài" in one for one in told] == [False, True, True]


def test_what_is_told_is_in_the_language_asked_for(client: FlaskClient) -> None:
    told = client.get("/api/v1/articles?q=title:luật&lang=en")
    assert told.get_json()["understood"] == "search for headline with “luật”"
    assert "Set-Cookie" not in told.headers, "a program chooses for itself alone"
    assert client.get("/api/v1/articles?q=title:luật").get_json()["understood"].startswith("tìm")
    refused = client.get("/api/v1/articles?size=0&lang=en").get_json()
    assert refused["detail"] == "size: must be a whole number from 1 to 100"
    assert client.get("/api/v1/articles?lang=fr").get_json()["parameter"] == "lang"


def test_bad_parameters_have_a_page_too(client: FlaskClient) -> None:
    response = client.get("/search?q=pháp luật&year=nay&utm_source=x")
    assert response.status_code == 400
    assert "Năm đăng, ban hành “nay”: phải là năm có bốn chữ số" in response.get_data(as_text=True)
    assert client.get("/search?q=pháp luật&utm_source=x").status_code == 200


def test_article_is_the_article_of_the_design(client: FlaskClient, library: Library) -> None:
    found = client.get(f"/api/v1/articles/{library.notice_board}").get_json()
    assert found["type"] == "NewsArticle"
    assert found["id"] == library.notice_board
    assert found["views"] == 295
    assert len(found["body"]) == 3
    assert [r["identifier"] for r in found["references"]] == [
        "1235/UBND-KGVX",
        "490/QĐ-BTTTT",
        "4204/KH-UBND",
        "4204/KH-UBND",
    ]


def test_versions_and_snapshots_come_newest_first(client: FlaskClient, library: Library) -> None:
    address = f"/api/v1/articles/{library.notice_board}"
    versions = client.get(f"{address}/versions").get_json()["versions"]
    assert [version["number"] for version in versions] == [2, 1]
    assert versions[1]["content"]["author"] == "Lệ Quỳnh"
    snapshots = client.get(f"{address}/snapshots").get_json()["snapshots"]
    assert [s["record_type"] for s in snapshots] == ["response", "revisit", "response"]
    assert snapshots[1]["refers_to"] == snapshots[2]["id"] == library.response


def test_document_has_mentions_and_relations(client: FlaskClient) -> None:
    found = client.get(f"/api/v1/documents/{BOARD_KEY}").get_json()
    assert found["key"] == BOARD_KEY
    assert found["identifier"] == "4204/KH-UBND"
    assert {"mentions", "relations", "co_cited", "evidence"} <= set(found)
    assert client.get("/api/v1/documents/_/_/_").status_code == 404


def test_documents_are_looked_up_in_any_spelling(client: FlaskClient) -> None:
    found = client.get("/api/v1/documents?q=4204 kh ubnd").get_json()
    assert [candidate["key"] for candidate in found["candidates"]] == [BOARD_KEY]
    near = client.get("/api/v1/documents?q=4204/KH-SYT").get_json()
    assert [candidate["key"] for candidate in near["near"]] == [BOARD_KEY]
    assert client.get("/api/v1/documents").get_json(force=True)["parameter"] == "q"


# What is typed, and a suggestion that has to be among those given.
@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("42", "document", "4204/KH-UBND"),
        ("4204/kh", "document", "4204/KH-UBND"),
        ("so y", "department", "Sở Y tế"),  # without diacritics
        ("nguyen v", "author", "Nguyễn Văn An"),
        ("le quy", "author", "Lệ Quỳnh"),
        ("phuong thi tran thiet", "article", "Mỗi huyện, thành phố có ít nhất 01 phường"),
        ("bảng tin", "article", "Mỗi huyện, thành phố có ít nhất 01 phường, thị trấn thiết lập"),
    ],
)
def test_suggestions(client: FlaskClient, typed: str, kind: str, text: str) -> None:
    answer = client.get("/api/v1/suggest", query_string={"q": typed}).get_json()
    given = [s for s in answer["suggestions"] if s["kind"] == kind]
    assert any(suggestion["text"].startswith(text) for suggestion in given)
    assert all(client.get(suggestion["url"]).status_code == 200 for suggestion in given)


def test_articles_on_the_same_subject(client: FlaskClient) -> None:
    one = client.get("/api/v1/articles?q=pháp luật&size=1").get_json()["hits"][0]["id"]
    alike = client.get(f"/api/v1/articles/{one}/similar?size=3").get_json()["hits"]
    assert len(alike) == 3
    assert one not in {hit["id"] for hit in alike}
    assert all(hit["headline"].startswith("Hội nghị tuyên truyền") for hit in alike)
    assert len(client.get(f"/api/v1/articles/{one}/similar").get_json()["hits"]) == 5
    assert client.get("/api/v1/articles/0000000000000000/similar").status_code == 404
    assert client.get(f"/api/v1/articles/{one}/similar?size=0").status_code == 400
    assert client.get(f"/api/v1/articles/{one}/similar?q=x").status_code == 400
    page = client.get(f"/articles/{one}").text
    assert "Bài cùng chủ đề" in page
    assert f"/articles/{alike[0]['id']}" in page


def test_another_spelling_is_told(client: FlaskClient) -> None:
    answer = client.get("/api/v1/articles?q=tuyên truyềnn").get_json()
    assert answer["did_you_mean"] == {"q": "tuyên truyền", "applied": True}
    assert answer["total"] == 26
    page = client.get("/search?q=tuyên truyềnn&year=2020").text
    link = '<a lang="vi" href="/search?q=tuy%C3%AAn+truy%E1%BB%81n&amp;year=2020">tuyên truyền</a>'
    assert link in page
    assert "Đã tìm theo" in page


def test_what_is_recent_may_count_for_nothing(client: FlaskClient) -> None:
    for recency in ("", "mild", "off"):
        assert client.get(f"/api/v1/articles?q=pháp luật&recency={recency}").status_code == 200
    refused = client.get("/api/v1/articles?q=pháp luật&recency=much")
    assert (refused.status_code, refused.get_json(force=True)["parameter"]) == (400, "recency")


def test_portals_have_counts_and_their_last_run(client: FlaskClient) -> None:
    (portal,) = client.get("/api/v1/portals").get_json()["portals"]
    assert portal["name"] == "sotuphap-kontum"
    assert portal["articles"] == 28
    assert portal["gone"] == 1
    assert portal["last_run"]["outcome"] == "finished"
