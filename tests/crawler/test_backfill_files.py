"""Captures from WARC and WACZ files of all kinds of crawlers."""

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from archive.catalogue.articles import article_versions
from archive.catalogue.runs import latest_run
from archive.urls import article_id
from archive.warc import iter_records, list_files
from crawler.backfilling import SourceError, find_files
from crawler.portals import EarlierDesign
from tests.crawler.crawling import article_page
from tests.crawler.foreign_captures import (
    PORTAL,
    SITE,
    ForeignWarc,
    TakingHome,
    chunked,
    one_member,
    url_of,
)

T1, T2, T3 = "2019-03-01T02:00:00Z", "2021-03-01T02:00:00Z", "2023-06-01T02:00:00Z"


@pytest.fixture
def home(tmp_path: Path) -> TakingHome:
    return TakingHome(tmp_path)


def test_captures_become_snapshots_and_versions_in_the_order_of_capture(home: TakingHome) -> None:
    newer = home.write("b.warc.gz", ForeignWarc().article(1, T3, "Bổ sung.").data)
    older = home.write("a.warc.gz", ForeignWarc().article(1, T1).article(1, T2).data)
    summary = home.take(newer, older)
    assert summary.outcome == "finished"
    assert summary.counts["archived"] == 3
    assert summary.counts["identical"] == 1
    assert (summary.counts["new"], summary.counts["changed"]) == (1, 1)
    article = home.article(1)
    assert article is not None
    assert (article.first_seen, article.last_seen) == (T1, T3)
    with home.catalogue.session() as session:
        versions = article_versions(session, article_id(url_of(1)))
        run = latest_run(session, "stp", "backfill")
    assert [version.seen_at for version in versions] == [T1, T3]
    assert [row.source for row in home.snapshots()] == ["a.warc.gz", "a.warc.gz", "b.warc.gz"]
    assert [row.record_type for row in home.snapshots()] == ["response", "revisit", "response"]
    assert run is not None
    assert (run.outcome, run.counts["archived"]) == ("finished", 3)


def test_what_is_written_says_where_it_is_from_and_claims_no_request(home: TakingHome) -> None:
    home.take(home.write("a.warc.gz", ForeignWarc().article(1, T1).data))
    root = home.places.archive_url
    (name,) = list_files(root)
    records = list(iter_records(root, name, lambda broken: pytest.fail(str(broken))))
    assert [record.type for record in records] == ["warcinfo", "response", "metadata"]
    assert records[1].fields["WARC-Date"] == T1
    assert b"source: a.warc.gz\r\n" in records[2].block


def test_the_same_file_again_brings_nothing(home: TakingHome) -> None:
    file = home.write("a.warc.gz", ForeignWarc().article(1, T1).article(2, T1).data)
    home.take(file)
    moved = home.write("moved.warc.gz", file.read_bytes())
    again = home.take(moved)
    assert again.counts["known"] == 2
    assert again.counts["archived"] == 0
    assert again.outcome == "finished"
    assert len(home.snapshots()) == 2


def test_a_back_fill_that_was_cut_short_goes_on(home: TakingHome) -> None:
    file = home.write("a.warc.gz", ForeignWarc().article(1, T1).article(2, T1).data)

    class Killed(BaseException):
        pass

    def kill(what: str, done: int, total: int | None) -> None:
        if (what, done) == ("captures of a.warc.gz", 2):
            raise Killed

    with pytest.raises(Killed):
        home.backfill(file).run(home.catalogue, home.places, 10_000_000, kill)
    assert [row.kind for row in home.snapshots()] == [None]
    summary = home.take(file)
    assert (summary.counts["known"], summary.counts["archived"]) == (1, 1)
    assert summary.counts["new"] == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        # warcio, browsertrix: a gzip member a record
        ("a.warc.gz", ForeignWarc().article(1, T1).data),
        # not compressed
        ("a.warc", ForeignWarc(gzip=False).article(1, T1).data),
        # compressed in one piece
        ("a.warc.gz", one_member(ForeignWarc(gzip=False).article(1, T1).data)),
        # wget before 1.20: addresses in angle brackets
        (
            "a.warc",
            ForeignWarc(gzip=False).response(f"<{url_of(1)}>", T1, article_page(1).body).data,
        ),
        # heritrix: as on the wire, transfer encoding and all
        (
            "a.warc.gz",
            ForeignWarc()
            .response(
                url_of(1),
                T1,
                chunked(gzip.compress(article_page(1).body)),
                headers=(
                    ("Content-Type", "text/html; charset=utf-8"),
                    ("Transfer-Encoding", "chunked"),
                    ("Content-Encoding", "gzip"),
                ),
            )
            .data,
        ),
        # says that it is chunked, but is not: browsers' crawlers leave the header in
        (
            "a.warc.gz",
            ForeignWarc()
            .response(
                url_of(1),
                T1,
                article_page(1).body,
                headers=(("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")),
            )
            .data,
        ),
        # warcit: files of a mirror without HTTP
        ("a.warc.gz", ForeignWarc().record("resource", url_of(1), T1, article_page(1).body).data),
        # moments to the microsecond (WARC 1.1)
        ("a.warc.gz", ForeignWarc().article(1, "2019-03-01T02:00:00.123456Z").data),
    ],
)
def test_files_of_all_kinds_of_crawlers(home: TakingHome, name: str, data: bytes) -> None:
    summary = home.take(home.write(name, data))
    assert (summary.outcome, summary.problems) == ("finished", [])
    article = home.article(1)
    assert article is not None
    assert article.first_seen == T1
    assert "4201/KH-UBND" in article.text


