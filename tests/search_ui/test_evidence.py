"""What proves that something was there: captures taken away, pages of files as pictures."""

import hashlib
import json
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from lxml.html import fromstring
from PIL import Image
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # no types
from werkzeug.test import TestResponse

from search_ui import page_pictures
from search_ui.page_pictures import BusyError, PagePictures
from tests.search_ui.evidence import DOT, SITE, Evidence, pdf


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


def test_what_cannot_be_drawn_is_not_tried_again(drawing: PagePictures) -> None:
    reads: list[int] = []

    def read() -> bytes:
        reads.append(1)
        return b"<html>"

    assert [drawing.picture("a", 1, read) for _ in range(3)] == [None, None, None]
    drawing.close()
    assert reads == [1]


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
