"""What is taken out of the archive stands alone: other tools verify it, index it and replay it."""

import gzip
import hashlib
import json
import subprocess
import urllib.request
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # no types

from archive.evidence import Contents, Page, Place, write_wacz, write_warc
from archive.evidence.sort_keys import sort_key
from archive.warc import BrokenRecordError, HttpExchange, Original, WarcWriter, payload_digest
from tests.fixtures.pywb import serve_pywb
from tests.fixtures.wacz import wacz_commands

SITE = "http://stp.kontum.gov.vn"
PAGE = f"<h1>Bảng tin</h1><img src='{SITE}/anh.png'>".encode()
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
SHOWN = Page(f"{SITE}/tin/1", "2026-11-24T02:00:00Z", "Bảng tin “điện tử”")
CONTENTS = Contents(SHOWN.title, [SHOWN])


class Archived:
    """A page, the same page a day later, and its picture, in an archive with other things."""

    def __init__(self, folder: Path) -> None:
        self.root = str(folder)
        with WarcWriter(self.root, info={"operator": "Trung tâm Lưu trữ"}) as writer:
            self._write(writer, "/khac", b"another", "2026-11-23T01:00:00Z")
            self.picture = self._write(writer, "/anh.png", PICTURE, "2026-11-23T02:00:01Z")
            first = HttpExchange(
                url=f"{SITE}/tin/1",
                fetched_at="2026-11-23T02:00:00Z",
                status=200,
                response_headers=[
                    ("Content-Type", "text/html; charset=utf-8"),
                    ("Content-Encoding", "gzip"),
                ],
                payload=gzip.compress(PAGE, mtime=0),
                request_headers=[("User-Agent", "congtin")],
                metadata={"via": SITE},
            )
            written = writer.write_exchange(first)
            self.first = Place(written.warc, written.offset)
            original = Original(
                written.record_id, first.url, first.fetched_at, written.payload_digest
            )
        with WarcWriter(self.root) as writer:
            again = HttpExchange(
                url=first.url,
                fetched_at=SHOWN.captured_at,
                status=200,
                response_headers=first.response_headers,
                payload=first.payload,
            )
            written = writer.write_exchange(again, original)
            self.again = Place(written.warc, written.offset)

    def _write(self, writer: WarcWriter, path: str, payload: bytes, at: str) -> Place:
        written = writer.write_exchange(
            HttpExchange(SITE + path, at, 200, [("Content-Type", "image/png")], payload)
        )
        return Place(written.warc, written.offset)

    @property
    def needed(self) -> list[Place]:
        """What the page of the second day needs."""
        return [self.first, self.again, self.picture]


@pytest.fixture
def archived(tmp_path: Path) -> Archived:
    return Archived(tmp_path / "archive")


@pytest.fixture
def wacz(archived: Archived, tmp_path: Path) -> Path:
    path = tmp_path / "page.wacz"
    with path.open("wb") as file:
        write_wacz(file, archived.root, CONTENTS, archived.needed)
    return path


def records(warc: bytes) -> list[Any]:
    return [
        (
            record.rec_type,
            record.rec_headers.get_header("WARC-Target-URI"),
            record.content_stream().read(),
        )
        for record in ArchiveIterator(BytesIO(warc), check_digests="raise")
    ]


def test_a_warc_of_one_capture_stands_alone(archived: Archived) -> None:
    file = BytesIO()
    lines = write_warc(file, archived.root, [archived.first, archived.again])
    told = records(file.getvalue())
    # the two files that it comes from, the response with its request, the revisit with its own
    assert [kind for kind, _, _ in told] == [
        *("warcinfo", "response", "request", "metadata"),
        *("warcinfo", "revisit", "request"),
    ]
    assert b"Trung t\xc3\xa2m L\xc6\xb0u tr\xe1\xbb\xaf" in told[0][2]
    assert told[1][1:] == (f"{SITE}/tin/1", PAGE)
    assert b"via: " in told[3][2]
    assert all(url == f"{SITE}/tin/1" for kind, url, _ in told if kind != "warcinfo")
    assert len(lines) == 2


def test_records_are_copied_byte_for_byte(archived: Archived) -> None:
    file = BytesIO()
    (line,) = write_warc(file, archived.root, [archived.picture])
    stored = (Path(archived.root) / archived.picture.warc).read_bytes()
    copied = file.getvalue()[line.offset :]
    assert stored[archived.picture.offset :].startswith(copied)


def test_a_damaged_record_proves_nothing(archived: Archived) -> None:
    path = Path(archived.root) / archived.first.warc
    data = bytearray(path.read_bytes())
    data[archived.first.offset + 40] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(BrokenRecordError, match=f"byte {archived.first.offset}"):
        write_warc(BytesIO(), archived.root, [archived.first])


