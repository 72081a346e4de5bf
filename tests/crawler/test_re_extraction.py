"""Archived pages read again, by rules that have become better, or worse, or on broken records."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import article_versions, get_article, record_article
from archive.catalogue.runs import latest_run
from archive.catalogue.snapshots import set_outcome
from archive.catalogue.tables import SnapshotRow
from archive.items import Article
from archive.urls import article_id
from archive.warc import HttpExchange, WarcWriter
from crawler.portals import Portal, StartAddress
from crawler.re_extraction import (
    CHANGED_BY_RULES,
    Changes,
    Places,
    SnapshotSelection,
    find_changes,
    workers,
)
from crawler.re_extraction.reading import Reading
from crawler.re_extraction.workers import Chunk
from crawler.records import archive_exchange
from tests.crawler.crawling import article_page, article_path
from tests.crawler.loopback_site import Answer, gzipped, html

SITE = "http://stp.example.vn"
PORTAL = Portal(
    name="stp", title="Sở Tư pháp", platform="kontum", start=(StartAddress(url=SITE + "/tin"),)
)


class Archive:
    """An archive with a catalogue, filled as a crawl does it."""

    def __init__(self, folder: Path) -> None:
        self.url = str(folder / "archive")
        self.file = folder / "catalogue.sqlite"
        self.catalogue = Catalogue(f"sqlite:///{self.file}")
        self.catalogue.migrate()

    def keep(self, number: int, answer: Answer, day: int = 1) -> int:
        exchange = HttpExchange(
            url=SITE + article_path(number),
            fetched_at=f"2024-04-{day:02}T02:00:00Z",
            status=answer.status,
            response_headers=answer.headers,
            payload=answer.body,
        )
        with WarcWriter(self.url) as warcs:
            return archive_exchange(self.catalogue, warcs, exchange, PORTAL.name, None, None)

    @property
    def places(self) -> Places:
        return Places(f"sqlite:///{self.file}", self.url)

    def find(self, workers: int | None = None, **limits: str) -> Changes:
        """What today's rules would change."""
        chosen = SnapshotSelection(CHANGED_BY_RULES, **limits)
        return find_changes(self.catalogue, self.places, [PORTAL], chosen, workers=workers)

    def extract(self, workers: int | None = None) -> Changes:
        """Let today's rules have their say."""
        with self.find(workers) as changes:
            changes.write(self.catalogue)
        return changes

    def snapshot(self, snapshot_id: int) -> SnapshotRow:
        with self.catalogue.session() as session:
            row = session.get(SnapshotRow, snapshot_id)
        assert row is not None
        return row

    def article(self, number: int) -> Article | None:
        with self.catalogue.session() as session:
            return get_article(session, article_id(SITE + article_path(number)))

    def read_before(self, article: Article, snapshot_id: int) -> None:
        """Record an article as an earlier extraction read it."""
        with self.catalogue.begin() as session:
            seen_at = self.snapshot(snapshot_id).fetched_at
            record_article(session, article, seen_at, snapshot_id)
            set_outcome(session, snapshot_id, "article", article_id=article_id(article.url))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def test_pages_of_a_killed_crawl_become_articles(archive: Archive) -> None:
    snapshot_id = archive.keep(1, gzipped(article_page(1)))
    result = archive.extract()
    assert result.totals == {"pages": 1, "new": 1}
    article = archive.article(1)
    assert article is not None
    assert article.date_published == "2023-05-01"
    assert article.first_seen == "2024-04-01T02:00:00Z"
    assert archive.snapshot(snapshot_id).article_id == article.id


def test_a_revisit_is_read_from_the_record_that_it_refers_to(archive: Archive) -> None:
    archive.keep(1, article_page(1), day=1)
    again = archive.keep(1, article_page(1), day=9)
    assert archive.snapshot(again).record_type == "revisit"
    result = archive.extract()
    assert result.totals == {"pages": 2, "new": 2}
    assert result.written == {"pages": 2, "new": 1, "unchanged": 1}
    article = archive.article(1)
    assert article is not None
    assert article.last_seen == "2024-04-09T02:00:00Z"


def test_better_rules_correct_the_article_and_it_is_told_which_fields(archive: Archive) -> None:
    snapshot_id = archive.keep(1, article_page(1))
    archive.extract()
    article = archive.article(1)
    assert article is not None
    worse = replace(article, author=None, section="Chuyên mục", body=article.body[:1])
    archive.read_before(worse, snapshot_id)

    result = archive.extract()

    assert result.totals == {"pages": 1, "changed": 1}
    assert result.fields["stp", "kontum"] == {
        "author": {"gained": 1},
        "body": {"different": 1},
        "provenance": {"different": 1},
    }
    corrected = archive.article(1)
    assert corrected is not None
    assert corrected.author == "Lệ Quỳnh"
    with archive.catalogue.session() as session:
        versions = article_versions(session, article.id)
    assert len(versions) == 1, "the page itself did not change"


def test_reading_twice_changes_nothing(archive: Archive) -> None:
    archive.keep(1, article_page(1))
    archive.extract()
    result = archive.extract()
    assert result.totals == {"pages": 1, "unchanged": 1}
    assert result.fields == {}


