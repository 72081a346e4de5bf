"""Attachments in the catalogue: who offers them, what is due, what is to be read, what was read."""

from itertools import count

import pytest
from sqlalchemy.orm import Session

from archive.catalogue import Catalogue
from archive.catalogue.articles import delete_article, record_article
from archive.catalogue.attachment_readings import (
    Reading,
    TextSource,
    count_pending,
    known_reading,
    pending_attachments,
    read_again,
    record_attachment_text,
    record_no_file,
)
from archive.catalogue.attachments import (
    AttachedFile,
    attachments_due,
    due_of_portal,
    item_attachments,
    record_attachment,
    texts_of_items,
)
from archive.catalogue.changes import latest_change, read_changes
from archive.catalogue.legislation import delete_legislation, record_legislation
from archive.catalogue.snapshots import NewSnapshot, record_snapshot
from archive.items import Article, Attachment, ItemType, Legislation
from archive.urls import article_id
from tests.archive.articles import day
from tests.sql import statements, whole_tables

PLAN = "http://kontum.gov.vn/f/4204.pdf"
ANNEX = "http://kontum.gov.vn/f/phu-luc.xlsx"

_OFFSETS = count()


def article(number: int, *urls: str) -> Article:
    return Article(
        url=f"http://kontum.gov.vn/tin/{number}",
        headline="Kế hoạch phát triển thông tin cơ sở",
        portal="kontum",
        attachments=[Attachment(url, "tệp") for url in urls],
    )


def entry(*urls: str) -> Legislation:
    return Legislation(
        url="http://kontum.gov.vn/van-ban/4204",
        portal="kontum",
        title="Kế hoạch",
        attachments=[Attachment(url, "tệp") for url in urls],
    )


def archived(session: Session, digest: str) -> int:
    """A snapshot that has a file of this digest."""
    number = next(_OFFSETS)
    snapshot = NewSnapshot(
        portal="kontum",
        run_id=None,
        url=PLAN,
        fetched_at=day(1),
        status=200,
        content_type="application/pdf",
        payload_digest=f"sha256:{digest}",
        record_type="response",
        record_id=f"<urn:uuid:{number}>",
        warc="kontum.warc.gz",
        offset=number,
        length=1,
        kind="attachment",
    )
    return record_snapshot(session, snapshot)


def fetch(catalogue: Catalogue, url: str, digest: str, on: int = 1) -> None:
    with catalogue.begin() as session:
        record_attachment(session, url, "kontum", archived(session, digest), day(on))


def fail(catalogue: Catalogue, url: str, on: int) -> None:
    with catalogue.begin() as session:
        record_attachment(session, url, "kontum", None, day(on), "the server answered 503")


def read(catalogue: Catalogue, digest: str, text: str) -> None:
    with catalogue.begin() as session:
        reading = Reading("application/pdf", 9, [text], "layer", {"identifier": "4204/KH-UBND"})
        record_attachment_text(session, f"sha256:{digest}", reading)


def files(catalogue: Catalogue, item: Article | Legislation) -> list[AttachedFile]:
    item_type: ItemType = "NewsArticle" if isinstance(item, Article) else "Legislation"
    with catalogue.session() as session:
        return item_attachments(session, item_type, article_id(item.url))


def due(catalogue: Catalogue, on: int, *urls: str) -> set[str]:
    with catalogue.session() as session:
        return attachments_due(session, urls, day(on))


def pending(catalogue: Catalogue, *portals: str) -> list[str]:
    with catalogue.session() as session:
        found = [file.payload_digest for file in pending_attachments(session, portals)]
        assert count_pending(session, portals) == len(found)
    return found


def test_files_of_an_article_follow_its_current_version(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN, ANNEX), day(1), None)
    assert [file.url for file in files(catalogue, article(1))] == [PLAN, ANNEX]
    with catalogue.begin() as session:
        record_article(session, article(1, ANNEX), day(2), None)
    assert [file.url for file in files(catalogue, article(1))] == [ANNEX]
    with catalogue.begin() as session:  # an older capture that comes late changes nothing
        record_article(session, article(1, PLAN), day(1), None)
    assert [file.url for file in files(catalogue, article(1))] == [ANNEX]
    with catalogue.begin() as session:
        delete_article(session, article_id(article(1).url))
    assert files(catalogue, article(1)) == []


