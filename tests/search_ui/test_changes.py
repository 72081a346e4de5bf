"""Silent changes as pages, feeds and JSON show them."""

from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from lxml.html import fromstring

from archive.catalogue import Catalogue
from archive.catalogue.tables import SilentChangeRow
from search_ui import Services, create_app
from tests.search_ui.library import Library

ATOM = "{http://www.w3.org/2005/Atom}"


def text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def kinds(client: FlaskClient, query: str = "") -> list[str]:
    answer = client.get(f"/api/v1/changes{query}")
    assert answer.status_code == 200
    return [change["kind"] for change in answer.get_json()["changes"]]


def test_an_edit_is_shown_with_what_it_took_out_and_put_in(
    client: FlaskClient, library: Library
) -> None:
    tree = fromstring(client.get("/changes?kind=edited").get_data(as_text=True))
    (item,) = tree.cssselect(".silent > li")
    assert item.cssselect("h3 a")[0].get("href") == f"/articles/{library.notice_board}/versions/2"
    (removed,), (added,) = item.cssselect("del"), item.cssselect("ins")
    assert text(removed) == "có "
    assert text(added) == "đồng bộ, "
    assert "Nội dung" in text(item.cssselect(".excerpt strong")[0])


def test_what_is_gone_is_shown_with_since_when(client: FlaskClient, library: Library) -> None:
    tree = fromstring(client.get("/changes?kind=gone").get_data(as_text=True))
    (item,) = tree.cssselect(".silent > li")
    assert item.cssselect("h3 a")[0].get("href") == f"/articles/{library.gone}"
    assert "07:00, 01/07/2024" in text(item)


def test_a_department_is_known_however_somebody_types_it(client: FlaskClient) -> None:
    tree = fromstring(client.get("/changes?department=so tu phap").get_data(as_text=True))
    assert len(tree.cssselect(".silent > li")) == 1
    assert tree.cssselect("#changes-department")[0].get("value") == "Sở Tư pháp"
    (feed,) = tree.cssselect("main a[href^='/changes.atom']")
    assert unquote(feed.get("href") or "") == "/changes.atom?department=Sở+Tư+pháp"


# What is asked, and the kinds found: an edit of 16 June 2024, 09:15 in Vietnam; one gone on 1 July.
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["gone", "edited"]),
        ("?portal=sotuphap-kontum", ["gone", "edited"]),
        ("?portal=x&portal=sotuphap-kontum", ["gone", "edited"]),
        ("?province=gia-lai", []),
        ("?department=Sở Tư pháp", ["edited"]),
        ("?kind=gone", ["gone"]),
        ("?kind=gone&kind=edited", ["gone", "edited"]),
        # days of Vietnam, both included
        ("?from=2024-07-01", ["gone"]),
        ("?to=2024-06-30", ["edited"]),
        ("?to=1/7/2024", ["gone", "edited"]),
        ("?from=2024-06-16&to=2024-06-16", ["edited"]),
        ("?q=dong bo", ["edited"]),
        ("?q=đồng bộ", ["edited"]),
        ("?q=đống bộ", []),
        ("?q=phổ biến pháp luật", ["gone"]),
        ("?size=1", ["gone"]),
    ],
)
def test_filters(client: FlaskClient, query: str, expected: list[str]) -> None:
    assert kinds(client, query) == expected


# Days asked for, the field that is told of, what both show, and the kinds found without them.
@pytest.mark.parametrize(
    ("query", "wrong", "shown", "expected"),
    [
        ("from=2026-11-10&to=2026-11-01", "to", ["2026-11-10", "2026-11-01"], ["gone", "edited"]),
        ("from=hôm qua&to=2024-06-30", "from", ["", "2024-06-30"], ["edited"]),  # the other holds
    ],
)
def test_mistyped_days_keep_the_page(
    client: FlaskClient, query: str, wrong: str, shown: list[str], expected: list[str]
) -> None:
    answer = client.get(f"/changes?portal=sotuphap-kontum&{query}")
    assert answer.status_code == 200
    tree = fromstring(answer.get_data(as_text=True))
    assert [field.get("value") for field in tree.cssselect("[type=date]")] == shown
    (field,) = tree.cssselect("[aria-invalid]")
    assert field.get("name") == wrong
    (mistake,) = tree.cssselect(f"#{field.get('aria-describedby')}")
    assert text(mistake)
    assert tree.cssselect("[name=portal] [selected]")[0].get("value") == "sotuphap-kontum"
    kinds = {"gone": "Gỡ khỏi cổng", "edited": "Sửa nội dung"}
    assert [text(k) for k in tree.cssselect(".change-kind")] == [kinds[one] for one in expected]


# What is typed, and what the page says of how it is read.
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Đồng bộ", ["“đồng”, “bộ” trong tiêu đề hoặc trong một đoạn bị đổi."]),
        ("-loa", ["“loa” trong", "Dấu trừ"]),
        ("!", ["không có từ nào để tìm, nên mọi thay đổi đều được hiện."]),
    ],
)
def test_how_words_are_understood_is_said(client: FlaskClient, words: str, said: list[str]) -> None:
    tree = fromstring(client.get("/changes", query_string={"q": words}).get_data(as_text=True))
    (understood,) = tree.cssselect(".understood")
    assert all(one in text(understood) for one in said)
    assert ("Dấu trừ" in text(understood)) == (words == "-loa")


