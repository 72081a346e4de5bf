"""Crawls that are stopped, killed, or cannot keep what they fetch; and the crawls after them."""

import signal
import subprocess
import time
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive.catalogue.articles import delete_article, iter_articles
from archive.catalogue.tables import RunRow, SnapshotRow
from archive.urls import article_id
from crawler.options import CrawlOptions
from tests.crawler.crawling import Home, article_page, article_path, portal_at, publish
from tests.crawler.loopback_site import Answer, Site, html, redirect, serve_site

pytestmark = pytest.mark.slow

PAGES = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def recorded(home: Home) -> set[str]:
    with home.catalogue.session() as session:
        return {article.url for article in iter_articles(session)}


def run_outcomes(home: Home) -> list[str | None]:
    with home.catalogue.session() as session:
        return list(session.scalars(select(RunRow.outcome).order_by(RunRow.id)))


def crawl_until(home: Home, site: Site, path: str) -> "subprocess.Popen[str]":
    """Start a crawl of a slow site; back when it asks for something."""
    site.seconds = 0.1
    process = home.start_crawl([portal_at(site)], CrawlOptions())
    deadline = time.monotonic() + 300
    while path not in site.requests:
        assert process.poll() is None, "the crawl ended before it got there"
        assert time.monotonic() < deadline, site.requests
        time.sleep(0.01)
    site.seconds = 0
    return process


