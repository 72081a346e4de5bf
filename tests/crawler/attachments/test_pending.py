"""From the archive to the catalogue: what crawls fetched is read, once, and survives bad files."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.catalogue.articles import record_article
from archive.catalogue.attachment_readings import pending_attachments, read_again
from archive.catalogue.attachments import AttachedFile, item_attachments, record_attachment
from archive.catalogue.changes import latest_change, read_changes
from archive.items import Article, Attachment
from archive.urls import article_id
from archive.warc import HttpExchange, WarcWriter
from crawler.attachments.pending import ReadFiles, read_pending
from crawler.records import archive_exchange
from tests.crawler.attachments import files
from tests.crawler.attachments.test_facts import OF_PLAN, PLAN, SIGNED

#: Reading takes processes of its own.
pytestmark = pytest.mark.slow

SITE = "http://kontum.gov.vn"


@dataclass(slots=True)
class Crawled:
    """What a crawl has left: a catalogue and an archive."""

    catalogue: Catalogue
    archive: Path
    warcs: WarcWriter
    clock: Iterator[int]

    def offer(self, article: str, *names: str) -> None:
        """An article that offers files."""
        attachments = [Attachment(f"{SITE}/{name}", name) for name in names]
        item = Article(f"{SITE}/{article}", article, portal="kontum", attachments=attachments)
        with self.catalogue.begin() as session:
            record_article(session, item, self._now(), None)

    def fetch(self, name: str, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """A file that was fetched."""
        at = self._now()
        exchange = HttpExchange(
            f"{SITE}/{name}", at, 200, tuple((headers or {}).items()), payload=body
        )
        snapshot = archive_exchange(
            self.catalogue, self.warcs, exchange, "kontum", None, "attachment"
        )
        with self.catalogue.begin() as session:
            record_attachment(session, f"{SITE}/{name}", "kontum", snapshot, at)

    def read(self) -> ReadFiles:
        return read_pending(self.catalogue, str(self.archive), processes=1)

    def files_of(self, article: str) -> list[AttachedFile]:
        with self.catalogue.session() as session:
            return item_attachments(session, "NewsArticle", article_id(f"{SITE}/{article}"))

    def _now(self) -> str:
        return f"2026-11-23T02:00:{next(self.clock):02}Z"


@pytest.fixture
def crawled(tmp_path: Path) -> Iterator[Crawled]:
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.db'}")
    catalogue.migrate()
    warcs = WarcWriter(str(tmp_path / "warc"), 10**9)
    yield Crawled(catalogue, tmp_path / "warc", warcs, count())
    warcs.close()
    catalogue.close()


def test_files_are_read_recorded_and_told_to_the_index(crawled: Crawled) -> None:
    crawled.offer(
        "tin", "ke-hoach.pdf", "du-toan.xlsx", "dang-nhap.pdf", "hong.docx", "chua-tai.pdf"
    )
    crawled.fetch("ke-hoach.pdf", files.pdf(PLAN, SIGNED))
    zipped = gzip.compress(files.excel({"Dự toán": [["Bảng tin", 2]]}))
    crawled.fetch("du-toan.xlsx", zipped, {"Content-Encoding": "gzip"})
    crawled.fetch("dang-nhap.pdf", "<html><title>Đăng nhập</title>".encode())
    crawled.fetch("hong.docx", files.word("một")[:-50])
    with crawled.catalogue.session() as session:
        before = latest_change(session)

    result = crawled.read()

    assert dict(result.counts) == {
        "files": 4,
        "read": 2,
        "recognised": 0,
        "pages": 3,
        "no_file": 1,
        "failed": 1,
    }
    assert sorted(problem.partition(": ")[0] for problem in result.problems) == [
        f"{SITE}/dang-nhap.pdf",
        f"{SITE}/hong.docx",
    ]
    plan, budget, login, broken, unfetched = crawled.files_of("tin")
    assert (plan.pages, plan.facts, plan.media_type) == (
        [PLAN, SIGNED],
        OF_PLAN,
        "application/pdf",
    )
    assert budget.text == "Dự toán\nBảng tin\t2"
    assert login.failure == "not a file but a web page: “Đăng nhập”"
    assert login.read_at is None
    assert broken.failure is not None
    assert broken.failure.startswith("not read: a broken ZIP file")
    assert unfetched.read_at is None
    with crawled.catalogue.session() as session:
        assert {change.item_id for change in read_changes(session, before)} == {
            article_id(f"{SITE}/tin")
        }
        assert pending_attachments(session) == []
    assert crawled.read().counts["files"] == 0


def test_the_same_bytes_are_read_once(crawled: Crawled) -> None:
    crawled.offer("tin", "1.pdf", "2.pdf", "3.pdf")
    crawled.fetch("1.pdf", files.pdf("một"))
    crawled.fetch("2.pdf", files.pdf("một"))  # a revisit record, without a payload
    assert crawled.read().counts["files"] == 1
    crawled.fetch("3.pdf", files.pdf("một"))
    for warc in crawled.archive.rglob("*.warc.gz"):
        warc.unlink()  # nothing is needed of it any more
    assert crawled.read().counts["read"] == 1
    assert [file.text for file in crawled.files_of("tin")] == ["một"] * 3


def test_a_record_that_is_lost_is_told_of_and_not_tried_for_ever(crawled: Crawled) -> None:
    crawled.offer("tin", "1.pdf")
    crawled.fetch("1.pdf", files.pdf("một"))
    for warc in crawled.archive.rglob("*.warc.gz"):
        warc.unlink()
    (problem,) = crawled.read().problems
    assert problem.startswith(f"{SITE}/1.pdf: not read: its archived record cannot be read (")
    assert crawled.read().counts["files"] == 0


def test_all_is_read_again_when_somebody_asks_for_it(crawled: Crawled) -> None:
    crawled.offer("tin", "1.pdf")
    crawled.fetch("1.pdf", files.pdf("một"))
    crawled.read()
    with crawled.catalogue.begin() as session:
        read_again(session, ["kontum"])
    assert crawled.read().counts["read"] == 1
    assert [file.text for file in crawled.files_of("tin")] == ["một"]


def test_an_interrupted_reading_goes_on_where_it_was(crawled: Crawled) -> None:
    crawled.offer("tin", "1.pdf", "2.pdf", "3.pdf")
    for number in (1, 2, 3):
        crawled.fetch(f"{number}.pdf", files.pdf(str(number)))

    def interrupt(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_pending(crawled.catalogue, str(crawled.archive), on_progress=interrupt, processes=1)
    left = 3 - sum(file.read_at is not None for file in crawled.files_of("tin"))
    assert 0 < left < 3
    assert crawled.read().counts["files"] == left
    assert [file.text for file in crawled.files_of("tin")] == ["1", "2", "3"]
