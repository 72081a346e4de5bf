"""What proves that something was there: captures taken away, pages of files as pictures."""

import hashlib
import json
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import fromstring
from PIL import Image
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # no types
from werkzeug.test import TestResponse

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.items import Article
from indexer.search import SearchUnavailableError
from search_ui import Services, create_app, page_pictures
from search_ui.page_pictures import BusyError, PagePictures
from tests.search_ui.evidence import DOT, SITE, Evidence, pdf
from tests.search_ui.registers import Registers


def warc_of(data: bytes) -> list[tuple[str, str]]:
    records = ArchiveIterator(BytesIO(data), check_digests="raise")
    told = []
    for record in records:
        record.content_stream().read()
        told.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or ""))
    return told


def take(client: FlaskClient, address: str, **more: Any) -> TestResponse:
    """An answer that was read to its end, as a browser does."""
    return client.get(address, buffered=True, **more)


def test_capture_is_taken_away_as_a_warc_that_stands_alone(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    answer = take(evidence_client, f"/snapshots/{evidence.again}/capture.warc.gz")
    assert answer.mimetype == "application/gzip"
    assert [kind for kind, url in warc_of(answer.data) if url.endswith("/bang-tin")] == [
        *("response", "request"),
        *("revisit", "request"),
    ]
    name = f"sotuphap.kontum.example-20240516021500-{evidence.again}.warc.gz"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_page_is_taken_away_with_all_that_it_shows(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    answer = take(evidence_client, f"/snapshots/{evidence.again}/page.wacz")
    assert answer.mimetype == "application/wacz"
    with ZipFile(BytesIO(answer.data)) as package:
        description = json.loads(package.read("datapackage.json"))
        responses = {
            url for kind, url in warc_of(package.read("archive/data.warc.gz")) if kind == "response"
        }
    assert (description["title"], description["mainPageDate"]) == (
        "Thiết lập bảng tin điện tử",
        "2024-05-16T02:15:00Z",
    )
    # what was not archived cannot be there; what a program would have shown later is
    assert responses == {
        f"{SITE}{path}" for path in ("/bang-tin", "/anh.png", "/sau.png", "/kieu.css")
    }


def test_package_tells_its_digest_and_is_the_same_again(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    answer = take(evidence_client, f"/snapshots/{evidence.first}/page.wacz")
    told = answer.headers["Repr-Digest"].removeprefix("sha-256=:").removesuffix(":")
    assert b64decode(told) == hashlib.sha256(answer.data).digest()
    known = {"If-None-Match": answer.headers["ETag"]}
    again = take(evidence_client, f"/snapshots/{evidence.first}/page.wacz", headers=known)
    assert again.status_code == 304


def test_a_file_is_taken_away_like_a_page(evidence_client: FlaskClient, evidence: Evidence) -> None:
    answer = take(evidence_client, f"/snapshots/{evidence.pdf}/page.wacz")
    with ZipFile(BytesIO(answer.data)) as package:
        told = warc_of(package.read("archive/data.warc.gz"))
    assert ("response", f"{SITE}/tep/ke-hoach.pdf") in told


def test_picture_waiting_to_be_scrolled_to_is_shown(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    tree = fromstring(evidence_client.get(f"/snapshots/{evidence.first}/content").data)
    first, later, never = (image.get("src") for image in tree.iter("img"))
    assert evidence_client.get(first or "").data == DOT
    assert evidence_client.get(later or "").data == DOT + b"2"
    assert never == ""


def test_pages_of_a_pdf_are_shown_as_pictures(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    tree = fromstring(evidence_client.get(f"/articles/{evidence.article}").data)
    addresses = [image.get("src") or "" for image in tree.cssselect(".page-pictures img")]
    assert addresses[:3] == [f"/snapshots/{evidence.pdf}/pages/{n}.webp" for n in (1, 2, 3)]
    assert all(image.get("loading") == "lazy" for image in tree.cssselect(".page-pictures img"))
    pictures = [evidence_client.get(address) for address in addresses[:3]]
    assert {answer.mimetype for answer in pictures} == {"image/webp"}
    sizes = {Image.open(BytesIO(answer.data)).size for answer in pictures}
    assert sizes == {(1240, 1755)}
    assert len({answer.data for answer in pictures}) == 3


@pytest.mark.parametrize(
    "path",
    [
        "{pdf}/pages/4.webp",  # there are three
        "{pdf}/pages/0.webp",
        "{pdf}/pages/301.webp",
        "{pdf}/pages/1e9.webp",
        "{broken_pdf}/pages/1.webp",
        "{first}/pages/1.webp",  # a web page
        "999999/pages/1.webp",
        "999999/page.wacz",
        "999999/capture.warc.gz",
    ],
)
def test_what_cannot_be_had_is_not_found(
    evidence_client: FlaskClient, evidence: Evidence, path: str
) -> None:
    names = {"pdf": evidence.pdf, "broken_pdf": evidence.broken_pdf, "first": evidence.first}
    assert evidence_client.get(f"/snapshots/{path.format(**names)}").status_code == 404


@pytest.fixture
def drawing(tmp_path: Path) -> PagePictures:
    return PagePictures(tmp_path / "pages")


def test_a_page_is_drawn_once(drawing: PagePictures) -> None:
    reads: list[int] = []

    def read() -> bytes:
        reads.append(1)
        return pdf("MOT", "HAI")

    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda n: drawing.picture("a", n % 2 + 1, read), range(8)))
    drawing.close()
    assert len({*drawn}) == 2
    assert reads == [1]


def test_what_cannot_be_drawn_is_not_tried_again_at_once(
    drawing: PagePictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []

    def read() -> bytes:
        reads.append(1)
        return b"<html>"

    assert [drawing.picture("a", 1, read) for _ in range(3)] == [None, None, None]
    assert reads == [1]
    monkeypatch.setattr(page_pictures, "NOT_AGAIN", 0)
    assert drawing.picture("a", 1, read) is None
    drawing.close()
    assert reads == [1, 1]


def test_a_page_of_no_size_or_of_a_mile_is_not_drawn(drawing: PagePictures) -> None:
    whole = pdf("A")
    for box in (b"[0 0 0 0]", b"[0 0 1 99999]"):
        other = whole.replace(b"[0 0 595 842]", box)
        drawn = drawing.picture(str(box), 1, lambda other=other: other)  # type: ignore[misc]
        assert drawn is None or max(Image.open(BytesIO(drawn)).size) <= 8000
    drawing.close()


def test_what_was_longest_not_looked_at_is_forgotten(
    drawing: PagePictures, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(page_pictures, "MOST_KEPT", 12_000)
    for number in range(6):
        assert drawing.picture(f"{number}", 1, lambda: pdf("A")) is not None
    drawing.close()
    sizes = [file.stat().st_size for file in (tmp_path / "pages").iterdir()]
    assert 0 < sum(sizes) <= 12_000


def test_who_waits_too_long_is_told_so(
    drawing: PagePictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_pictures, "PATIENCE", 0.05)

    def read() -> bytes:
        with ThreadPoolExecutor(1) as threads, pytest.raises(BusyError):
            threads.submit(drawing.picture, "b", 1, read).result()
        return pdf("A")

    assert drawing.picture("a", 1, read) is not None
    drawing.close()


def test_every_capture_of_an_article_is_named(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    tree = fromstring(evidence_client.get(f"/articles/{evidence.article}").data)
    captures = tree.cssselect("section[aria-labelledby=captures-title] a")
    assert [(link.get("href"), link.text) for link in captures] == [
        (f"/snapshots/{evidence.again}", "09:15, 16/05/2024"),
        (f"/snapshots/{evidence.first}", "09:15, 16/04/2024"),
    ]


def test_article_tells_reference_managers_what_it_is(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    tree = fromstring(evidence_client.get(f"/articles/{evidence.article}").data)
    told = {
        meta.get("name") or meta.get("property"): meta.get("content") for meta in tree.iter("meta")
    }
    permalink = f"http://127.0.0.1:8640/articles/{evidence.article}"
    assert told["z:itemType"] == "newspaperArticle"
    assert told["citation_title"] == told["og:title"] == "Thiết lập bảng tin điện tử"
    # no person is named: without an author Zotero takes the line with the date for one
    assert told["citation_author"] == "Sở Tư pháp"
    assert told["citation_publication_date"] == "2024/04/15"
    assert told["citation_public_url"] == told["og:url"] == permalink
    assert told["DC.source"] == f"{SITE}/bang-tin"
    assert told["description"] == "Mỗi huyện có ít nhất 01 bảng tin."
    assert tree.cssselect("link[rel=canonical]")[0].get("href") == permalink


def json_ld(client: FlaskClient, address: str) -> dict[str, Any]:
    tree = fromstring(client.get(address).data)
    (script,) = tree.cssselect("script[type='application/ld+json']")
    told: dict[str, Any] = json.loads(script.text or "")
    return told


def test_article_is_a_news_article_of_schema_org(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    told = json_ld(evidence_client, f"/articles/{evidence.article}")
    assert told == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"http://127.0.0.1:8640/articles/{evidence.article}",
        "url": f"http://127.0.0.1:8640/articles/{evidence.article}",
        "headline": "Thiết lập bảng tin điện tử",
        "datePublished": "2024-04-15",
        "inLanguage": "vi",
        "publisher": {"@type": "GovernmentOrganization", "name": "Sở Tư pháp"},
        "isBasedOn": f"{SITE}/bang-tin",
        "archivedAt": f"http://127.0.0.1:8640/snapshots/{evidence.first}",
    }


def test_entry_is_a_legislation_of_schema_org(registers_app: Flask, registers: Registers) -> None:
    told = json_ld(registers_app.test_client(), f"/legislation/{registers.entry}")
    expected = {
        "@type": "Legislation",
        "name": "Kế hoạch 4204/KH-UBND",
        "legislationIdentifier": "4204/KH-UBND",
        "legislationType": "Kế hoạch",
        "legislationDate": "2022-12-11",
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": "UBND tỉnh Kon Tum"},
        "legislationLegalForce": "InForce",
    }
    assert {name: told.get(name) for name in expected} == expected
    assert all(file["contentUrl"].startswith("http") for file in told["encoding"])


def test_article_can_be_cited_by_copying_a_line(
    evidence_client: FlaskClient, evidence: Evidence
) -> None:
    tree = fromstring(evidence_client.get(f"/articles/{evidence.article}").data)
    (field,) = tree.cssselect("textarea[readonly]")
    start, digest = (field.text or "").split(" (sha256:")
    assert start == (
        "Sở Tư pháp (15/04/2024). Thiết lập bảng tin điện tử. Sở Tư pháp, Cổng thông tin Sở Tư "
        f"pháp Kon Tum. {SITE}/bang-tin. Lưu tại Cổng Tin lúc 09:15, 16/04/2024: "
        f"http://127.0.0.1:8640/articles/{evidence.article}"
    )
    assert digest.endswith(").")
    (permalink,) = tree.cssselect("input[readonly]")
    assert permalink.get("value") == f"http://127.0.0.1:8640/articles/{evidence.article}"
    # what only a program can do is not offered without one
    assert all("hidden" in button.attrib for button in tree.cssselect("button[data-copy]"))


def test_any_two_versions_are_held_against_each_other(
    versions_client: FlaskClient, versions_article: str
) -> None:
    base = f"/articles/{versions_article}/versions"
    third = fromstring(versions_client.get(f"{base}/3").data)
    assert third.cssselect("#changes-title")[0].text == "Khác gì bản 2"
    assert [d.text for d in third.iter("del")] == ["Hai "]
    against_first = fromstring(versions_client.get(f"{base}/3?against=1").data)
    assert [d.text for d in against_first.iter("del")] == ["Một "]
    assert [i.text for i in against_first.iter("ins")] == ["Ba "]
    chosen = against_first.cssselect("#against option[selected]")
    assert [option.get("value") for option in chosen] == ["1"]
    (unchanged,) = against_first.cssselect("details.unchanged summary")
    assert unchanged.text == "4 đoạn không đổi"
    later = versions_client.get(f"{base}/1?against=3")
    assert (later.status_code, later.location) == (302, f"{base}/3?against=1")
    same = versions_client.get(f"{base}/4?against=1").get_data(as_text=True)
    assert "Không khác bản 1." in same
    for unknown in ("?against=9", "?against=0"):
        assert versions_client.get(f"{base}/3{unknown}").status_code == 404
    assert versions_client.get(f"{base}/3?against=x").status_code == 400


@pytest.fixture(scope="module")
def versions_article() -> str:
    return "bon-ban"


@pytest.fixture(scope="module")
def versions_client(versions_article: str, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """An article in four versions, the last one as the first."""
    catalogue = Catalogue(f"sqlite:///{tmp_path_factory.mktemp('versions')}/catalogue.db")
    catalogue.migrate()
    with catalogue.begin() as session:
        for day, word in enumerate(("Một", "Hai", "Ba", "Một"), 1):
            same = ["Đoạn không đổi."] * 4
            article = Article(
                url="", id=versions_article, headline="Tin", body=[*same, f"{word} ngày."]
            )
            record_article(session, article, f"2026-01-0{day}T00:00:00Z", None)

    def open_search() -> NoReturn:
        raise SearchUnavailableError("no server", "http://127.0.0.1:9", "start")

    return create_app(Services(catalogue, open_search, "file:///nowhere")).test_client()