def test_requests_are_kept_whichever_stands_first(home: TakingHome) -> None:
    wget, warcio = ForeignWarc(), ForeignWarc()
    wget.request(url_of(1), T1).article(1, T1).request(url_of(2), T1).article(2, T1)
    warcio.article(3, T1).request(url_of(3), T1).article(4, T1)
    home.take(home.write("a.warc.gz", wget.data), home.write("b.warc.gz", warcio.data))
    (name,) = list_files(home.places.archive_url)
    records = list(iter_records(home.places.archive_url, name, lambda _: None))
    asked = [r.fields["WARC-Target-URI"] for r in records if r.type == "request"]
    assert asked == [url_of(1), url_of(2), url_of(3)]


def test_revisits_say_that_the_article_was_still_there(home: TakingHome) -> None:
    digest = {"WARC_Payload_Digest": "sha1:AAAA"}
    refers = {"WARC_Refers_To_Target_URI": url_of(2), "WARC_Refers_To_Date": T1}
    first = ForeignWarc().article(1, T1, **digest).article(2, T1)
    again = (
        ForeignWarc()
        .revisit(url_of(1), T2, **digest)  # WARC 1.0: by the digest alone
        .revisit(url_of(2), T2, **refers)  # WARC 1.1: by address and moment
        .revisit(url_of(2), T3, "304 Not Modified")  # the server said so
        .revisit(url_of(9), T3, WARC_Payload_Digest="sha1:BBBB")  # of what is nowhere
    )
    # the file of the revisits is read before that of what they refer to
    summary = home.take(home.write("1.warc.gz", again.data), home.write("2.warc.gz", first.data))
    assert summary.counts["unresolved"] == 1
    assert summary.outcome == "failed"
    articles = [home.article(1), home.article(2)]
    assert [a and (a.first_seen, a.last_seen) for a in articles] == [(T1, T2), (T1, T3)]


def test_torn_and_damaged_files_are_reported_and_the_rest_is_read(home: TakingHome) -> None:
    torn = ForeignWarc().article(1, T1).article(2, T1).data[:-100]
    damaged = bytearray(ForeignWarc().article(3, T1).article(4, T1).article(5, T1).data)
    second = damaged.index(b"\x1f\x8b\x08", 3)
    damaged[second + 100 : second + 120] = bytes(20)
    summary = home.take(home.write("t.warc.gz", torn), home.write("d.warc.gz", bytes(damaged)))
    assert summary.counts["broken"] == 2
    assert "t.warc.gz" in summary.problems[0]
    assert f"d.warc.gz, byte {second}" in summary.problems[1]
    found = [number for number in range(1, 6) if home.article(number)]
    assert found == [1, 3, 5]


def test_pages_of_others_are_counted_and_left_alone(home: TakingHome) -> None:
    warc = ForeignWarc().article(1, T1)
    warc.response("http://snv.example.vn/pages/detail/1/a.html", T1, b"<p>a</p>")
    warc.response("http://nobody.example.vn/", T1, b"<p>b</p>")
    summary = home.take(home.write("a.warc.gz", warc.data))
    assert dict(summary.elsewhere) == {"snv": 1}
    assert dict(summary.unknown) == {"nobody.example.vn": 1}
    assert [row.url for row in home.snapshots()] == [url_of(1)]
    assert summary.outcome == "finished"


