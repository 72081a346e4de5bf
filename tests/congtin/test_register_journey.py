"""A register's entries from a file to a page: imported, indexed, searched, shown."""

import json
from typing import Any

import pytest

from congtin.settings import load_settings
from congtin.web import make_app
from tests.congtin.conftest import Congtin

pytestmark = pytest.mark.slow

ENTRY = {
    "type": "Legislation",
    "url": "https://portal.example/van-ban/4204",
    "identifier": "4204/KH-UBND",
    "document_type": "Kế hoạch",
    "issuer": "UBND tỉnh Kon Tum",
    "signer": "Lê Ngọc Tuấn",
    "issued_on": "2022-12-11",
    "title": "Phát triển thông tin cơ sở giai đoạn 2023 - 2025",
    "province": "kon-tum",
    "portal": "thu",
    "attachments": [{"url": "https://portal.example/tep/4204.pdf", "name": "Toàn văn.pdf"}],
}
ARTICLE = {
    "url": "https://portal.example/tin/1",
    "headline": "Triển khai Kế hoạch số 4204/KH-UBND",
    "body": ["Kế hoạch số 4204/KH-UBND ngày 11/12/2022 của UBND tỉnh được triển khai."],
    "date_published": "2022-12-15",
    "province": "kon-tum",
    "portal": "thu",
}


def jsonl(*objects: Any) -> str:
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)


def test_from_an_imported_line_to_a_page(congtin: Congtin) -> None:
    congtin("import", "-", stdin=jsonl(ENTRY, ARTICLE))
    assert "2 items indexed" in congtin("index").err
    (answer,) = congtin("search", "4204 kh ubnd", "--json").lines
    entry, article = answer["hits"]
    assert (entry["type"], entry["headline"]) == ("Legislation", ENTRY["title"])
    assert article["type"] == "NewsArticle"
    assert {v["value"]: v["count"] for v in answer["facets"]["type"]} == {
        "Legislation": 1,
        "NewsArticle": 1,
    }
    told = congtin("search", "toàn văn", "--filter", "type=Legislation").out
    assert "Văn bản · 4204/KH-UBND · 2022-12-11 · UBND tỉnh Kon Tum" in told
    assert "trong tệp đính kèm Toàn văn.pdf: Toàn văn.pdf" in told
    status = congtin("status", "--json").lines[0]
    (portal,) = (row for row in status["portals"] if row["name"] == "thu")
    assert (status["legislation"], portal["legislation"], portal["articles"]) == (1, 1, 1)
    assert "1 articles, newest 2022-12-15, 1 register entries" in congtin("status").out
    query = jsonl({"id": "q", "q": "4204/KH-UBND"})
    batch = congtin("search", "--batch", "-", stdin=query).lines
    assert batch == [{"id": "q", "hits": [article["id"]]}]

    client = make_app(load_settings(home=congtin.home)).test_client()
    found = client.get("/search?q=4204/KH-UBND").get_data(as_text=True)
    address = f"/legislation/{entry['id']}"
    assert f'href="{address}"' in found
    page = client.get(address).get_data(as_text=True)
    for shown in (ENTRY["identifier"], ENTRY["title"], ENTRY["signer"], "Toàn văn.pdf"):
        assert str(shown) in page
    for form, stated in (("bibtex", "number = {4204/KH-UBND}"), ("ris", "M1  - 4204/KH-UBND")):
        assert stated in congtin("export", "--type", "Legislation", "--format", form).out
    refused = congtin("export", "--type", "Legislation", "--format", "csv", code=2)
    assert "jsonl, bibtex or ris, not as csv" in refused.err
    # changed by a second import, and found as it is now
    congtin("import", "-", stdin=jsonl({**ENTRY, "title": "Phát triển loa truyền thanh"}))
    assert "1 items indexed" in congtin("index").err
    (again,) = congtin("search", "loa truyền thanh", "--json").lines
    assert [hit["id"] for hit in again["hits"]] == [entry["id"]]
    assert "loa truyền thanh</ins>" in client.get(f"{address}/versions/2").get_data(as_text=True)
