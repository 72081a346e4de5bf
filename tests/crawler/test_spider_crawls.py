"""Real crawls of small sites on loopback: three in a row, of good portals and bad ones."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select
from warcio.checker import Checker  # type: ignore[import-untyped]  # it ships no types

from archive.catalogue.articles import article_versions, iter_articles
from archive.catalogue.tables import ArticleAliasRow, RunRow, SnapshotRow
from archive.items import Article
from archive.urls import article_id
from archive.warc import iter_records, list_files, read_snapshot
from crawler.options import CrawlOptions
from crawler.runs import RunSummary
from tests.crawler.crawling import (
    Home,
    article_page,
    article_path,
    card,
    listing_page,
    portal_at,
    publish,
)
from tests.crawler.loopback_site import Answer, Site, gzipped, html, redirect, serve_site

pytestmark = pytest.mark.slow

STYLE = Answer(b"p { color: black }", headers=(("Content-Type", "text/css"),))
HEAD = '<link rel="stylesheet" href="/style.css">'
MOVED = '<link rel="stylesheet" href="/old.css">'
OLD_ADDRESS = "/pages/detail/7/Dia-chi-cu-cua-tin-7.html"


@dataclass
class World:
    """The portals, and three crawls of them: the first, one day later, and one with `full`."""

    home: Home
    sites: dict[str, Site]
    crawls: list[dict[str, RunSummary]] = field(default_factory=list)
    requests: list[dict[str, list[str]]] = field(default_factory=list)

    def crawl(self, options: CrawlOptions | None = None) -> None:
        portals = [portal_at(site, name) for name, site in self.sites.items()]
        self.crawls.append(self.home.crawl(*portals, options=options))
        self.requests.append({name: site.take_requests() for name, site in self.sites.items()})

    def articles(self, portal: str) -> dict[str, Article]:
        with self.home.catalogue.session() as session:
            return {a.url: a for a in iter_articles(session, portal=portal)}

    def snapshots(self, portal: str, path: str) -> list[SnapshotRow]:
        url = self.sites[portal].url + path
        return [row for row in self.home.snapshots(portal) if row.url == url]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with ExitStack() as stack:
        names = ("tot", "vong-lap", "trong", "vang-mat", "cam", "doi-nha", "rong")
        sites = {
            name: stack.enter_context(serve_site(f"127.0.0.{number}"))
            for number, name in enumerate(names, 11)
        }
        _set_up(sites)
        made = World(Home(tmp_path_factory.mktemp("world")), sites)
        sites["vang-mat"].url = "http://127.0.0.14:9"  # the discard port: nobody listens
        made.crawl()
        made.crawl()
        site = sites["tot"]
        site.answers[article_path(2)] = article_page(2, text="Hội nghị kéo dài hai ngày.")
        made.crawl(CrawlOptions(full=True))
        yield made


def _set_up(sites: dict[str, Site]) -> None:
    good = sites["tot"]
    publish(good, [[1, 2, 3], [3, 4, 5]])
    more = (
        card(article_path(1), "Hội nghị triển khai công tác lần thứ 1, cho điện thoại")
        + card("/pages/detail/6/Cam-doc.html", "Tin mà robots.txt không cho máy đọc")
        + card(OLD_ADDRESS, "Tin số bảy ở địa chỉ cũ của trang tin")
        + card("/pages/detail/8/Khong-co-tieu-de.html", "Trang không có tiêu đề nào cả ở trên")
        + card("/pages/detail/9/Da-go.html", "Tin đã được gỡ khỏi cổng thông tin")
    )
    good.answers["/tin"] = listing_page([1, 2, 3], "/tin?trang=2", more=more)
    good.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /pages/detail/6/\n")
    good.answers[article_path(1)] = gzipped(article_page(1, head=HEAD))
    good.answers[article_path(2)] = article_page(2, head=HEAD)
    good.answers[article_path(3)] = article_page(3, head=MOVED)
    good.answers["/style.css"] = STYLE
    good.answers["/old.css"] = redirect("/new.css")
    good.answers["/new.css"] = Answer(b"p { color: navy }", headers=STYLE.headers)
    good.answers[OLD_ADDRESS] = redirect(article_path(7))
    good.answers[article_path(7)] = article_page(7)
    good.answers["/pages/detail/8/Khong-co-tieu-de.html"] = html("<p>Trang đang được sửa.</p>")

    looping = sites["vong-lap"]
    publish(looping, [[1, 2]])
    for depth in range(30):
        here, below = "/tin" + "/tin/x" * depth, "/tin" + "/tin/x" * (depth + 1)
        looping.answers[here] = listing_page([1, 2], below, folder=here)
        for number in (1, 2):
            looping.answers[here + article_path(number)] = article_page(number)

    sites["trong"].answers["/tin"] = html("<h1>Tin tức</h1><p>Đang cập nhật nội dung.</p>")
    publish(sites["cam"], [[1]])
    sites["cam"].answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n")
    sites["doi-nha"].answers["/tin"] = redirect(sites["rong"].url + "/noi-khac")
    sites["rong"].answers["/noi-khac"] = listing_page([3])
    sites["rong"].answers["/tin"] = listing_page([1, 2])
    for number in (1, 2):
        sites["rong"].answers[article_path(number)] = html("<p>Bảo trì hệ thống.</p>")


def test_the_first_crawl_reads_every_page_of_the_listing(world: World) -> None:
    summary = world.crawls[0]["tot"]
    assert (summary.outcome, summary.complete) == ("finished", True)
    urls = {world.sites["tot"].url + article_path(n) for n in (1, 2, 3, 4, 5, 7)}
    assert set(world.articles("tot")) == urls
    assert summary.counts["new"] == 6
    article = world.articles("tot")[world.sites["tot"].url + article_path(1)]
    assert article.section == "Tin tức"
    assert article.department == "Sở Tư pháp"
    assert [mention.reference.identifier for mention in article.references] == ["4201/KH-UBND"]


def test_each_article_is_fetched_once_however_often_it_is_listed(world: World) -> None:
    requested = world.requests[0]["tot"]
    assert len(requested) == len(set(requested))


def test_robots_txt_is_obeyed_and_archived(world: World) -> None:
    assert not any("/pages/detail/6/" in path for path in world.requests[0]["tot"])
    assert [row.kind for row in world.snapshots("tot", "/robots.txt")][:1] == ["robots"]


def test_what_came_over_the_wire_is_archived_with_its_headers(world: World) -> None:
    row = world.snapshots("tot", article_path(1))[0]
    stored = read_snapshot(world.home.archive_url, row.warc, row.offset)
    assert stored.payload == world.sites["tot"].answers[article_path(1)].body
    assert stored.header("Content-Encoding") == "gzip"
    assert (row.kind, row.article_id) == ("article", article_id(row.url))


def test_the_request_is_archived_as_it_was_sent(world: World) -> None:
    site = world.sites["tot"]
    requests = [
        record
        for name in list_files(world.home.archive_url)
        for record in iter_records(world.home.archive_url, name, _fail)
        if record.type == "request" and record.fields["WARC-Target-URI"].startswith(site.url)
    ]
    last = {name.title(): value for name, value in requests[-1].http_headers}
    assert last == {name.title(): value for name, value in site.headers.items()}
    assert "congtin" in last["User-Agent"]


def test_failed_pages_are_archived_with_the_reason_and_the_crawl_goes_on(world: World) -> None:
    (unread, *_), (gone, *_) = (
        world.snapshots("tot", path)
        for path in ("/pages/detail/8/Khong-co-tieu-de.html", "/pages/detail/9/Da-go.html")
    )
    assert unread.failure
    assert (gone.kind, gone.status) == ("error", 404)
    assert "404" in (gone.failure or "")
    assert world.crawls[0]["tot"].counts["failed"] == 2


def test_redirects_are_archived_and_the_old_address_leads_to_the_article(world: World) -> None:
    assert [row.kind for row in world.snapshots("tot", OLD_ADDRESS)][:1] == ["redirect"]
    site = world.sites["tot"].url
    with world.home.catalogue.session() as session:
        alias = session.get(ArticleAliasRow, article_id(site + OLD_ADDRESS))
    assert alias is not None
    assert alias.article_id == article_id(site + article_path(7))


def test_style_sheets_are_fetched_once_and_anew_by_a_full_crawl(world: World) -> None:
    sheets = ["/new.css", "/old.css", "/style.css"]
    fetched = [
        sorted(path for path in requests["tot"] if "css" in path) for requests in world.requests
    ]
    assert fetched == [sheets, [], sheets]
    rows = world.snapshots("tot", "/style.css")
    assert {row.kind for row in rows} == {"asset"}
    assert [row.record_type for row in rows].count("response") == 1, "kept once per digest"


def test_the_second_crawl_fetches_the_listing_and_what_failed(world: World) -> None:
    fetched = world.requests[1]["tot"]
    failed = {"/pages/detail/8/Khong-co-tieu-de.html", "/pages/detail/9/Da-go.html"}
    assert set(fetched) - failed == {"/tin", "/tin?trang=2"}
    assert world.crawls[1]["tot"].counts["new"] == 0
    assert world.crawls[1]["tot"].outcome == "finished"


def test_an_unchanged_page_becomes_a_revisit_record(world: World) -> None:
    first, second = world.snapshots("tot", article_path(1))
    assert (second.record_type, second.refers_to) == ("revisit", first.id)
    assert second.payload_digest == first.payload_digest
    article = world.articles("tot")[first.url]
    assert article.last_seen == second.fetched_at


def test_a_changed_page_becomes_a_version(world: World) -> None:
    url = world.sites["tot"].url + article_path(2)
    assert world.crawls[2]["tot"].counts["changed"] == 1
    assert world.crawls[2]["tot"].counts["unchanged"] == 5
    with world.home.catalogue.session() as session:
        versions = article_versions(session, article_id(url))
    assert [version.number for version in versions] == [1, 2]
    assert "hai ngày" in world.articles("tot")[url].text


def test_a_listing_that_leads_ever_deeper_ends(world: World) -> None:
    assert world.crawls[0]["vong-lap"].outcome == "finished"
    assert len(world.requests[0]["vong-lap"]) < 10
    assert len(world.articles("vong-lap")) == 2


@pytest.mark.parametrize(
    ("portal", "outcome", "words"),
    [
        ("trong", "empty", "the listings show no articles"),
        ("rong", "empty", "none of 2 article pages could be read"),
        ("vang-mat", "failed", "the connection was refused"),
        ("cam", "failed", "Forbidden by robots.txt"),
        ("doi-nha", "failed", "is another site"),
    ],
)
def test_bad_portals_say_what_is_wrong(world: World, portal: str, outcome: str, words: str) -> None:
    summary = world.crawls[0][portal]
    assert summary.outcome == outcome
    assert words in (summary.reason or "")
    assert not summary.complete
    assert not summary.succeeded


def test_runs_are_on_record(world: World) -> None:
    with world.home.catalogue.session() as session:
        rows = session.scalars(select(RunRow).where(RunRow.portal == "tot").order_by(RunRow.id))
        runs = list(rows)
    assert [(run.kind, run.outcome) for run in runs] == [("crawl", "finished")] * 3
    assert runs[0].counts["new"] == 6
    assert all(run.finished_at for run in runs)
    assert {row.run_id for row in world.home.snapshots("tot")} == {run.id for run in runs}


def test_other_tools_find_the_archive_sound(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [Path(world.home.archive_url) / name for name in list_files(world.home.archive_url)]
    assert len(files) == 3, "one file for each process that wrote"
    checker = Checker(_CheckOptions([str(file) for file in files]))
    assert checker.process_all() == 0, capsys.readouterr().out


@dataclass
class _CheckOptions:
    inputs: list[str]
    verbose: bool = False


def _fail(broken: object) -> None:
    raise AssertionError(broken)
