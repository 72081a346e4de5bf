"""What a portal changed is told from what our rules come to read otherwise, by reading again."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.catalogue.histories import article_versions
from archive.catalogue.reading_silent_changes import ChangesAsked, SilentChange, silent_changes
from tests.crawler.crawling import article_page
from tests.crawler.test_re_extraction import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def told(archive: Archive) -> list[SilentChange]:
    with archive.catalogue.session() as session:
        return silent_changes(session, ChangesAsked(), 20).changes


def test_what_better_rules_read_otherwise_is_not_told(archive: Archive) -> None:
    first = archive.keep(1, article_page(1), day=1)
    archive.keep(1, article_page(1), day=9)
    archive.extract()
    article = archive.article(1)
    assert article is not None
    archive.read_before(replace(article, author="Ai đó", body=article.body[:1]), first)
    archive.extract()
    corrected = archive.article(1)
    assert corrected is not None
    assert corrected.body == article.body
    assert told(archive) == []


def test_what_the_portal_changed_is_told_though_extraction_read_it_first(archive: Archive) -> None:
    archive.keep(1, article_page(1, "Hạn nộp: thứ Hai."), day=1)
    archive.keep(1, article_page(1, "Hạn nộp: thứ Sáu."), day=9)
    archive.extract()
    (change,) = told(archive)
    assert (change.kind, change.at) == ("edited", "2024-04-09T02:00:00Z")
    assert [run for run in change.excerpts[0]["runs"] if run[0] != "same"] == [
        ["removed", "Hai"],
        ["added", "Sáu"],
    ]


def test_better_rules_over_both_captures_leave_what_the_portal_changed(archive: Archive) -> None:
    first = archive.keep(1, article_page(1, "Hạn nộp: thứ Hai."), day=1)
    second = archive.keep(1, article_page(1, "Hạn nộp: thứ Sáu."), day=9)
    archive.extract()
    article = archive.article(1)
    assert article is not None
    # rules that were worse read something else in both
    archive.read_before(replace(article, body=["Hạn: thứ Hai"]), first)
    archive.read_before(replace(article, body=["Hạn: thứ Sáu"]), second)
    archive.extract()
    (change,) = told(archive)
    assert [run for run in change.excerpts[0]["runs"] if run[0] != "same"] == [
        ["removed", "Hai"],
        ["added", "Sáu"],
    ]


def test_what_worse_rules_had_read_alike_is_in_the_versions_alone(archive: Archive) -> None:
    first = archive.keep(1, article_page(1, "Hạn nộp: thứ Hai."), day=1)
    second = archive.keep(1, article_page(1, "Hạn nộp: thứ Sáu."), day=9)
    archive.extract()
    article = archive.article(1)
    assert article is not None
    for snapshot in (first, second):
        archive.read_before(replace(article, body=["Chưa đọc được"]), snapshot)
    archive.extract()
    with archive.catalogue.session() as session:
        assert len(article_versions(session, article.id)) == 2
    assert told(archive) == []