def test_a_number_of_a_page_is_not_passed_over_in_silence(client: FlaskClient) -> None:
    tree = fromstring(client.get("/changes?page=5").get_data(as_text=True))
    assert "không có trang đánh số" in text(tree.cssselect(".notice")[0])
    assert fromstring(client.get("/changes").data).cssselect(".notice") == []


def test_pages_follow_each_other(client: FlaskClient) -> None:
    first = client.get("/api/v1/changes?size=1").get_json()
    second = client.get(f"/api/v1/changes?size=1&cursor={first['cursor']}").get_json()
    assert [c["kind"] for c in first["changes"] + second["changes"]] == ["gone", "edited"]
    assert second["cursor"] is None
    tree = fromstring(client.get("/changes?size=1&portal=sotuphap-kontum").get_data(as_text=True))
    (onward,) = tree.cssselect("a[rel=next]")
    further = fromstring(client.get(onward.get("href")).get_data(as_text=True))
    assert [k.text for k in further.cssselect(".change-kind")] == ["Sửa nội dung"]
    assert further.cssselect("a[rel=next]") == []


def test_json_tells_a_change_in_full(client: FlaskClient, library: Library) -> None:
    (change,) = client.get("/api/v1/changes?kind=edited").get_json()["changes"]
    assert change == {
        "type": "NewsArticle",
        "id": library.notice_board,
        "kind": "edited",
        "at": "2024-06-16T02:15:00Z",
        "until": None,
        "version": 2,
        "title": "Mỗi huyện, thành phố có ít nhất 01 phường, thị trấn thiết lập bảng tin điện tử "
        "công cộng",
        "portal": "sotuphap-kontum",
        "province": "kon-tum",
        "department": "Sở Tư pháp",
        "fields": ["body"],
        "excerpts": [
            {
                "field": "body",
                "runs": [
                    {"change": "same", "text": "Triển khai "},
                    {"change": "removed", "text": "có "},
                    {"change": "added", "text": "đồng bộ, "},
                    {
                        "change": "same",
                        "text": "hiệu quả các chỉ tiêu tại Kế hoạch số 4204/KH-UBND./.",
                    },
                ],
            }
        ],
        "page": f"http://127.0.0.1:8640/articles/{library.notice_board}/versions/2",
    }


def test_feed_tells_the_same(client: FlaskClient, library: Library) -> None:
    answer = client.get("/changes.atom?kind=edited&q=đồng bộ")
    assert answer.mimetype == "application/atom+xml"
    feed = etree.fromstring(answer.data)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == "2024-06-16T02:15:00Z"
    assert entry.findtext(f"{ATOM}id", "").startswith("tag:127.0.0.1,2026:changes/NewsArticle/")
    assert (entry.findtext(f"{ATOM}title") or "").startswith("Sửa nội dung: Mỗi huyện")
    content = fromstring(entry.findtext(f"{ATOM}content") or "")
    assert [text(ins) for ins in content.iter("ins")] == ["đồng bộ, "]
    assert not content.cssselect(".hidden")  # feed readers have no style for these words
    links = {link.get("rel"): link.get("href", "") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].startswith("http://127.0.0.1:8640/changes.atom?q=")
    again = client.get(
        "/changes.atom", headers={"If-None-Match": client.get("/changes.atom").headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query",
    ["?kind=moved", "?cursor=1", "?cursor=2024-01-01T00:00:00Z.", "?from=x", "?size=0", "?sort=1"],
)
def test_what_means_nothing_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/changes{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_entries_are_told_of_like_articles(registers_app_client: FlaskClient) -> None:
    shown = registers_app_client.get("/changes").get_data(as_text=True)
    tree = fromstring(shown)
    addresses = [a.get("href") for a in tree.cssselect(".silent h3 a")]
    assert "/legislation/ke-hoach/4204/versions/2" in addresses
    assert "/legislation/x" in addresses
    assert "<b>Văn bản</b>" not in shown


@pytest.fixture
def registers_app_client(registers_app: Flask) -> FlaskClient:
    return registers_app.test_client()


def test_hostile_words_stay_words(client: FlaskClient, library: Library) -> None:
    attack = "</del><script>alert(1)</script>"
    with library.catalogue.begin() as session:
        row = SilentChangeRow(
            item_type="NewsArticle",
            item_id=library.hostile,
            kind="edited",
            at="2020-01-01T00:00:00Z",
            until=None,
            number=2,
            portal="hostile",
            province=None,
            department=attack,
            title=attack,
            excerpts=[{"field": "body", "runs": [["removed", attack], ["added", attack]]}],
            words="",
        )
        session.add(row)
    try:
        for address in ("/changes?portal=hostile", "/changes.atom?portal=hostile"):
            answer = client.get(address).get_data(as_text=True)
            assert "<script>" not in answer
            assert "alert(1)" in answer
    finally:
        with library.catalogue.begin() as session:
            session.delete(session.get_one(SilentChangeRow, row.id))


def test_an_archive_without_changes_says_so(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path}/empty.db")
    catalogue.migrate()

    def never() -> NoReturn:
        raise AssertionError("no search")

    empty = create_app(Services(catalogue, never, "file:///nowhere")).test_client()
    assert "Chưa ghi nhận thay đổi nào" in empty.get("/changes").get_data(as_text=True)
    assert "Không có thay đổi nào như vậy" in empty.get("/changes?kind=gone").get_data(as_text=True)
    assert etree.fromstring(empty.get("/changes.atom").data).findall(f"{ATOM}entry") == []
