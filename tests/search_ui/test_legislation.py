"""Register entries and files, as pages and in the JSON API."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from archive.catalogue import Catalogue
from archive.catalogue.legislation import mark_legislation_gone, record_legislation
from search_ui import reading_files
from search_ui.portal_records import portal_summaries, portal_totals
from tests.search_ui.registers import FIRST, HOSTILE_FILE, LATER, SITE, Registers, plan

KEY = "ubnd-tinh-kon-tum/4204-kh-ubnd/2022"


@pytest.fixture
def client(registers_app: Flask) -> FlaskClient:
    return registers_app.test_client()


def page(client: FlaskClient, path: str, status: int = 200) -> html.HtmlElement:
    response = client.get(path)
    assert response.status_code == status
    return html.fromstring(response.get_data(as_text=True))


def texts(shown: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in shown.cssselect(selector)]


@pytest.fixture
def entry(client: FlaskClient, registers: Registers) -> html.HtmlElement:
    return page(client, f"/legislation/{registers.entry}")


def test_an_entry_says_what_the_register_says(entry: html.HtmlElement) -> None:
    assert texts(entry, ".doc-type") == ["Kế hoạch"]
    assert texts(entry, "h1") == ["4204/KH-UBND"]
    assert texts(entry, ".doc-about") == ["Phát triển thông tin cơ sở giai đoạn 2023 - 2025"]
    assert texts(entry, ".doc-head dt") == [
        "Cơ quan ban hành",
        "Người ký",
        "Ngày ban hành",
        "Ngày có hiệu lực",
        "Tình trạng",
    ]
    assert texts(entry, ".doc-head dd") == [
        "UBND tỉnh Kon Tum",
        "Lê Ngọc Tuấn",
        "11/12/2022",
        "01/01/2023",
        "Còn hiệu lực",
    ]


def test_an_entry_leads_to_its_evidence(
    entry: html.HtmlElement, client: FlaskClient, registers: Registers
) -> None:
    links = {link.get("href") for link in entry.cssselect("aside a")}
    assert f"/snapshots/{registers.own_page}" in links
    assert f"{SITE}/van-ban/4204" in links
    assert f"/documents/{KEY}" in links
    assert len(entry.cssselect("aside section[aria-labelledby=captures-title] li")) == 2
    capture = page(client, f"/snapshots/{registers.own_page}")
    assert capture.cssselect(".kicker a")[0].get("href") == f"/legislation/{registers.entry}"


def test_an_entry_is_cited_as_a_law_is(entry: html.HtmlElement, client: FlaskClient) -> None:
    linked = [link.get("href") for link in entry.cssselect(".citing a")]
    bibtex, ris = (client.get(address) for address in linked[:2])
    assert bibtex.text.startswith("@legislation{ke-hoach-4204-")
    assert ris.text.startswith("TY  - STAT\r\n")
    assert bibtex.headers["Content-Disposition"] == 'attachment; filename="ke-hoach/4204.bib"'
    line = entry.cssselect("#citation")[0].text
    kept = re.search(r"Lưu tại Cổng Tin lúc .*", ris.text)
    assert kept
    assert kept[0].strip() in line


def test_what_is_not_known_is_said(client: FlaskClient, registers: Registers) -> None:
    shown = page(client, f"/legislation/{registers.bare}")
    assert texts(shown, "h1") == ["<b>Văn bản</b> không số"]
    assert texts(shown, ".doc-head dd") == ["trang không ghi", "trang không ghi"]
    assert "không còn ở cổng" in texts(shown, ".gone")[0]
    assert "Mục này không có tệp đính kèm." in texts(shown, ".quiet")


# What is said of each file, in the entry's order.
def test_files_are_told_by_their_state(entry: html.HtmlElement) -> None:
    files = entry.cssselect(".attachments > ul > li")
    told = [[*texts(file, ".line span"), *texts(file, ".file-failure")] for file in files]
    size = "1,2 MB"
    assert told == [
        ["PDF", size, "3 trang", "chữ lấy từ chính tệp"],
        ["PDF", size, "chữ do máy nhận dạng từ ảnh quét, có thể sai"],
        ["PDF", size, "Không đọc được: encrypted: it opens with a password"],
        ["Không tải được: 404 Not Found"],
        ["chưa tải về (congbao.kontum.example)"],
        [size, "không đọc được chữ nào trong tệp"],
        ["địa chỉ này không tải được"],
    ]
    assert texts(files[5], ".file-name") == ["</a><script>alert(1)</script>"]
    assert not files[6].cssselect("a"), "an address that runs is shown, never followed"


def test_text_is_read_page_by_page(entry: html.HtmlElement) -> None:
    file = entry.cssselect(".attachments > ul > li")[0]
    assert texts(file, ".file-text h3") == ["Trang 1", "Trang 3"]
    assert [p.text_content() for p in file.cssselect(".page-text")] == [
        "KẾ HOẠCH\nPhát triển thông tin cơ sở",
        "Phụ lục: lắp loa <b>truyền thanh</b>",
    ]
    assert texts(file, ".facts dt") == [
        "Số, ký hiệu",
        "Ngày ban hành",
        "Cơ quan ban hành",
        "Người ký",
    ]
    assert texts(file, ".facts dd")[1] == "11/12/2022"


def test_so_much_text_is_in_a_page(
    client: FlaskClient, registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_files, "MOST_CHARACTERS", 20)
    shown = page(client, f"/legislation/{registers.entry}")
    assert texts(shown, ".page-text") == ["KẾ HOẠCH Phát triển"]
    assert texts(shown, ".file-pages .quiet") == [
        "Chữ còn lại không hiện ở đây: hãy xem trong tệp."
    ]


def test_what_is_like_an_entry(client: FlaskClient, registers: Registers) -> None:
    alike = client.get(f"/api/v1/legislation/{registers.entry}/similar").get_json()
    assert registers.entry not in {hit["id"] for hit in alike["hits"]}
    assert client.get("/api/v1/legislation/y/similar").status_code == 404
    refused = client.get(f"/api/v1/legislation/{registers.entry}/similar?q=x")
    assert refused.get_json()["parameter"] == "q"


def test_versions_of_an_entry(
    entry: html.HtmlElement, client: FlaskClient, registers: Registers
) -> None:
    assert texts(entry, "aside section[aria-labelledby=versions-title] a") == ["Bản 2", "Bản 1"]
    second = page(client, f"/legislation/{registers.entry}/versions/2")
    assert texts(second, ".changes h3") == ["Tình trạng"]
    assert texts(second, ".changes del, .changes ins") == ["Chưa có", "Còn"]
    first = page(client, f"/legislation/{registers.entry}/versions/1")
    assert "Đây là bản đầu tiên được lưu." in texts(first, ".quiet")
    assert "Chưa có hiệu lực" in texts(first, ".facts dd")
    page(client, f"/legislation/{registers.entry}/versions/3", 404)


def test_the_document_leads_to_the_entry_and_its_capture(
    client: FlaskClient, registers: Registers
) -> None:
    shown = page(client, f"/documents/{KEY}")
    for part in ("aside .basis li", ".year .entry"):
        links = [link.get("href") for link in shown.cssselect(f"{part} a")]
        assert f"/legislation/{registers.entry}" in links
        assert f"/snapshots/{registers.own_page}" in links


def test_an_article_shows_its_files(client: FlaskClient, registers: Registers) -> None:
    shown = page(client, f"/articles/{registers.article}")
    assert texts(shown, ".file-name") == ["Phụ lục kèm tin"]
    assert texts(shown, ".page-text") == ["Biểu số liệu"]
    assert not shown.cssselect(".file-text[open]"), "the text of a file does not push the rest away"


@pytest.mark.parametrize(
    ("attribute", "filename"),
    [
        ("signed", "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%204204.pdf"),
        ("hostile", "trang.html"),
    ],
)
def test_files_are_downloaded_and_never_opened(
    client: FlaskClient, registers: Registers, attribute: str, filename: str
) -> None:
    response = client.get(f"/snapshots/{getattr(registers, attribute)}/file")
    assert response.status_code == 200
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert filename in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    if attribute == "hostile":
        assert response.data == HOSTILE_FILE


def test_a_file_is_not_put_into_a_frame(client: FlaskClient, registers: Registers) -> None:
    shown = page(client, f"/snapshots/{registers.signed}")
    assert not shown.cssselect("iframe"), "it would be downloaded unasked"
    assert shown.cssselect(f"a[href='/snapshots/{registers.signed}/file']")


def test_hits_say_what_they_are(client: FlaskClient, registers: Registers) -> None:
    shown = page(client, "/search?q=4204/KH-UBND")
    assert texts(shown, "#total") == ["1 bài viết, 1 văn bản"]
    assert texts(shown, ".hits .type") == ["Văn bản", "Tin tức"]
    assert shown.cssselect(".hits h3 a")[0].get("href") == f"/legislation/{registers.entry}"
    assert "4204/KH-UBND" in texts(shown, ".hits .line")[0]
    kinds = shown.cssselect("input[name=type]")
    assert {box.get("value") for box in kinds} == {"NewsArticle", "Legislation"}
    only = page(client, "/search?q=4204/KH-UBND&type=Legislation")
    assert texts(only, "#total") == ["1 văn bản"]
    assert texts(only, ".chip")[0] == "Bỏ điều kiện Loại nội dung Văn bản ×"


def test_what_was_found_in_a_file_says_where(client: FlaskClient) -> None:
    shown = page(client, "/search?q=loa truyền thanh")
    assert texts(shown, ".found") == [
        "trong tệp đính kèm Bản ký số: Phụ lục: lắp loa <b>truyền thanh</b>"
    ]
    assert texts(shown, ".found mark") == ["loa", "truyền thanh"]


def test_english_speaks_of_entries_too(client: FlaskClient, registers: Registers) -> None:
    assert texts(page(client, "/search?lang=en&q=4204/KH-UBND"), "#total") == [
        "1 article, 1 document"
    ]
    assert "Status" in texts(page(client, f"/legislation/{registers.entry}"), "dt")


def test_the_api_has_entries(client: FlaskClient, registers: Registers) -> None:
    address = f"/api/v1/legislation/{registers.entry}"
    entry = client.get(address).get_json()
    assert (entry["type"], entry["id"]) == ("Legislation", registers.entry)
    assert entry["identifier"] == "4204/KH-UBND"
    versions = client.get(f"{address}/versions").get_json()["versions"]
    assert [version["content"]["status"] for version in versions] == [
        "Còn hiệu lực",
        "Chưa có hiệu lực",
    ]
    captures = client.get(f"{address}/snapshots").get_json()["snapshots"]
    assert captures[0]["id"] == registers.own_page
    assert len(captures) == 2
    for path in ("", "/versions", "/snapshots"):
        response = client.get(f"/api/v1/legislation/none{path}")
        assert response.status_code == 404
        assert response.content_type == "application/problem+json"
    hits = client.get("/api/v1/articles?q=4204&type=Legislation").get_json()["hits"]
    assert [(hit["type"], hit["id"]) for hit in hits] == [("Legislation", registers.entry)]
    register = client.get(f"/api/v1/documents/{KEY}").get_json()["register"]
    assert [found["snapshot"] for found in register] == [registers.own_page]


def test_suggestions_lead_to_entries(client: FlaskClient, registers: Registers) -> None:
    found = client.get("/api/v1/suggest?q=giai đoạn 2023").get_json()["suggestions"]
    assert [(s["kind"], s["url"]) for s in found] == [("entry", f"/legislation/{registers.entry}")]


def test_the_front_page_leads_to_the_entries(client: FlaskClient) -> None:
    (link,) = page(client, "/").cssselect(".kept a[href*='Legislation']")
    assert (link.text, link.get("href")) == ("2", "/search?type=Legislation")
    assert texts(page(client, link.get("href")), "#total") == ["2 văn bản"]


def test_a_portal_that_blocks_is_told_so(client: FlaskClient) -> None:
    shown = page(client, "/portals")
    assert texts(shown, ".outcome-blocked") == ["bị cổng chặn: the portal answers with a challenge"]
    assert "1 văn bản" in texts(shown, "tbody td")[0]
    (portal,) = client.get("/api/v1/portals").get_json()["portals"]
    assert (portal["articles"], portal["legislation"]) == (1, 1)


def test_entries_that_are_gone_count_for_their_portal(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path}/catalogue.db")
    catalogue.migrate()
    with catalogue.begin() as session:
        record_legislation(session, plan(), FIRST, None)
        mark_legislation_gone(session, plan().id or "", LATER)
        (portal,) = portal_summaries(session, portal_totals(session))
    assert (portal.articles, portal.entries, portal.gone) == (0, 1, 1)