def test_files_of_a_registers_entry_follow_its_current_version(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_legislation(session, entry(PLAN, ANNEX), day(1), None)
    assert [file.url for file in files(catalogue, entry())] == [PLAN, ANNEX]
    with catalogue.begin() as session:
        record_legislation(session, entry(ANNEX), day(2), None)
    assert [file.url for file in files(catalogue, entry())] == [ANNEX]
    with catalogue.begin() as session:
        delete_legislation(session, article_id(entry().url))
    assert files(catalogue, entry()) == []


def test_what_cannot_be_fetched_is_no_file(catalogue: Catalogue) -> None:
    odd = "file:///C:/Users/van-thu/4204.doc"
    with catalogue.begin() as session:
        record_article(session, article(1, odd, PLAN, PLAN + "#page=2"), day(1), None)
    assert [file.url for file in files(catalogue, article(1))] == [PLAN]
    assert due(catalogue, 1, odd) == set()


def test_a_file_is_due_until_it_is_archived(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
    # as the page writes it, in another spelling, and one that nobody offers
    spelt = PLAN.replace("kontum", "KONTUM")
    assert due(catalogue, 1, PLAN, spelt, ANNEX) == {PLAN, spelt, ANNEX}
    fetch(catalogue, PLAN, "a")
    assert due(catalogue, 30, PLAN, spelt, ANNEX) == {ANNEX}


@pytest.mark.parametrize(
    ("failures", "first_due"),
    [
        ([1], 2),  # a day after the first failure
        ([1, 2], 4),  # two days after the second
        ([1, 2, 4], 8),  # four days after the third
    ],
)
def test_a_failed_file_is_due_after_a_wait_that_grows(
    sqlite_catalogue: Catalogue, failures: list[int], first_due: int
) -> None:
    with sqlite_catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
    for on in failures:
        fail(sqlite_catalogue, PLAN, on)
    for on in range(failures[-1], first_due + 1):
        expected = [PLAN] if on >= first_due else []
        assert list(due(sqlite_catalogue, on, PLAN)) == expected
        with sqlite_catalogue.session() as session:
            assert due_of_portal(session, "kontum", day(on)) == expected
    (file,) = files(sqlite_catalogue, article(1))
    assert file.failure == "the server answered 503"


def test_files_that_fail_for_ever_are_still_asked_for_now_and_then(
    sqlite_catalogue: Catalogue,
) -> None:
    for _ in range(100):
        fail(sqlite_catalogue, PLAN, 1)
    with sqlite_catalogue.session() as session:
        assert attachments_due(session, [PLAN], "2027-01-03T02:00:00Z") == set()
        assert attachments_due(session, [PLAN], "2027-01-04T02:00:00Z") == {PLAN}


def test_a_killed_crawl_leaves_its_files_due(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
        record_article(session, article(2, ANNEX), day(1), None)
        record_article(session, article(2), day(2), None)  # it does not offer it any more
    with catalogue.session() as session:
        assert due_of_portal(session, "kontum", day(2)) == [PLAN]
        assert due_of_portal(session, "dak-lak", day(2)) == []


def test_a_failure_leaves_an_archived_file_as_it_is(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
    fetch(catalogue, PLAN, "a")
    read(catalogue, "a", "KẾ HOẠCH")
    fail(catalogue, PLAN, 5)
    (file,) = files(catalogue, article(1))
    assert (file.text, file.failure, file.fetched_at) == ("KẾ HOẠCH", None, day(1))


def test_the_same_bytes_are_read_once(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
        record_legislation(session, entry(ANNEX), day(1), None)
        before = latest_change(session)
    fetch(catalogue, PLAN, "a")
    fetch(catalogue, ANNEX, "a")
    assert pending(catalogue) == ["sha256:a"]
    assert pending(catalogue, "kontum") == ["sha256:a"]
    assert pending(catalogue, "dak-lak") == []
    read(catalogue, "a", "KẾ HOẠCH")
    assert pending(catalogue) == []
    for item in (article(1), entry()):
        (file,) = files(catalogue, item)
        assert (file.text, file.facts) == ("KẾ HOẠCH", {"identifier": "4204/KH-UBND"})
    with catalogue.session() as session:
        changed = {(c.item_type, c.kind) for c in read_changes(session, before)}
        assert changed >= {("NewsArticle", "recorded"), ("Legislation", "recorded")}


def test_the_text_read_reaches_the_index_by_the_change_log(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
    fetch(catalogue, PLAN, "a")
    with catalogue.session() as session:
        before = latest_change(session)
    read(catalogue, "a", "KẾ HOẠCH")
    with catalogue.session() as session:
        (change,) = read_changes(session, before)
    assert (change.item_type, change.item_id, change.kind) == (
        "NewsArticle",
        article_id(article(1).url),
        "recorded",
    )


def test_bytes_that_were_read_elsewhere_are_known(catalogue: Catalogue) -> None:
    fetch(catalogue, PLAN, "a")
    with catalogue.session() as session:
        assert known_reading(session, "sha256:a") is None
    read(catalogue, "a", "KẾ HOẠCH")
    fetch(catalogue, ANNEX, "a", on=2)
    assert pending(catalogue) == ["sha256:a"]
    with catalogue.session() as session:
        known = known_reading(session, "sha256:a")
    assert known is not None
    assert (known.pages, known.text_source) == (["KẾ HOẠCH"], "layer")


def test_a_newer_file_is_read_and_the_same_one_is_not(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
    fetch(catalogue, PLAN, "a", on=1)
    read(catalogue, "a", "cũ")
    fetch(catalogue, PLAN, "a", on=2)
    assert pending(catalogue) == []
    fetch(catalogue, PLAN, "b", on=3)
    assert pending(catalogue) == ["sha256:b"]
    (file,) = files(catalogue, article(1))
    assert (file.text, file.read_at) == ("cũ", None)  # until the new one has been read
    read(catalogue, "b", "mới")
    (file,) = files(catalogue, article(1))
    assert file.text == "mới"


def test_reading_again_goes_through_all_files_of_the_portals(catalogue: Catalogue) -> None:
    fetch(catalogue, PLAN, "a")
    fetch(catalogue, ANNEX, "b")
    with catalogue.begin() as session:  # the same bytes at another portal
        record_attachment(
            session, "http://daklak.gov.vn/1.pdf", "dak-lak", archived(session, "a"), day(1)
        )
    read(catalogue, "a", "một")
    read(catalogue, "b", "hai")
    with catalogue.begin() as session:
        read_again(session, ["dak-lak"])
    assert pending(catalogue) == ["sha256:a"]
    with catalogue.session() as session:
        assert known_reading(session, "sha256:a") is None  # or the old text would come back
    with catalogue.begin() as session:
        read_again(session)
    assert pending(catalogue) == ["sha256:a", "sha256:b"]


def test_what_was_recognised_is_kept_where_nothing_can_recognise(catalogue: Catalogue) -> None:
    fetch(catalogue, PLAN, "a")
    fetch(catalogue, ANNEX, "b")
    fetch(catalogue, "http://kontum.gov.vn/f/3.pdf", "c")
    sources: dict[str, TextSource] = {"a": "ocr", "b": "layer", "c": "none"}
    with catalogue.begin() as session:
        for digest, source in sources.items():
            reading = Reading("application/pdf", 1, ["chữ"], text_source=source)
            record_attachment_text(session, f"sha256:{digest}", reading)
        read_again(session, kept=("ocr", "mixed"))
    assert pending(catalogue) == ["sha256:b", "sha256:c"]


def test_a_page_in_place_of_the_file_is_asked_for_again(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
    fetch(catalogue, PLAN, "a")
    with catalogue.begin() as session:
        record_no_file(session, "sha256:a", "not a file but a page: “Đăng nhập”")
    (file,) = files(catalogue, article(1))
    assert file.snapshot_id is None
    assert file.failure == "not a file but a page: “Đăng nhập”"
    assert pending(catalogue) == []
    assert due(catalogue, 1, PLAN) == set()
    assert due(catalogue, 2, PLAN) == {PLAN}


def test_what_databases_cannot_hold_is_replaced(catalogue: Catalogue) -> None:
    with catalogue.begin() as session:
        record_article(session, article(1, PLAN), day(1), None)
    fetch(catalogue, PLAN, "a")
    read(catalogue, "a", "Kế\0hoạch\ud800")
    (file,) = files(catalogue, article(1))
    assert file.text == "Kế\ufffdhoạch\ufffd"


def test_texts_of_many_items_come_by_one_statement(sqlite_catalogue: Catalogue) -> None:
    with sqlite_catalogue.begin() as session:
        for number in range(5):
            record_article(session, article(number, PLAN, f"{ANNEX}?{number}"), day(1), None)
    ids = [article_id(article(number).url) for number in range(5)]
    with sqlite_catalogue.session() as session:
        with statements(session) as everything:
            found = texts_of_items(session, "NewsArticle", [*ids, "unknown"])
        sent = [statement for statement in everything if statement[0].startswith("SELECT")]
        assert len(sent) == 1
        assert whole_tables(session, sent) == []
    assert {item: [file.url for file in offered] for item, offered in found.items()} == {
        item: [PLAN, f"{ANNEX}?{number}"] for number, item in enumerate(ids)
    }


def test_neither_success_nor_failure_is_refused(sqlite_catalogue: Catalogue) -> None:
    with sqlite_catalogue.begin() as session, pytest.raises(ValueError, match=r"4204\.pdf"):
        record_attachment(session, PLAN, "kontum", None, day(1))