def test_an_article_that_is_no_longer_found_is_kept_and_reported(archive: Archive) -> None:
    snapshot_id = archive.keep(1, html("<p>Trang đang được sửa.</p>"))
    archive.read_before(Article(url=SITE + article_path(1), headline="Tin cũ"), snapshot_id)
    result = archive.extract()
    assert result.totals == {"pages": 1, "lost": 1}
    assert SITE + article_path(1) in result.lost[0]
    assert archive.article(1) is not None


def test_writing_keeps_no_transaction_open_and_gives_signs_of_life(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.re_extraction.changes.BATCH", 2)
    for number in range(1, 6):
        archive.keep(number, article_page(number), day=1 + number // 2)
    checkpoints: list[tuple[int, ...]] = []
    signs: list[bool] = []

    def look(portal: str, done: int, total: int) -> None:
        with closing(sqlite3.connect(archive.file)) as connection:
            checkpoints.append(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
        with archive.catalogue.session() as session:
            run = latest_run(session, "stp", "extract")
        assert run is not None
        signs.append(bool(run.counts))

    with archive.find() as changes:
        changes.write(archive.catalogue, look)

    assert changes.totals == {"pages": 5, "new": 5}
    assert checkpoints == [(0, 0, 0)] * 5, "nobody reads, so the whole log could be taken in"
    assert signs == [False, True, True, True, True]


def test_an_item_that_cannot_be_recorded_leaves_those_beside_it_alone(archive: Archive) -> None:
    for number in range(1, 5):
        archive.keep(number, article_page(number), day=number)
    refused = article_id(SITE + article_path(2))
    with closing(sqlite3.connect(archive.file)) as connection, connection:
        connection.execute(
            f"CREATE TRIGGER refusing BEFORE INSERT ON articles WHEN NEW.id = '{refused}'"
            " BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    result = archive.extract()
    assert result.written == {"pages": 4, "new": 3}
    assert archive.snapshot(2).kind == "failed"
    assert "refused" in (archive.snapshot(2).failure or "")
    assert all(archive.snapshot(number).article_id for number in (1, 3, 4))


def test_broken_records_are_skipped_and_reported(archive: Archive) -> None:
    broken, torn = archive.keep(1, article_page(1)), archive.keep(2, gzipped(article_page(2)))
    archive.keep(3, Answer(b"no gzip", headers=(("Content-Encoding", "gzip"),)))
    archive.keep(4, article_page(4))
    row = archive.snapshot(broken)
    _overwrite(Path(archive.url) / row.warc, row.offset + 40)
    (Path(archive.url) / archive.snapshot(torn).warc).unlink()

    result = archive.extract()

    assert result.totals == {"pages": 1, "new": 1, "broken": 3}
    assert [row.warc in reason for reason in result.broken] == [True, False, False]
    with archive.catalogue.session() as session:
        run = latest_run(session, "stp", "extract")
    assert run is not None
    assert (run.outcome, run.counts["broken"]) == ("finished", 3)


def _overwrite(file: Path, offset: int) -> None:
    with file.open("r+b") as stream:
        stream.seek(offset)
        stream.write(b"\0" * 20)


@pytest.mark.slow
@pytest.mark.usefixtures("forked_beside")
def test_processes_read_what_one_reads_and_a_page_that_kills_them_is_told(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 7):
        archive.keep(number, article_page(number), day=number)
    monkeypatch.setattr("crawler.re_extraction.finding.CHUNK", 2)
    with archive.find(workers=2) as changes:
        assert changes.totals == {"pages": 6, "new": 6}
    monkeypatch.setattr("crawler.re_extraction.workers._read", _dies_of_the_third)
    with archive.find(workers=2) as changes:
        assert changes.totals == {"pages": 5, "new": 5, "broken": 1}
        assert changes.broken == ["snapshot 3: reading it ends the process that does"]
        changes.write(archive.catalogue)
    assert archive.snapshot(3).article_id is None
    assert all(archive.snapshot(number).article_id for number in (1, 2, 4, 5, 6))


def _dies_of_the_third(chunk: Chunk) -> list[Reading]:
    if 3 in chunk.snapshots:
        os.kill(os.getpid(), signal.SIGKILL)
    return workers.read_here(workers._catalogue, workers._archive_url, chunk)


def test_days_of_capture_bound_what_is_read(archive: Archive) -> None:
    for day in (1, 2, 3):
        archive.keep(day, article_page(day), day=day)
    with archive.find(since="2024-04-02", until="2024-04-02") as changes:
        assert changes.totals == {"pages": 1, "new": 1}


#: Has a process read beside it, tells its number, and is killed.
_KILLED = """
import os, signal
from archive.working_beside import Work, _pool
if __name__ == "__main__":
    pool = _pool(Work(int, (), int, tuple, sum, int), 1)
    print(pool.submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_processes_end_with_the_one_that_they_read_for(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(_KILLED, encoding="utf-8")
    command = [sys.executable, str(script)]
    killed = subprocess.run(command, capture_output=True, check=False, timeout=120)
    worker = Path("/proc") / killed.stdout.decode().strip() / "stat"
    assert killed.returncode == -signal.SIGKILL
    until = time.monotonic() + 30
    while _is_running(worker):
        assert time.monotonic() < until, "it waits for ever"
        time.sleep(0.05)


def _is_running(stat: Path) -> bool:
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
