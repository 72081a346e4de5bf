"""A whole result as a file: all of it, in its order, while others are served."""

import csv
import io
import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from lxml.html import fromstring
from openpyxl import load_workbook
from werkzeug.http import parse_options_header

from indexer import result_rows
from indexer.result_rows import RESULT_COLUMNS
from search_ui.pages import exports
from tests.search_ui.library import Library


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a cursor is needed for what the library has."""
    monkeypatch.setattr(result_rows, "PAGE", 10)


def rows(client: FlaskClient, query: str = "") -> list[dict[str, object]]:
    return [json.loads(line) for line in client.get(f"/search.jsonl?{query}").data.splitlines()]


# Everything; words, best first; another order; a facet; days; a document by its number; nothing;
# the page shown and its size do not count.
@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=hội+nghị",
        "q=hội+nghị&sort=oldest",
        "department=Sở+Y+tế",
        "from=2020-01-01&to=2020-06-30",
        "document=4204/KH-UBND",
        "q=khongcogi",
    ],
)
def test_all_that_is_found_is_taken_out(client: FlaskClient, query: str) -> None:
    found = client.get(f"/api/v1/articles?{query}&size=100").get_json()
    taken = rows(client, f"{query}&page=3&size=5")
    assert [row["id"] for row in taken] == [hit["id"] for hit in found["hits"]]
    assert len(taken) == found["total"]


def test_a_row_tells_of_the_article_and_what_it_cites(
    client: FlaskClient, library: Library
) -> None:
    (row,) = rows(client, 'q="bảng+tin+điện+tử+công+cộng"')
    assert list(row) == list(RESULT_COLUMNS)
    assert row["documents"] == ["1235/UBND-KGVX", "490/QĐ-BTTTT", "4204/KH-UBND"]
    assert row["permalink"] == f"http://127.0.0.1:8640/articles/{library.notice_board}"
    assert row["author"] == "Lệ Quỳnh"
    assert row["date_published"] == "2023-05-01"


def test_forms_hold_the_same(client: FlaskClient) -> None:
    headlines = [row["headline"] for row in rows(client)]
    text = client.get("/search.csv").data.decode("utf-8-sig")
    assert [row["headline"] for row in csv.DictReader(io.StringIO(text, newline=""))] == headlines
    sheet = load_workbook(io.BytesIO(client.get("/search.xlsx").data)).active
    assert sheet is not None
    column = RESULT_COLUMNS.index("headline")
    assert [row[column].value for row in sheet.iter_rows(min_row=2)] == headlines


# What a browser keeps the file as, of words that no header or file system takes as they are.
@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("", "Cổng Tin {}.csv"),
        ("bảng tin", "Cổng Tin bảng tin {}.csv"),
        ('"an toàn"\r\n/../x; filename=a', "Cổng Tin an toàn ..x; filename=a {}.csv"),
    ],
)
def test_file_is_named_after_the_search(client: FlaskClient, q: str, name: str) -> None:
    answer = client.get("/search.csv", query_string={"q": q})
    disposition, options = parse_options_header(answer.headers["Content-Disposition"])
    before, after = name.split("{}")
    assert disposition == "attachment"
    assert options["filename"].startswith(before)
    assert options["filename"].endswith(after)
    assert 'filename="cong-tin.csv"' in answer.headers["Content-Disposition"]


def test_what_is_asked_wrongly_is_told_before_a_file_begins(client: FlaskClient) -> None:
    assert client.get("/search.csv?from=gì").status_code == 400
    assert client.get("/search.pdf").status_code == 404


def test_search_engine_away_is_told_before_a_file_begins(
    client_without_engine: FlaskClient,
) -> None:
    for _ in range(exports.AT_ONCE + 1):
        assert client_without_engine.get("/search.csv").status_code == 503


def test_only_some_are_written_at_once(client: FlaskClient) -> None:
    begun = [client.get("/search.csv", buffered=False) for _ in range(exports.AT_ONCE)]
    refused = client.get("/search.csv")
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    for answer in begun:
        answer.close()
    assert client.get("/search.csv").status_code == 200


def test_rows_are_sent_as_they_are_found(client: FlaskClient, library: Library) -> None:
    answer = client.get("/search.jsonl", buffered=False)
    assert "Content-Length" not in answer.headers
    lines: Iterator[bytes] = iter(answer.iter_encoded())
    assert json.loads(next(lines))["id"]
    answer.close()


def test_search_page_offers_its_result(client: FlaskClient) -> None:
    page = fromstring(client.get("/search?q=hội+nghị&sort=oldest&page=2").text)
    links = [str(link.get("href")) for link in page.cssselect(".exports a")]
    assert "/search.csv?q=h%E1%BB%99i+ngh%E1%BB%8B&sort=oldest" in links
    for link in links:
        assert client.get(link).status_code == 200
