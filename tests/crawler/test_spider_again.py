"""Crawls of what was crawled before: only asked for if it changed, looked at again, and gone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.catalogue.articles import get_article
from archive.catalogue.due_checks import next_check
from archive.catalogue.tables import ArticleRow, SnapshotRow
from archive.clock import moment
from archive.items import Article
from archive.urls import article_id
from archive.warc import read_record
from crawler.options import CrawlOptions
from crawler.runs import RunSummary
from tests.crawler.crawling import (
    Home,
    article_page,
    article_path,
    listing_page,
    portal_at,
    publish,
)
from tests.crawler.loopback_site import NOT_FOUND, Answer, Site, gzipped, html, serve_site


def validated(answer: Answer, etag: str) -> Answer:
    return Answer(answer.body, headers=(*answer.headers, ("ETag", f'"{etag}"')))


@dataclass
class Portal:
    """A portal whose past can be put back by days."""

    home: Home
    site: Site
    summaries: list[RunSummary] = field(default_factory=list)

    def crawl(self, options: CrawlOptions | None = None, **settings: Any) -> RunSummary:
        self.site.take_requests()
        summary = self.home.crawl(portal_at(self.site), options=options, **settings)["stp"]
        self.summaries.append(summary)
        return summary

    def let_days_pass(self, days: int) -> None:
        """As if everything so far had been so many days earlier."""
        with self.home.catalogue.begin() as session:
            for table, names in (
                (ArticleRow, ("first_seen", "last_seen", "gone_since")),
                (SnapshotRow, ("fetched_at",)),
            ):
                for row in session.query(table):
                    for name in names:
                        if value := getattr(row, name):
                            at = datetime.fromisoformat(value) - timedelta(days=days)
                            setattr(row, name, moment(at))

    def article(self, number: int) -> Article:
        with self.home.catalogue.session() as session:
            article = get_article(session, article_id(self.site.url + article_path(number)))
        assert article is not None
        return article


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    with serve_site() as site:
        publish(site, [[1, 2, 3]])
        yield Portal(Home(tmp_path), site)


@pytest.mark.slow
def test_what_did_not_change_is_not_sent_again(portal: Portal) -> None:
    site = portal.site
    listing = site.answers["/tin"]
    site.answers["/tin"] = validated(gzipped(listing), "a")
    dated = (*listing.headers, ("Last-Modified", "Tue, 02 May 2023 01:00:00 GMT"))
    site.answers[article_path(1)] = Answer(article_page(1).body, headers=dated)
    portal.crawl()
    portal.let_days_pass(1)
    summary = portal.crawl()
    assert (summary.outcome, summary.counts["not_modified"]) == ("finished", 2)
    assert site.requests.count(article_path(1)) == 1
    rows = [s for s in portal.home.snapshots("stp") if s.url.endswith("/tin")]
    assert [(r.status, r.record_type, r.kind) for r in rows] == [
        (200, "response", "listing"),
        (304, "revisit", "listing"),
    ]
    assert rows[1].refers_to == rows[0].id
    record = read_record(portal.home.archive_url, rows[1].warc, rows[1].offset)
    assert record.fields["WARC-Profile"].endswith("/revisit/server-not-modified")
    assert portal.article(1).last_seen == portal.home.snapshots("stp")[-3].fetched_at
    # what it came with is asked for again, though the 304 did not say it
    site.answers["/tin"] = validated(publish_more(site), "b")
    assert portal.crawl().counts["new"] == 1
    assert portal.crawl().counts["not_modified"] >= 1


@pytest.mark.slow
def test_a_server_that_never_owns_to_a_change_is_believed_for_a_week(portal: Portal) -> None:
    portal.site.answers["/tin"] = validated(portal.site.answers["/tin"], "a")
    portal.crawl()
    portal.site.answers["/tin"] = validated(publish_more(portal.site), "a")
    portal.let_days_pass(6)
    assert portal.crawl().counts["new"] == 0
    portal.let_days_pass(2)
    assert portal.crawl().counts["new"] == 1


@pytest.mark.slow
def test_a_full_crawl_asks_for_everything(portal: Portal) -> None:
    portal.site.answers["/tin"] = validated(portal.site.answers["/tin"], "a")
    portal.crawl()
    portal.let_days_pass(1)  # moments are kept to the second
    del portal.site.answers[article_path(3)]
    portal.site.answers["/tin"] = validated(listing_page([1, 2]), "a")
    summary = portal.crawl(CrawlOptions(full=True))
    assert summary.counts["not_modified"] == 0
    assert article_path(3) in portal.site.requests, "what is listed no more is asked for, too"


@pytest.mark.slow
def test_late_changes_are_seen_within_widening_windows(portal: Portal) -> None:
    portal.crawl()
    portal.crawl()
    assert not [path for path in portal.site.requests if "/detail/" in path], "it is too early"
    portal.let_days_pass(1)
    portal.site.answers[article_path(2)] = article_page(2, text="Đã đính chính.")
    summary = portal.crawl()
    assert (summary.counts["changed"], summary.counts["unchanged"]) == (1, 2)
    assert "Đã đính chính" in portal.article(2).text
    assert portal.article(2).section == "Tin tức", "what the listing told stays"
    portal.let_days_pass(1)
    assert portal.crawl(CONGTIN_MAX_CHECKS=2).counts["unchanged"] == 2, "so many in a crawl"
    assert portal.crawl().counts["unchanged"] == 1
    portal.let_days_pass(1)
    assert portal.crawl().counts["unchanged"] == 0, "the third day is no day of looking"


@pytest.mark.slow
def test_a_page_is_gone_when_it_was_missed_twice_and_may_come_back(portal: Portal) -> None:
    portal.crawl()
    portal.let_days_pass(1)
    portal.site.answers[article_path(1)] = NOT_FOUND
    portal.site.answers[article_path(2)] = html("<title>Lỗi 404</title><p>Không tìm thấy trang</p>")
    portal.site.answers[article_path(3)] = html("", 500)
    portal.crawl()
    portal.crawl()
    assert portal.article(1).gone_since is None, "it may have been for a moment"
    portal.let_days_pass(1)
    summary = portal.crawl()
    assert summary.counts["gone"] == 2
    assert [bool(portal.article(number).gone_since) for number in (1, 2, 3)] == [True, True, False]
    portal.let_days_pass(4)
    publish(portal.site, [[1, 2, 3]])
    portal.crawl()
    assert [portal.article(number).gone_since for number in (1, 2, 3)] == [None] * 3


@pytest.mark.slow
def test_a_portal_that_is_down_loses_nothing(portal: Portal) -> None:
    portal.crawl()
    for _ in range(3):
        portal.let_days_pass(1)
        for path in ("/tin", *map(article_path, (1, 2, 3))):
            portal.site.answers[path] = NOT_FOUND
        assert portal.crawl().outcome == "failed"
    assert [portal.article(number).gone_since for number in (1, 2, 3)] == [None] * 3


@pytest.mark.slow
def test_what_fails_again_and_again_is_asked_for_ever_less(portal: Portal) -> None:
    empty, broken = article_path(2), article_path(3)
    portal.site.answers[empty] = html("<title>Đang cập nhật</title>")
    portal.site.answers[broken] = html("", 500)
    days: list[int] = []
    for day in range(8):
        portal.crawl()
        if empty in portal.site.requests:
            assert broken in portal.site.requests
            days.append(day)
        if day == 1:
            assert portal.crawl().counts["skipped"] == 3, "twice is enough for a day"
            assert not {empty, broken} & {*portal.site.requests}
        portal.let_days_pass(1)
    assert days == [0, 1, 2, 4]
    portal.crawl(CrawlOptions(full=True))
    assert {empty, broken} <= {*portal.site.requests}
    portal.let_days_pass(8)
    publish(portal.site, [[1, 2, 3]])
    assert portal.crawl().counts["new"] == 2


@pytest.mark.slow
def test_an_error_that_may_pass_keeps_crawls_walking_but_not_for_ever(portal: Portal) -> None:
    publish(portal.site, [range(1, 32), (32,)])
    portal.site.answers[article_path(32)] = html("", 500)
    walked: list[bool] = []
    for _ in range(7):
        portal.crawl()
        walked.append("/tin?trang=2" in portal.site.requests)
        portal.let_days_pass(1)
    assert walked == [True] * 6 + [False]


@pytest.mark.parametrize(
    ("looked_at", "due"),
    [(0, 1), (0.5, 1), (1, 2), (2, 4), (3.9, 4), (4, 8), (100, 128), (128, None), (400, None)],
)
def test_windows_widen(looked_at: float, due: int | None) -> None:
    """In days since the article was first seen."""
    first = datetime(2026, 1, 1, tzinfo=UTC)
    expected = first + timedelta(days=due) if due is not None else None
    assert next_check(first, first + timedelta(days=looked_at)) == expected


def publish_more(site: Site) -> Answer:
    publish(site, [[4, 1, 2, 3]])
    return site.answers["/tin"]
