"""The pages and the API of documents: all that is known of one, candidates, lists."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement, fromstring
from werkzeug.test import TestResponse

from search_ui.document_list import MOST_LINES
from tests.search_ui import plans
from tests.search_ui.plans import DECREE, PLAN
from tests.search_ui.test_pages import page, texts


def page_of(answer: TestResponse) -> HtmlElement:
    assert answer.status_code == 200
    return fromstring(answer.get_data(as_text=True))


def test_who_issued_it_when_and_how_sure(plans_client: FlaskClient) -> None:
    shown = page(plans_client, f"/documents/{PLAN}")
    assert texts(shown, "head title") == [
        "Kế hoạch 5204/KH-UBND, UBND tỉnh Kon Tum, 11/12/2022 · Cổng Tin"
    ]
    issuer, day, sure, cited = texts(shown, ".doc-head dd")
    assert issuer == "UBND tỉnh Kon Tum (đến 30/06/2025; nay là UBND tỉnh Quảng Ngãi)"
    assert (day, sure, cited) == ("11/12/2022", "Chắc chắn", "3 bài viết")
    assert texts(shown, ".doc-about") == ["Phát triển thông tin cơ sở giai đoạn 2023 - 2025"]
    assert "có trong mục văn bản của một cổng thông tin" in texts(shown, "aside .basis li")
    evidence = [li for li in texts(shown, "aside .basis li") if li.startswith("Mục văn bản")]
    assert evidence == [
        "Mục văn bản: Cổng văn bản tỉnh Kon Tum; người ký: Lê Ngọc Tuấn; Còn hiệu lực"
    ]


def test_register_entry_and_mentions_are_on_one_line_of_time(plans_client: FlaskClient) -> None:
    shown = page(plans_client, f"/documents/{PLAN}")
    assert texts(shown, ".year h4") == [
        "Phát triển thông tin cơ sở giai đoạn 2023 - 2025",
        "UBND tỉnh ban hành Kế hoạch thông tin cơ sở",
        "Sở Y tế triển khai kế hoạch của tỉnh",
        "Hội nghị đánh giá giữa kỳ",
    ]
    entry = shown.cssselect(".year .entry")[0]
    leads_to = entry.cssselect("h4 a")[0].get("href") or ""
    assert leads_to.startswith("/legislation/")
    assert texts(page(plans_client, leads_to), "h1") == ["5204/KH-UBND"]
    assert "Lê Ngọc Tuấn" in entry.text_content()
    assert "có hiệu lực từ 01/01/2023" in entry.text_content()
    relations = texts(shown, ".year .relation")
    assert relations == ["mục văn bản", "ban hành", "triển khai", "nhắc đến"]


def test_more_than_a_page_can_show_is_said(
    plans_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.pages.documents.MOST_EVENTS", 3)
    shown = page(plans_client, f"/documents/{PLAN}")
    assert len(shown.cssselect(".year h4")) == 3
    assert texts(shown, ".trace .also") == [
        "Còn 1 mục muộn hơn không hiện ở đây.",
        "Lọc, tìm trong các bài viết này",
    ]


def test_contradictions_say_who_says_what(plans_client: FlaskClient) -> None:
    right, wrong = texts(page(plans_client, f"/documents/{PLAN}"), ".claims li")
    assert right.startswith("11/12/2022 (2 lần): mục văn bản của Cổng văn bản tỉnh Kon Tum; UBND")
    assert wrong == "12/11/2022: Hội nghị đánh giá giữa kỳ"


def test_graph_and_table_tell_the_same(plans_client: FlaskClient) -> None:
    shown = page(plans_client, f"/documents/{PLAN}")
    drawn = {link.get("href") for link in shown.cssselect("svg a.node")}
    listed = {link.get("href") for link in shown.cssselect(".relation-table td:first-child a")}
    assert drawn == listed
    assert f"/documents/{DECREE}" in drawn
    assert texts(shown, ".relation-table th[scope=rowgroup]") == [
        "Căn cứ vào",
        "Được triển khai bởi",
    ]
    graph = shown.cssselect(".graph svg")[0]
    named = graph.get("aria-labelledby"), graph.get("aria-describedby")
    assert [child.get("id") for child in graph[:2]] == list(named)
    assert all(link.cssselect("title") for link in graph.cssselect("a"))


def test_what_cannot_be_told_apart_is_listed_as_such(plans_client: FlaskClient) -> None:
    shown = page(plans_client, f"/documents/{PLAN}")
    assert texts(shown, "[aria-labelledby=unresolved-title] h3") == ["Tin vắn"]
    unknown = page(plans_client, "/documents/_/5204-kh-ubnd/_")
    possible = [link.get("href") for link in unknown.cssselect(".possible a")]
    assert f"/documents/{PLAN}" in possible


def test_register_entries_are_hostile_too(plans_client: FlaskClient) -> None:
    for number in ("77-qd-ubnd", "5204-kh-ubnd"):
        shown = page(plans_client, f"/documents/ubnd-tinh-kon-tum/{number}/2022")
        scripts = [script.get("src") for script in shown.iter("script")]
        assert all(source and source.startswith("/static/") for source in scripts)
        assert not shown.cssselect("[href^='javascript:'], [style], [onclick]")
    title = page(plans_client, "/documents/ubnd-tinh-kon-tum/77-qd-ubnd/2022")
    assert texts(title, ".doc-about") == [plans.HOSTILE_TITLE]


def test_namesakes_are_candidates(plans_client: FlaskClient) -> None:
    shown = page(plans_client, "/documents?q=5204 kh ubnd")
    assert texts(shown, "#found-title") == ["4 văn bản mang số này"]
    narrowed = plans_client.get("/documents?q=5204 kh ubnd&issuer=Gia Lai")
    assert narrowed.headers["Location"].endswith("ubnd-tinh-gia-lai/5204-kh-ubnd/2022")


def test_nothing_is_known_of_a_number(plans_client: FlaskClient) -> None:
    shown = page(plans_client, "/documents?q=5240/KH-UBND")
    assert texts(shown, "#found-title") == ["Chưa biết gì về văn bản số “5240/KH-UBND”"]
    assert set(texts(shown, ".doc-list .identifier")) == {"5204/KH-UBND"}


def test_what_is_no_number_is_explained_and_searched_for(
    client: FlaskClient, plans_client: FlaskClient
) -> None:
    shown = page(client, "/documents?q=bảng tin điện tử")
    assert texts(shown, "#found-title") == ["“bảng tin điện tử” không phải là số văn bản"]
    assert "4204/KH-UBND" in texts(shown, ".notice p")[0]
    assert texts(shown, ".hits h3")[0].startswith("Mỗi huyện, thành phố")
    answer = client.get("/api/v1/documents?q=bảng tin điện tử").get_json()
    assert [len(answer["near"]), len(answer["articles"])] == [0, 1]
    # Without the search engine the rest of the page is there, and nothing is made up.
    alone = page(plans_client, "/documents?q=abc")
    assert texts(alone, "#found-title") == ["“abc” không phải là số văn bản"]
    assert "Máy tìm kiếm tạm thời không trả lời" in texts(alone, ".quiet")[-1]
    assert plans_client.get("/api/v1/documents?q=abc").get_json() == {"near": []}


def test_api_has_everything_that_the_page_shows(plans_client: FlaskClient) -> None:
    found = plans_client.get(f"/api/v1/documents/{PLAN}").get_json()
    assert found["body"]["until"] == "2025-06-30"
    assert found["body"]["successors"][0]["name"] == "UBND tỉnh Quảng Ngãi"
    assert found["certainty"]["level"] == "certain"
    assert [entry["signer"] for entry in found["register"]] == ["Lê Ngọc Tuấn"]
    assert [m["headline"] for m in found["unresolved"]] == ["Tin vắn"]
    assert len(found["mentions"]) == 3
    assert {"possible", "relations", "co_cited", "evidence"} <= set(found)


LIST = "\n".join(
    (
        "- Kế hoạch số 5204/KH-UBND ngày 11/12/2022 của UBND tỉnh Kon Tum;",
        "",
        "5204/KH-UBND",
        "5240/KH-UBND",
        "=không phải số",
    )
)


def test_a_pasted_list_is_a_table(plans_client: FlaskClient) -> None:
    answer = plans_client.post("/documents/list", data={"lines": LIST})
    shown = page_of(answer)
    assert texts(shown, ".listed .status") == [
        "tìm thấy",
        "nhiều văn bản",
        "chưa biết",
        "chưa biết",
    ]
    assert texts(shown, ".tally .status") == ["tìm thấy: 1", "nhiều văn bản: 1", "chưa biết: 2"]
    found, shared, near, words = shown.cssselect(".listed tbody tr")
    assert found.cssselect("a")[0].get("href") == f"/documents/{PLAN}"
    assert found.cssselect("th .line")[0].text == "đọc là 5204/KH-UBND"
    assert "UBND tỉnh Kon Tum" in found.text_content()
    assert found.cssselect("td")[-1].text_content() == "3"
    assert len(shared.cssselect("li")) == 4
    assert near.cssselect("li")
    assert "không có số văn bản" in words.text_content()
    assert shown.cssselect("textarea")[0].text_content().strip() == LIST
    # In the other language it can be gone back to, too.
    other = plans_client.post("/documents/list?lang=en", data={"lines": LIST})
    assert other.headers["Cache-Control"] == "private, no-cache"
    assert texts(page_of(other), ".tally .status")[0] == "found: 1"
    plans_client.delete_cookie("lang")
    # The same at an address that can be handed on.
    handed_on = plans_client.get("/documents/list", query_string={"lines": LIST})
    assert texts(page_of(handed_on), ".listed .status") == texts(shown, ".listed .status")


def test_the_table_of_a_list_can_be_taken_away(plans_client: FlaskClient) -> None:
    answer = plans_client.post("/documents/list", data={"lines": LIST, "format": "csv"})
    assert answer.headers["Content-Disposition"] == "attachment; filename=documents.csv"
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert [row["status"] for row in rows] == ["found", "ambiguous", "unknown", "unknown"]
    assert rows[0]["key"] == PLAN
    assert rows[0]["issuer"] == "UBND tỉnh Kon Tum"
    assert rows[0]["articles"] == "3"
    assert PLAN in rows[1]["candidates"].splitlines()
    assert rows[3]["input"] == "'=không phải số", "no spreadsheet computes it"


def test_a_list_without_a_line_is_the_form(plans_client: FlaskClient) -> None:
    assert not page(plans_client, "/documents/list").cssselect("table")


def test_a_list_that_is_too_long_loses_nothing(
    plans_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_ui.pages.document_list.MOST_LINES", 5)
    lines = "\n".join(f"dòng {n}" for n in range(8))
    shown = page_of(plans_client.post("/documents/list", data={"lines": lines}))
    assert len(shown.cssselect(".listed tbody tr")) == 5
    assert texts(shown, "[role=alert]") == ["Còn 3 dòng chưa tra: hãy chia danh sách."]
    assert shown.cssselect("textarea")[0].text_content().endswith("dòng 7")
    assert plans_client.post("/documents/list", data={"lines": "x" * 2_000_000}).status_code == 413


def test_lists_are_looked_up_by_programs(plans_client: FlaskClient) -> None:
    answer = plans_client.post("/api/v1/documents/lookup", json=[PLAN, "5204 kh ubnd", "abc", ""])
    found, shared, words, empty = answer.get_json()["results"]
    assert (found["status"], found["key"], found["articles"]) == ("found", PLAN, 3)
    assert found["document"]["issued_on"] == "2022-12-11"
    assert (shared["status"], shared["key"], shared["read_as"]) == (
        "ambiguous",
        None,
        "5204/KH-UBND",
    )
    assert len(shared["candidates"]) == 4
    assert (words["status"], words["read_as"], words["near"]) == ("unknown", None, [])
    assert (empty["input"], empty["status"]) == ("", "unknown")


# What programs send that is no list of texts.
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("{", 400),
        ("[" * 100_000, 400),  # nested too deeply
        ('{"numbers": []}', 400),
        ("[1]", 400),
        (r'["\ud800"]', 400),  # half a character
        (json.dumps(["1/QĐ-UBND"] * (MOST_LINES + 1)), 400),
        ('["' + "x" * 2_000_000 + '"]', 413),
    ],
)
def test_bad_lists_are_problems(plans_client: FlaskClient, body: str, status: int) -> None:
    answer = plans_client.post("/api/v1/documents/lookup", data=body)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json(force=True)["detail"]


def test_a_law_that_nothing_cites(plans_client: FlaskClient) -> None:
    shown = page(plans_client, "/documents?q=Bộ luật Dân sự 2015")
    assert texts(shown, "#found-title") == ["Chưa có bài viết nào dẫn “Bộ luật Dân sự 2015”"]
    assert texts(shown, ".notice li") == ["Bộ luật Dân sự 2015: số 91/2015/QH13, 24/11/2015"]
    answer = plans_client.get("/api/v1/documents?q=Bộ luật Dân sự 2015").get_json()
    assert [law["identifier"] for law in answer["laws"]] == ["91/2015/QH13"]


def test_a_key_that_nothing_is_known_under_has_near_ones(plans_client: FlaskClient) -> None:
    key = "ubnd-tinh-kon-tum/5204-kh-ubnd/1999"
    answer = plans_client.get(f"/documents/{key}")
    assert answer.status_code == 404
    shown = fromstring(answer.get_data(as_text=True))
    assert texts(shown, "#found-title") == [f"Chưa biết gì về khóa “{key}”"]
    assert "5204/KH-UBND" in texts(shown, ".doc-list .identifier")
    assert plans_client.get("/documents/no/key/at/all").status_code == 404


def test_narrowed_to_nothing_names_the_others(plans_client: FlaskClient) -> None:
    shown = page(plans_client, "/documents?q=5204 kh ubnd&province=Lâm Đồng")
    assert texts(shown, "#found-title")[0].startswith("Có văn bản “5204 kh ubnd”, nhưng")
    assert len(shown.cssselect(".doc-list li")) == 4
    assert shown.cssselect("#province")[0].get("value") == "Lâm Đồng"


def test_provinces_are_understood_in_any_spelling(plans_client: FlaskClient) -> None:
    for province in ("gia-lai", "tỉnh Gia Lai", "GIA LAI"):
        query = {"q": "5204 kh ubnd", "province": province}
        found = plans_client.get("/api/v1/documents", query_string=query).get_json()
        keys = [candidate["key"] for candidate in found["candidates"]]
        assert keys == ["ubnd-tinh-gia-lai/5204-kh-ubnd/2022"]
    refused = plans_client.get("/api/v1/documents?q=5204 kh ubnd&province=Gia Lia")
    assert refused.status_code == 400
    assert "Gia Lai" in refused.get_json()["detail"]


def test_a_line_with_two_numbers_says_so(plans_client: FlaskClient) -> None:
    line = f"{PLAN.split('/')[0]}: 5204/KH-UBND, 640/KH-UBND"
    answer = plans_client.post("/api/v1/documents/lookup", json=[line]).get_json()
    assert answer["results"][0]["also"] == ["640/KH-UBND"]
    shown = page_of(plans_client.post("/documents/list", data={"lines": line}))
    assert "chỉ tra văn bản đầu; trong dòng còn: 640/KH-UBND" in texts(shown, "th .line")
