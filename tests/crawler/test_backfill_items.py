"""What captures are to the items: their files, other views of them, pages that are none."""

from pathlib import Path

import pytest
from sqlalchemy import select

from archive.catalogue.articles import article_versions, find_article_id
from archive.catalogue.attachments import AttachedFile, item_attachments, record_attachment
from archive.catalogue.tables import SnapshotRow
from archive.urls import article_id
from crawler.re_extraction import CHANGED_BY_RULES, SnapshotSelection, find_changes
from tests.crawler.crawling import article_page
from tests.crawler.foreign_captures import PORTAL, SITE, ForeignWarc, TakingHome, url_of

T1, T2, T3 = "2019-03-01T02:00:00Z", "2021-03-01T02:00:00Z", "2023-06-01T02:00:00Z"

FILE = SITE + "/tep/ke-hoach.pdf"
LINK = '<a href="/tep/ke-hoach.pdf">Kế hoạch (pdf)</a>'
PDF = (("Content-Type", "application/pdf"),)


@pytest.fixture
def home(tmp_path: Path) -> TakingHome:
    return TakingHome(tmp_path)


def offered(home: TakingHome) -> AttachedFile:
    with home.catalogue.session() as session:
        (file,) = item_attachments(session, "NewsArticle", article_id(url_of(1)))
    return file


@pytest.mark.parametrize(
    ("content_type", "body", "is_file"),
    [
        ("application/pdf", b"%PDF-1.4 ...", True),
        # what servers call anything that is to be saved
        ("application/force-download", b"%PDF-1.4 ...", True),
        # a script that sends files, and tells that it sends pages
        ("text/html", b"%PDF-1.4 ...", True),
        # scanned
        ("image/jpeg", b"\xff\xd8\xff\xe0 ...", True),
        # a page in place of a file, whatever it is called
        ("application/pdf", b"<html><title>Login</title></html>", False),
        ("text/html", b"<html><title>Login</title></html>", False),
    ],
)
def test_files_that_items_offer_are_entered(
    home: TakingHome, content_type: str, body: bytes, is_file: bool
) -> None:
    warc = ForeignWarc().response(FILE, T1, body, headers=(("Content-Type", content_type),))
    summary = home.take(home.write("a.warc.gz", warc.article(1, T1, LINK).data))
    assert summary.counts["attachments"] == is_file
    assert offered(home).fetched_at == (T1 if is_file else None)


def test_of_a_file_the_newest_capture_counts_ours_included(home: TakingHome) -> None:
    page = home.write("page.warc.gz", ForeignWarc().article(1, T2, LINK).data)
    home.take(page)
    with home.catalogue.begin() as session:
        (snapshot,) = session.scalars(select(SnapshotRow.id))
        record_attachment(session, FILE, "stp", snapshot, T2)
    older = ForeignWarc().response(FILE, T1, b"%PDF-1", headers=PDF).data
    assert home.take(home.write("older.warc.gz", older)).counts["attachments"] == 0
    assert offered(home).snapshot_id == snapshot
    newer = ForeignWarc().response(FILE, T3, b"%PDF-3", headers=PDF).data
    assert home.take(home.write("newer.warc.gz", newer)).counts["attachments"] == 1
    assert offered(home).fetched_at == T3
    assert home.take(home.write("again.warc.gz", newer)).counts["attachments"] == 0


def test_a_view_for_printing_makes_no_version(home: TakingHome) -> None:
    # NukeViet: `/news/print/tin-tuc/bai-12.html`, without the files
    article = SITE + "/news/tin-tuc/bai-12.html"
    view = SITE + "/news/print/tin-tuc/bai-12.html"
    warc = ForeignWarc()
    warc.response(view, T1, article_page(1).body).response(article, T2, article_page(1, LINK).body)
    warc.response(view, T3, article_page(1).body)
    summary = home.take(home.write("a.warc.gz", warc.data))
    assert (summary.counts["new"], summary.counts["other"]) == (1, 2)
    with home.catalogue.session() as session:
        (version,) = article_versions(session, article_id(article))
    assert version.seen_at == T2
    assert len(version.content["attachments"]) == 1
    with find_changes(
        home.catalogue, home.places, [PORTAL], SnapshotSelection(CHANGED_BY_RULES)
    ) as changes:
        assert changes.due == 0