def test_package_names_its_page_and_the_digest_of_each_part(wacz: Path) -> None:
    with ZipFile(wacz) as package:
        description = json.loads(package.read("datapackage.json"))
        for resource in description["resources"]:
            data = package.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert resource["bytes"] == len(data)
        digest = json.loads(package.read("datapackage-digest.json"))
        described = hashlib.sha256(package.read("datapackage.json")).hexdigest()
        assert digest == {"path": "datapackage.json", "hash": f"sha256:{described}"}
        assert package.getinfo("archive/data.warc.gz").compress_type == ZIP_STORED
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
    assert (description["wacz_version"], description["mainPageUrl"]) == ("1.1.1", SHOWN.url)
    assert description["mainPageDate"] == SHOWN.captured_at
    assert pages[0]["format"] == "json-pages-1.0"
    assert pages[1] == {
        "id": "1",
        "url": SHOWN.url,
        "ts": SHOWN.captured_at,
        "title": SHOWN.title,
    }


def test_the_same_captures_give_the_same_bytes(archived: Archived, wacz: Path) -> None:
    again = BytesIO()
    write_wacz(again, archived.root, CONTENTS, [*archived.needed, archived.picture])
    assert again.getvalue() == wacz.read_bytes()


def index_of(wacz: Path) -> list[tuple[str, str, dict[str, str]]]:
    with ZipFile(wacz) as package:
        lines = package.read("indexes/index.cdx").decode().splitlines()
    split = [line.split(" ", 2) for line in lines]
    return [(key, moment, json.loads(entry)) for key, moment, entry in split]


def test_index_leads_to_each_response(archived: Archived, wacz: Path) -> None:
    with ZipFile(wacz) as package:
        warc = package.read("archive/data.warc.gz")
    index = index_of(wacz)
    assert [(key, moment, entry["mime"]) for key, moment, entry in index] == [
        ("vn,gov,kontum,stp)/anh.png", "20261123020001", "image/png"),
        ("vn,gov,kontum,stp)/tin/1", "20261123020000", "text/html"),
        ("vn,gov,kontum,stp)/tin/1", "20261124020000", "warc/revisit"),
    ]
    for _, _, entry in index:
        start = int(entry["offset"])
        ((_, url, _),) = records(warc[start : start + int(entry["length"])])
        assert url == entry["url"]
    assert index[0][2]["digest"] == payload_digest(PICTURE)


@pytest.mark.slow
def test_the_makers_of_the_format_find_it_valid(wacz: Path, tmp_path: Path) -> None:
    commands = wacz_commands()
    answer = subprocess.run(
        [commands / "wacz", "validate", "--file", wacz], capture_output=True, text=True, check=False
    )
    assert "Validation succeeded" in answer.stdout, answer.stdout + answer.stderr
    # and what they index of the WARC file is what our index says
    with ZipFile(wacz) as package:
        package.extract("archive/data.warc.gz", tmp_path)
    indexed = subprocess.run(
        [commands / "cdxj-indexer", "--sort", tmp_path / "archive" / "data.warc.gz"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = [line.split(" ", 2) for line in indexed.stdout.splitlines()]
    assert [(key, at, json.loads(entry)) for key, at, entry in theirs] == index_of(wacz)


@pytest.mark.slow
def test_a_changed_package_is_found_out(wacz: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.wacz"
    with ZipFile(wacz) as package, ZipFile(forged, "w") as other:
        for entry in package.infolist():
            data = package.read(entry)
            other.writestr(entry, data.replace(b"B\xe1\xba\xa3ng", b"T\xe1\xba\xa3ng"))
    answer = subprocess.run(
        [wacz_commands() / "wacz", "validate", "--file", forged],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Validation failed" in answer.stdout


@pytest.mark.slow
def test_another_web_archive_replays_it(wacz: Path, tmp_path: Path) -> None:
    with serve_pywb(tmp_path / "pywb", [wacz]) as address:
        for moment in ("20261123020000", "20261124020000"):
            with urllib.request.urlopen(f"{address}/{moment}mp_/{SITE}/tin/1") as answer:
                assert "<h1>Bảng tin</h1>" in answer.read().decode()
        with urllib.request.urlopen(f"{address}/20261123mp_/{SITE}/anh.png") as answer:
            assert answer.read() == PICTURE


# Addresses as portals have them, and the keys that the `surt` package gives them.
@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://stp.kontum.gov.vn/tin/1?trang=2", "vn,gov,kontum,stp)/tin/1?trang=2"),
        ("https://www.Kontum.gov.vn:443/", "vn,gov,kontum)/"),
        ("https://kontum.gov.vn", "vn,gov,kontum)/"),
        ("http://www2.a.vn:8080/A/B/?b=2&a=1", "vn,a:8080)/a/b?a=1&b=2"),
        ("http://a.vn/T%E1%BA%BFp%20tin.pdf", "vn,a)/t%e1%ba%bfp%20tin.pdf"),
        ("http://a.vn/?p=1&p=&q", "vn,a)/?p=&p=1&q"),
        ("http://a.vn/default.aspx?ItemID=2&l=Tin", "vn,a)/default.aspx?itemid=2&l=tin"),
        ("http://a.vn/x?", "vn,a)/x"),
        ("http://10.0.0.1/x", "1,0,0,10)/x"),
        ("http://[x", "http://[x"),
        ("urn:x", "urn:x"),
    ],
)
def test_addresses_are_sorted_as_others_sort_them(url: str, key: str) -> None:
    assert sort_key(url) == key