def test_period_and_counting_alone(home: TakingHome) -> None:
    file = home.write("a.warc.gz", ForeignWarc().article(1, T1).article(2, T2).article(3, T3).data)
    work = home.backfill(file, since="2021-03-01", until="2021-03-01")
    counted = work.count(home.catalogue, lambda *_: None)
    assert (counted.counts["to archive"], counted.counts["outside"]) == (1, 2)
    assert home.snapshots() == []
    work.run(home.catalogue, home.places, 10_000_000, lambda *_: None)
    assert [row.url for row in home.snapshots()] == [url_of(2)]


def test_an_earlier_design_is_read_by_its_own_rules(home: TakingHome) -> None:
    redesigned = PORTAL.model_copy(
        update={
            "platform": "liferay62",
            "earlier": (EarlierDesign(valid_until=date(2020, 12, 31), platform="kontum"),),
        }
    )
    file = home.write("a.warc.gz", ForeignWarc().article(1, T1).data)
    home.take(file, portal=redesigned)
    article = home.article(1)
    assert article is not None
    assert article.provenance["headline"].startswith("kontum:")


def test_errors_redirects_and_assets_are_told_by_their_kind(home: TakingHome) -> None:
    warc = ForeignWarc()
    warc.response(SITE + "/gone", T1, b"nix", status="404 Not Found")
    warc.response(SITE + "/old", T1, b"", status="302 Found", headers=(("Location", "/new"),))
    warc.response(SITE + "/a.png", T1, b"png", headers=(("Content-Type", "image/png"),))
    warc.response(SITE + "/a.pdf", T1, b"pdf", headers=(("Content-Type", "application/pdf"),))
    warc.response(SITE + "/robots.txt", T1, b"", headers=(("Content-Type", "text/plain"),))
    home.take(home.write("a.warc.gz", warc.data))
    kinds = {row.url.rpartition("/")[2]: row.kind for row in home.snapshots()}
    assert kinds == {
        "gone": "error",
        "old": "redirect",
        "a.png": "asset",
        "a.pdf": "attachment",
        "robots.txt": "robots",
    }


def wacz(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"archive/{name}.warc.gz", data)
        archive.writestr("datapackage.json", "{}")
    return buffer.getvalue()


def test_wacz(home: TakingHome) -> None:
    data = wacz(one=ForeignWarc().article(1, T1).data, two=ForeignWarc().article(2, T1).data)
    summary = home.take(home.write("a.wacz", data))
    assert summary.counts["new"] == 2
    assert home.snapshots()[0].source == "a.wacz!archive/one.warc.gz"


def test_a_wacz_that_is_no_zip_is_told_so(home: TakingHome) -> None:
    summary = home.take(home.write("a.wacz", b"PK\x03\x04, and nothing of it"))
    assert summary.problems == ["a.wacz, byte 0: not a zip file, as WACZ files are"]


def test_zips_that_would_unpack_to_far_more_are_refused(home: TakingHome) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/bomb.warc.gz", bytes(20_000_000))
        archive.writestr("archive/good.warc.gz", ForeignWarc().article(1, T1).data)
    summary = home.take(home.write("a.wacz", buffer.getvalue()))
    assert summary.counts["broken"] == 1
    assert "would unpack to 20000000 bytes" in summary.problems[0]
    assert home.article(1) is not None


def test_records_that_are_too_large_are_left_out(
    home: TakingHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.warc.foreign.RECORD_LIMIT", 100_000)
    warc = ForeignWarc().response(SITE + "/film", T1, bytes(1_000_000)).article(1, T1)
    summary = home.take(home.write("a.warc.gz", warc.data))
    assert summary.counts["broken"] == 1
    assert home.article(1) is not None


def test_folders_and_patterns(tmp_path: Path) -> None:
    for name in ("x/a.warc.gz", "x/y/b.WARC", "x/c.wacz", "x/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    folder = str(tmp_path / "x")
    assert [p.name for p in find_files([folder])] == ["a.warc.gz", "c.wacz", "b.WARC"]
    assert [p.name for p in find_files([f"{folder}/*.gz", folder])][:1] == ["a.warc.gz"]
    with pytest.raises(SourceError, match=r"nowhere.*\.warc"):
        find_files([str(tmp_path / "nowhere")])
