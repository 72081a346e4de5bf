"""WARC files as this project writes and reads them, and as other tools do."""

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # no types

from archive.warc import (
    ArchiveWriteError,
    BrokenRecord,
    BrokenRecordError,
    HttpExchange,
    Original,
    StoredRecord,
    WarcWriter,
    Written,
    iter_records,
    list_files,
    payload_digest,
    read_record,
    read_snapshot,
)

PAGE = gzip.compress("<h1>Bảng tin điện tử công cộng</h1>".encode())


def exchange(number: int = 1, payload: bytes = PAGE, status: int = 200) -> HttpExchange:
    return HttpExchange(
        url=f"http://stp.kontum.gov.vn/tin/{number}?trang=2",
        fetched_at="2026-11-23T02:00:00Z",
        status=status,
        response_headers=[
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            (b"Set-Cookie", b"a=1"),
            (b"Set-Cookie", b"b=2"),
            (b"Content-Disposition", 'inline; filename="Quyết định.html"'.encode()),
        ],
        payload=payload,
        request_headers=[("User-Agent", "congtin (+https://example.org/contact)")],
        ip_address="127.0.0.1",
        metadata={"via": "http://stp.kontum.gov.vn/tin"},
    )


def original(written: Written, of: HttpExchange) -> Original:
    return Original(written.record_id, of.url, of.fetched_at, written.payload_digest)


def read_all(root: str, warc: str) -> tuple[list[StoredRecord], list[BrokenRecord]]:
    broken: list[BrokenRecord] = []
    return list(iter_records(root, warc, broken.append)), broken


def responses(records: list[StoredRecord]) -> list[bytes]:
    return [record.block for record in records if record.type == "response"]


def test_response_comes_back_as_it_came_over_the_wire(tmp_path: Path) -> None:
    with WarcWriter(str(tmp_path)) as writer:
        written = writer.write_exchange(exchange())
    stored = read_snapshot(str(tmp_path), written.warc, written.offset)
    assert stored.url == "http://stp.kontum.gov.vn/tin/1?trang=2"
    assert stored.status == 200
    assert stored.payload == PAGE
    assert stored.fetched_at == "2026-11-23T02:00:00Z"
    assert stored.digest == written.payload_digest == payload_digest(PAGE)
    assert stored.headers == (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("Content-Disposition", 'inline; filename="Quyết định.html"'),
        ("Content-Length", str(len(PAGE))),  # and no transfer encoding: that is over
    )
    assert stored.header("content-ENCODING") == "gzip"


def test_bytes_of_headers_are_kept(tmp_path: Path) -> None:
    with WarcWriter(str(tmp_path)) as writer:
        written = writer.write_exchange(exchange())
    block = gzip.decompress((tmp_path / written.warc).read_bytes()[written.offset :])
    assert 'filename="Quyết định.html"\r\n'.encode() in block


def test_file_holds_the_records_of_the_standard(tmp_path: Path) -> None:
    first = exchange()
    with WarcWriter(str(tmp_path), info={"operator": "Sở Tư pháp"}) as writer:
        one = writer.write_exchange(first)
        two = writer.write_exchange(exchange(2), original(one, first))
    records, broken = read_all(str(tmp_path), one.warc)
    assert broken == []
    assert [record.type for record in records] == [
        "warcinfo",
        *("response", "request", "metadata"),
        *("revisit", "request", "metadata"),
    ]
    info, response, request, metadata, revisit, *_rest = records
    assert "operator: Sở Tư pháp\r\n".encode() in info.block
    assert response.fields["WARC-IP-Address"] == "127.0.0.1"
    assert request.fields["WARC-Concurrent-To"] == one.record_id
    assert request.http_headers[0] == ("Host", "stp.kontum.gov.vn")
    assert metadata.fields["WARC-Concurrent-To"] == one.record_id
    assert metadata.block == b"via: http://stp.kontum.gov.vn/tin\r\n"
    assert revisit.block == b""
    assert revisit.fields["WARC-Refers-To"] == one.record_id
    assert revisit.fields["WARC-Refers-To-Target-URI"] == first.url
    assert revisit.fields["WARC-Refers-To-Date"] == first.fetched_at
    assert revisit.fields["WARC-Payload-Digest"] == one.payload_digest
    assert revisit.fields["WARC-Profile"].endswith("/1.1/revisit/identical-payload-digest")
    assert (revisit.offset, revisit.length) == (two.offset, two.length)
    assert two.record_type == "revisit"
    for record in records:
        assert record.fields["WARC-Block-Digest"].startswith("sha256:")


