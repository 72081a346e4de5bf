"""Captures from a web archive that answers as the Internet Archive's does."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from archive.warc import read_snapshot
from crawler.backfilling import WebArchive, WebArchiveError
from tests.crawler.cdx_server import COLUMNS, CdxServer, Held, serve_cdx
from tests.crawler.crawling import article_page
from tests.crawler.foreign_captures import SITE, TakingHome, url_of


@pytest.fixture
def home(tmp_path: Path) -> TakingHome:
    return TakingHome(tmp_path)


@pytest.fixture
def cdx() -> Iterator[CdxServer]:
    with serve_cdx() as server:
        yield server


def held(number: int, day: str = "20190301", text: str = "", digest: str = "") -> Held:
    body = article_page(number, text).body
    return Held(f"{day}020000", url_of(number), body, digest or f"D{number}{text}")


def test_pages_of_the_index_are_walked_by_their_key(home: TakingHome, cdx: CdxServer) -> None:
    cdx.held = [held(number) for number in range(1, 6)]
    summary = home.take(archives=[cdx.cdx])
    assert summary.outcome == "finished"
    assert (summary.counts["fetched"], summary.counts["new"]) == (5, 5)
    asked = [path for path in cdx.requests if path.startswith("/cdx/")]
    assert [path.partition("&resumeKey=")[2] for path in asked] == ["", "2", "4"]
    assert "matchType=host" in asked[0]
    assert cdx.agent == "test"


def test_what_came_is_archived_as_it_was_taken(home: TakingHome, cdx: CdxServer) -> None:
    cdx.held = [held(1)]
    home.take(archives=[cdx.cdx])
    (row,) = home.snapshots()
    assert (row.url, row.fetched_at, row.source) == (url_of(1), "2019-03-01T02:00:00Z", cdx.cdx)
    stored = read_snapshot(home.places.archive_url, row.warc, row.offset)
    assert stored.payload == article_page(1).body
    assert dict(stored.headers) == {
        "Server": "Apache",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(stored.payload)),
    }


def test_identical_digests_are_fetched_once_and_seen_twice(
    home: TakingHome, cdx: CdxServer
) -> None:
    cdx.held = [held(1), held(1, "20200301"), held(1, "20210301", "Bổ sung."), held(1, "20220301")]
    summary = home.take(archives=[cdx.cdx])
    assert len(cdx.take_fetched()) == 2
    assert summary.counts["archived"] == 4
    article = home.article(1)
    assert article is not None
    assert (article.first_seen, article.last_seen) == (
        "2019-03-01T02:00:00Z",
        "2022-03-01T02:00:00Z",
    )
    assert "Bổ sung" not in article.text


def test_a_second_run_fetches_only_what_is_missing(home: TakingHome, cdx: CdxServer) -> None:
    cdx.held = [held(1), held(2), Held("20190301020000", url_of(3), None, "D3")]
    first = home.take(archives=[cdx.cdx])
    assert first.outcome == "failed"
    assert first.counts["broken"] == 1
    assert "the archive answers with status 404" in first.problems[0]
    assert len(cdx.take_fetched()) == 3
    cdx.held[2] = held(3)
    second = home.take(archives=[cdx.cdx])
    assert second.outcome == "finished"
    assert cdx.take_fetched() == [f"/web/20190301020000id_/{url_of(3)}"]
    assert second.counts["known"] == 2


def test_a_busy_archive_is_asked_again_when_it_says(home: TakingHome, cdx: CdxServer) -> None:
    cdx.held = [held(1)]
    cdx.refusals = [(429, {"Retry-After": "0"}), (503, {"Retry-After": "0"})]
    assert home.take(archives=[cdx.cdx]).outcome == "finished"
    assert len(cdx.requests) == 4


def test_an_archive_that_asks_for_too_much_patience_ends_the_run(
    home: TakingHome, cdx: CdxServer
) -> None:
    cdx.held = [held(1)]
    cdx.refusals = [(429, {"Retry-After": "86400"})]
    with pytest.raises(WebArchiveError, match="86400 seconds"):
        home.take(archives=[cdx.cdx])
    assert home.take(archives=[cdx.cdx]).counts["new"] == 1


def test_another_capture_than_was_asked_for_is_none(home: TakingHome, cdx: CdxServer) -> None:
    cdx.held = [Held("20190301020000", url_of(1), None, "A"), held(1, "20200301")]
    nearest = f"/web/20200301020000id_/{url_of(1)}"
    cdx.redirects = {f"/web/20190301020000id_/{url_of(1)}": nearest}
    summary = home.take(archives=[cdx.cdx])
    assert "answers with the capture of 2020-03-01T02:00:00Z" in summary.problems[0]
    assert [row.fetched_at for row in home.snapshots()] == ["2020-03-01T02:00:00Z"]


def test_no_other_host_is_asked(home: TakingHome, cdx: CdxServer) -> None:
    cdx.held = [Held("20190301020000", url_of(1), None, "A")]
    with serve_cdx() as inside:
        path = f"/web/20190301020000id_/{url_of(1)}"
        cdx.redirects = {path: f"{inside.url}/secret"}
        summary = home.take(archives=[cdx.cdx])
        assert inside.requests == []
    assert "it leads elsewhere" in summary.problems[0]


def test_redirects_errors_and_on_demand_assets_are_left_there(
    home: TakingHome, cdx: CdxServer
) -> None:
    cdx.page = 10
    cdx.held = [
        held(1),
        Held("20190301020000", SITE + "/old", b"", "B", status="302"),
        Held("20190301020000", SITE + "/gone", b"nix", "C", status="404"),
        Held("20190301020000", SITE + "/a.png", b"png", "E", mime="image/png"),
    ]
    pages = home.take(archives=[cdx.cdx], pages_only=True)
    assert (pages.counts["fetched"], pages.counts["left"]) == (1, 3)
    everything = home.take(archives=[cdx.cdx])
    assert (everything.counts["fetched"], everything.counts["left"]) == (1, 2)
    assert {row.kind for row in home.snapshots()} == {"article", "asset"}


def test_days_and_counting_alone(home: TakingHome, cdx: CdxServer) -> None:
    cdx.held = [held(1, "20190301"), held(2, "20200301"), held(3, "20210301")]
    work = home.backfill(archives=[cdx.cdx], since="2020-01-01", until="2020-12-31")
    counted = work.count(home.catalogue, lambda *_: None)
    assert counted.counts["to fetch"] == 1
    assert cdx.take_fetched() == []


@pytest.mark.parametrize(
    "index",
    [
        b"not found",  # text
        b'{"error": ',  # broken JSON
        b'[{"a": 1}]',  # no rows
        b"[1]",
        b'{"error": "no"}',  # an answer, and no capture
        b"[" * 100_000,  # made to harm
    ],
)
def test_what_is_no_index_is_told_so(
    home: TakingHome, cdx: CdxServer, index: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.crawler.cdx_server.json.dumps", lambda _: index.decode())
    with pytest.raises(WebArchiveError, match="no CDX index in JSON"):
        home.backfill(archives=[cdx.cdx]).count(home.catalogue, lambda *_: None)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["20240101000000", url_of(1), "text/html", "200", "D"]],
    ],
)
def test_an_index_without_end_is_left(
    home: TakingHome, cdx: CdxServer, rows: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = count()
    monkeypatch.setattr(
        CdxServer, "index", lambda *_: [[*COLUMNS], *rows, [], [f"key{next(keys)}"]]
    )
    with pytest.raises(WebArchiveError, match="resumes where it was"):
        home.backfill(archives=[cdx.cdx]).count(home.catalogue, lambda *_: None)


@pytest.mark.parametrize("address", ["http://", "https://a:b/", "https:///cdx", "ftp://a.vn/"])
def test_what_is_no_address_is_not_asked(address: str) -> None:
    with pytest.raises(WebArchiveError, match="not an http or https address"):
        WebArchive.at(address)


@pytest.mark.parametrize(
    ("address", "index", "captures"),
    [
        # the Internet Archive, however it is named
        (
            "https://web.archive.org/cdx/search/cdx",
            "https://web.archive.org/cdx/search/cdx",
            "https://web.archive.org/web/",
        ),
        (
            "https://web.archive.org/",
            "https://web.archive.org/cdx/search/cdx",
            "https://web.archive.org/web/",
        ),
        # a collection of pywb's, and its index
        ("http://a.example/coll/", "http://a.example/coll/cdx", "http://a.example/coll/"),
        ("http://a.example/coll/cdx?x=1", "http://a.example/coll/cdx", "http://a.example/coll/"),
    ],
)
def test_where_an_archive_has_its_index_and_captures(
    address: str, index: str, captures: str
) -> None:
    archive = WebArchive.at(address)
    assert (archive.index, archive.captures) == (index, captures)