def test_a_stopped_crawl_is_recorded_and_goes_on_with_the_next(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        publish(site, PAGES)
        process = crawl_until(home, site, article_path(2))
        process.send_signal(signal.SIGINT)
        summary = home.results(process)["stp"]
        assert (summary.outcome, summary.complete) == ("interrupted", False)
        assert summary.counts["errors"] == 0, "what was let go did not fail"
        before = recorded(home)
        assert 0 < len(before) < 9
        site.take_requests()
        assert home.crawl(portal_at(site))["stp"].outcome == "finished"
        again = {site.url + path for path in site.take_requests()}
    assert not again & before, "what was recorded is not fetched again"
    assert len(recorded(home)) == 9


def test_a_crawl_told_twice_to_stop_does_so_at_once(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        publish(site, PAGES)
        process = crawl_until(home, site, article_path(4))
        site.seconds = 30
        while article_path(5) not in site.requests:
            time.sleep(0.01)
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            time.sleep(1)
        summary = home.results(process)["stp"]
        assert (summary.outcome, summary.reason) == ("interrupted", "it was stopped before its end")
        assert summary.counts["new"] == len(recorded(home)) > 0
        site.seconds = 0
        assert home.crawl(portal_at(site))["stp"].outcome == "finished"
    assert run_outcomes(home) == ["interrupted", "finished"]
    assert len(recorded(home)) == 9


def test_a_killed_crawl_loses_nothing_and_the_next_fetches_the_rest(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        publish(site, PAGES)
        process = crawl_until(home, site, article_path(5))
        process.kill()
        process.communicate()
        before = recorded(home)
        assert before >= {site.url + article_path(1)}
        site.take_requests()
        assert home.crawl(portal_at(site))["stp"].complete
        again = {site.url + path for path in site.take_requests()}
    assert not again & before
    assert len(recorded(home)) == 9
    assert run_outcomes(home) == ["interrupted", "finished"]


def test_a_killed_crawl_resumes_without_fetching_again(tmp_path: Path) -> None:
    """Neither articles, recorded or only archived, nor files, nor listing pages but the first."""
    home = Home(tmp_path)
    with serve_site() as site:
        publish(site, PAGES)
        link = '<a href="/tep/4.pdf">Tải về</a>'
        site.answers[article_path(4)] = article_page(4, text=link)
        site.answers["/tep/4.pdf"] = Answer(b"%PDF-1", headers=(("Content-Type", "text/pdf"),))
        site.answers[article_path(2)] = redirect("/moi" + article_path(2))
        site.answers["/moi" + article_path(2)] = article_page(2)
        site.answers[article_path(3)] = html("<h1>Không tìm thấy trang</h1>", 404)
        process = crawl_until(home, site, article_path(8))
        process.kill()
        process.communicate()
        # as if it had been killed between archiving an article and recording it
        for number in (2, 5):
            _forget(home, site, number)
        # what was on its way, to us or to the disk, when the crawl was killed is asked for again
        archived = {snapshot.url.removeprefix(site.url) for snapshot in home.snapshots("stp")}
        had = archived.intersection(site.take_requests())
        assert {"/tep/4.pdf", "/tin?trang=2", "/tin?trang=3"} <= had
        summary = home.crawl(portal_at(site))["stp"]
        again = site.take_requests()
    assert summary.complete
    assert set(again) & had == {"/tin"}
    assert len(recorded(home)) == 8
    # two listing pages, two articles, one of which was moved, and one that is not there; perhaps
    # the answer on its way when it was killed, too
    assert summary.counts["replayed"] in (6, 7)
    assert summary.counts["failed"] == 1


def test_images_that_a_killed_crawl_did_not_come_to_are_fetched_by_the_next(
    tmp_path: Path,
) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        publish(site, PAGES)
        images = {f"/anh/{number}.png" for page in PAGES for number in page}
        for number in (number for page in PAGES for number in page):
            shown = f'<img src="/anh/{number}.png">'
            site.answers[article_path(number)] = article_page(number, text=shown)
            image = Answer(b"PNG", headers=(("Content-Type", "image/png"),))
            site.answers[f"/anh/{number}.png"] = image
        # the articles of a listing's page come before their images
        process = crawl_until(home, site, article_path(9))
        process.kill()
        process.communicate()
        archived = {snapshot.url.removeprefix(site.url) for snapshot in home.snapshots("stp")}
        assert not images <= archived
        assert home.crawl(portal_at(site))["stp"].complete
        archived = {snapshot.url.removeprefix(site.url) for snapshot in home.snapshots("stp")}
        assert images <= archived
        site.take_requests()
        home.crawl(portal_at(site))
        assert not images.intersection(site.take_requests())


def _forget(home: Home, site: Site, number: int) -> None:
    urls = [site.url + folder + article_path(number) for folder in ("", "/moi")]
    with home.catalogue.begin() as session:
        for url in urls:
            delete_article(session, article_id(url))
        unread = SnapshotRow.url.in_(urls), SnapshotRow.status < 300
        session.execute(update(SnapshotRow).where(*unread).values(kind=None))


def test_what_cannot_be_archived_is_not_used(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "archive").write_text("a file where the folder should be")
    with serve_site() as site:
        publish(site, PAGES)
        summary = home.crawl(portal_at(site))["stp"]
        assert site.requests == ["/robots.txt"], "nothing is fetched that cannot be kept"
    assert summary.outcome == "failed"
    assert "cannot archive" in (summary.reason or "")
    assert recorded(home) == set()
    assert run_outcomes(home) == ["failed"]


def test_a_start_address_may_be_an_article_that_no_listing_shows(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        publish(site, PAGES)
        summary = home.crawl(portal_at(site, "stp", article_path(4)))["stp"]
        assert (summary.outcome, summary.counts["new"]) == ("finished", 1)
        assert recorded(home) == {site.url + article_path(4)}


@pytest.mark.server
def test_a_crawl_fills_a_catalogue_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    home = Home(tmp_path, postgres_url)
    with serve_site() as site:
        publish(site, PAGES)
        assert home.crawl(portal_at(site))["stp"].counts["new"] == 9
        summary = home.crawl(portal_at(site), options=CrawlOptions(full=True))["stp"]
    assert summary.counts["unchanged"] == 9
    assert run_outcomes(home) == ["finished", "finished"]
    home.catalogue.close()


def test_options_bound_a_crawl(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        publish(site, PAGES)
        summary = home.crawl(portal_at(site), options=CrawlOptions(limit=4))["stp"]
        assert summary.counts["new"] == 4
        assert not summary.complete, "the next crawl may not rely on this one"
        assert home.crawl(portal_at(site))["stp"].counts["new"] == 5