def test_an_article_in_other_windows_of_liferay_is_one_article(home: TakingHome) -> None:
    portlet = SITE + "/tin?p_p_id=cms_CmsPortlet&_cms_CmsPortlet_articleId=1"
    shown = ("", "&p_p_state=maximized&p_p_mode=view", "&p_p_lifecycle=0&p_p_col_id=column-1")
    warc = ForeignWarc()
    for at, how in zip((T1, T2, T3), reversed(shown), strict=True):
        warc.response(portlet + how, at, article_page(1, f"<i>{at}</i>").body)
    summary = home.take(home.write("a.warc.gz", warc.data))
    assert (summary.counts["new"], summary.counts["changed"]) == (1, 2)
    with home.catalogue.session() as session:
        known = {find_article_id(session, article_id(portlet + how)) for how in shown}
    assert known == {article_id(portlet + shown[-1])}


def test_a_view_of_what_nobody_else_captured_is_the_article(home: TakingHome) -> None:
    view = SITE + "/news/print/tin-tuc/bai-12.html"
    warc = ForeignWarc().response(view, T1, article_page(1).body)
    assert home.take(home.write("a.warc.gz", warc.data)).counts["new"] == 1


def test_pages_that_are_no_items_are_no_failures_and_are_read_again(home: TakingHome) -> None:
    page = "<html><body><h1>Liên hệ</h1><p>50 Nguyễn Huệ</p></body></html>".encode()
    file = home.write("a.warc.gz", ForeignWarc().response(SITE + "/lien-he", T1, page).data)
    summary = home.take(file)
    assert (summary.counts["other"], summary.counts["failed"]) == (1, 0)
    (snapshot,) = home.snapshots()
    assert (snapshot.kind, snapshot.failure) == ("other", None)
    with find_changes(
        home.catalogue, home.places, [PORTAL], SnapshotSelection(CHANGED_BY_RULES)
    ) as changes:
        assert dict(changes.totals) == {"pages": 1, "other": 1}
        assert changes.due == 0, "rules may find an article on it some day"


OK, MISSED = "200 OK", "404 Not Found"

#: What captures show of an article, and since when it is gone.
VANISHED: list[tuple[dict[str, str], str | None]] = [
    # not there twice, a day apart and more
    ({T1: OK, T2: MISSED, T3: MISSED}, T2),
    # gone for good, as the portal says
    ({T1: OK, T2: "410 Gone", T3: MISSED}, T2),
    # missed only once
    ({T1: OK, T2: MISSED}, None),
    # twice on one day
    ({T1: OK, T2: MISSED, "2021-03-01T22:00:00Z": MISSED}, None),
    # there again in the latest capture
    ({T1: MISSED, T2: MISSED, T3: OK}, None),
    # the server was broken
    ({T1: OK, T2: "500 Oh", T3: "503 Busy"}, None),
]


@pytest.mark.parametrize("newest_first", [False, True])  # the order in a file is no order of time
def test_what_captures_show_to_be_gone_is_marked(home: TakingHome, newest_first: bool) -> None:
    warc = ForeignWarc()
    for number, (captures, _) in enumerate(VANISHED, 1):
        for at, status in sorted(captures.items(), reverse=newest_first):
            body = article_page(number).body if status == OK else b"nix"
            warc.response(url_of(number), at, body, status=status)
    summary = home.take(home.write("a.warc.gz", warc.data))
    articles = [home.article(number) for number in range(1, len(VANISHED) + 1)]
    expected = [gone_since for _, gone_since in VANISHED]
    assert [article.gone_since if article else "" for article in articles] == expected
    assert summary.counts["gone"] == 2


def test_our_own_later_capture_outweighs_what_others_missed(home: TakingHome) -> None:
    home.take(home.write("ours.warc.gz", ForeignWarc().article(1, T3).data))
    warc = ForeignWarc()
    for at in (T1, T2):
        warc.response(url_of(1), at, b"nix", status=MISSED)
    assert home.take(home.write("theirs.warc.gz", warc.data)).counts["gone"] == 0
    article = home.article(1)
    assert article is not None
    assert article.gone_since is None