def test_not_modified_is_a_revisit_of_its_own_kind(tmp_path: Path) -> None:
    first = exchange()
    with WarcWriter(str(tmp_path)) as writer:
        one = writer.write_exchange(first)
        two = writer.write_exchange(exchange(payload=b"", status=304), original(one, first))
    record = read_record(str(tmp_path), two.warc, two.offset)
    assert record.fields["WARC-Profile"].endswith("/1.1/revisit/server-not-modified")
    assert "Content-Length" not in dict(record.http_headers)


def test_other_tools_accept_the_file(tmp_path: Path) -> None:
    first = exchange()
    with WarcWriter(str(tmp_path)) as writer:
        one = writer.write_exchange(first)
        writer.write_exchange(first, original(one, first))
        writer.write_exchange(exchange(3, payload=b"", status=404))
    command = [sys.executable, "-m", "warcio.cli", "check", "-v", str(tmp_path / one.warc)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count("digest pass") == 9  # of ten records: revisits it never checks
    with (tmp_path / one.warc).open("rb") as file:
        bodies = [
            record.content_stream().read()
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        ]
    assert bodies == [gzip.decompress(PAGE), b""]


def test_files_are_rotated_and_never_share_a_name(tmp_path: Path) -> None:
    with WarcWriter(str(tmp_path), max_bytes=3000) as a, WarcWriter(str(tmp_path)) as b:
        written = [a.write_exchange(exchange(number)) for number in range(9)]
        other = b.write_exchange(exchange(99))
    assert other.warc not in {place.warc for place in written}
    names = list(dict.fromkeys(place.warc for place in written))
    assert names == sorted(names)
    assert len(names) > 2
    assert list_files(str(tmp_path)) == sorted([*names, other.warc])
    for name in names:
        records, broken = read_all(str(tmp_path), name)
        assert broken == []
        assert records[0].type == "warcinfo"
        assert records[0].fields["WARC-Filename"] == name
        assert records[-1].type == "metadata"  # an exchange is never torn apart


def test_writer_that_wrote_nothing_leaves_no_file(tmp_path: Path) -> None:
    with WarcWriter(str(tmp_path)):
        pass
    assert list_files(str(tmp_path)) == []
    assert list_files(str(tmp_path / "nowhere")) == []


def test_any_store_that_fsspec_knows() -> None:
    root = "memory://warcs/2026"
    with WarcWriter(root, max_bytes=1000) as writer:
        written = [writer.write_exchange(exchange(number)) for number in range(3)]
    assert list_files(root) == sorted({place.warc for place in written})
    for number, place in enumerate(written):
        assert read_snapshot(root, place.warc, place.offset).url.endswith(f"/{number}?trang=2")


def test_killed_process_loses_no_record(tmp_path: Path) -> None:
    program = """
import os, signal, sys
from archive.warc import HttpExchange, WarcWriter
writer = WarcWriter(sys.argv[1])
for number in range(20):
    page = HttpExchange(f"http://a.vn/{number}", "2026-11-23T02:00:00Z", 200, (), b"x" * 1000)
    writer.write_exchange(page)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert done.returncode == -signal.SIGKILL
    (name,) = list_files(str(tmp_path))
    records, broken = read_all(str(tmp_path), name)
    assert broken == []
    assert len(responses(records)) == 20


def test_torn_end_is_reported_and_the_rest_read(tmp_path: Path) -> None:
    with WarcWriter(str(tmp_path)) as writer:
        places = [writer.write_exchange(exchange(number)) for number in range(3)]
    file = tmp_path / places[0].warc
    os.truncate(file, places[2].offset + places[2].length - 1)
    records, broken = read_all(str(tmp_path), file.name)
    assert len(responses(records)) == 2
    assert broken == [BrokenRecord(file.name, places[2].offset, broken[0].reason)]
    assert "ends within the record" in broken[0].reason
    with pytest.raises(BrokenRecordError, match="ends within the record"):
        read_snapshot(str(tmp_path), file.name, places[2].offset)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"\x00" * len(data),  # a hole, as a file system leaves it
        lambda data: data[:-8] + b"\x00" * 8,  # checksum and length
        lambda data: data[:20] + b"\xff" * 40 + data[60:],
        lambda data: data[len(data) // 2 :],  # the beginning is lost
        lambda data: b"",  # nothing was there
        lambda data: gzip.compress(b"WARC/1.1\r\nno record\r\n"),
        lambda data: gzip.compress(b"GET / HTTP/1.1\r\n\r\n"),
        lambda data: gzip.compress(gzip.decompress(data)[:-20]),  # cut before it was compressed
        lambda data: gzip.compress(gzip.decompress(data).replace(PAGE[-8:], b"\x00" * 8)),  # digest
    ],
)
def test_broken_record_costs_no_other(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    with WarcWriter(str(tmp_path)) as writer:
        places = [writer.write_exchange(exchange(number, PAGE)) for number in range(3)]
    file = tmp_path / places[0].warc
    data = file.read_bytes()
    start, end = places[1].offset, places[1].offset + places[1].length
    damaged = damage(data[start:end])
    file.write_bytes(data[:start] + damaged + data[end:])
    records, broken = read_all(str(tmp_path), file.name)
    assert [r.fields["WARC-Target-URI"][-9] for r in records if r.type == "response"] == ["0", "2"]
    assert sum(record.type == "request" for record in records) == 3
    if damaged:
        assert [place.offset for place in broken] == [start]
        assert str(broken[0]).startswith(f"{file.name}, byte {start}: ")
        with pytest.raises(BrokenRecordError, match=file.name):
            read_snapshot(str(tmp_path), file.name, start)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=2000), st.integers(0, 1500), st.integers(0, 200))
def test_no_damage_stops_the_reader(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int, lost: int
) -> None:
    root = tmp_path_factory.mktemp("warc")
    with WarcWriter(str(root)) as writer:
        name = writer.write_exchange(exchange()).warc
        place = writer.write_exchange(exchange(2))
    data = (root / name).read_bytes()
    (root / name).write_bytes(data[:at] + junk + data[at + lost :])
    records, _broken = read_all(str(root), name)
    if at + lost <= place.offset:
        assert "http://stp.kontum.gov.vn/tin/2?trang=2" in {
            record.fields.get("WARC-Target-URI") for record in records
        }


@pytest.mark.parametrize(
    ("warc", "offset", "reason"),
    [
        ("missing.warc.gz", 0, "not in "),
        (None, 10**9, "the file ends before it"),
        (None, 3, "damaged gzip data"),
        (None, 0, "a warcinfo record, not a response"),
    ],
)
def test_asking_for_what_is_not_there(
    tmp_path: Path, warc: str | None, offset: int, reason: str
) -> None:
    with WarcWriter(str(tmp_path)) as writer:
        written = writer.write_exchange(exchange())
    with pytest.raises(BrokenRecordError, match=reason):
        read_snapshot(str(tmp_path), warc or written.warc, offset)


def test_full_disk_is_told_and_the_next_file_is_whole(tmp_path: Path) -> None:
    program = """
import os, resource, signal, sys
from archive.warc import ArchiveWriteError, HttpExchange, WarcWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
def page(size):
    return HttpExchange("http://a.vn/x", "2026-11-23T02:00:00Z", 200, (), os.urandom(size))
writer = WarcWriter(sys.argv[1])
writer.write_exchange(page(10))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    writer.write_exchange(page(50_000))
except ArchiveWriteError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(writer.write_exchange(page(10)).warc)
writer.close()
"""
    command = [sys.executable, "-c", program, str(tmp_path)]
    told, later = subprocess.run(
        command, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    torn, whole = list_files(str(tmp_path))
    assert torn in told
    assert "http://a.vn/x" in told
    assert whole == later
    records, broken = read_all(str(tmp_path), torn)
    assert len(responses(records)) == 1
    assert len(broken) == 1
    assert read_all(str(tmp_path), whole)[1] == []


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    writer = WarcWriter(str(tmp_path / "file" / "archive"))
    with pytest.raises(ArchiveWriteError, match=r"(?i)not a directory|exists"):
        writer.write_exchange(exchange())


@pytest.mark.parametrize("status", [200, 204, 301, 404, 503, 599, 999])
def test_any_status_comes_back(tmp_path: Path, status: int) -> None:
    with WarcWriter(str(tmp_path)) as writer:
        written = writer.write_exchange(exchange(status=status))
    assert read_snapshot(str(tmp_path), written.warc, written.offset).status == status


def test_header_cannot_smuggle_another(tmp_path: Path) -> None:
    sly = HttpExchange("http://a.vn/", "2026-11-23T02:00:00Z", 200, [("X", "1\r\nY: 2")], b"body")
    with WarcWriter(str(tmp_path)) as writer:
        written = writer.write_exchange(sly)
    stored = read_snapshot(str(tmp_path), written.warc, written.offset)
    assert stored.headers == (("X", "1 Y: 2"), ("Content-Length", "4"))
    assert stored.payload == b"body"


def test_uncompressed_beginning_is_no_surprise(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"WARC/1.1\r\n" + PAGE)
    records, broken = read_all(str(tmp_path), "a.warc.gz")
    assert records == []
    assert [place.offset for place in broken] == [0, 10]
