"""Files that items offer: fetched once, from where they may be, and never the end of a crawl."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive.catalogue.tables import ArticleRow, AttachmentRow, SnapshotRow
from archive.clock import moment
from crawler.file_places import is_file_site, may_have_files
from crawler.options import CrawlOptions
from crawler.portals import Portal, StartAddress
from tests.crawler.crawling import Home, article_page, article_path, listing_page, portal_at
from tests.crawler.loopback_site import Answer, html, serve_site

PDF = Answer(b"%PDF-1.4\n" + b"a" * 2000, headers=(("Content-Type", "application/pdf"),))


def files(home: Home) -> dict[str, tuple[bool, str | None]]:
    """What is known of each file, by the end of its address: whether it is there, what failed."""
    with home.catalogue.session() as session:
        return {
            row.url.rpartition("/")[2]: (row.snapshot_id is not None, row.failure)
            for row in session.scalars(select(AttachmentRow))
        }


@pytest.mark.slow
def test_files_are_fetched_and_what_became_of_them_is_recorded(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with ExitStack() as stack:
        site, store, foreign = (
            stack.enter_context(serve_site(f"127.0.0.{n}")) for n in (21, 22, 23)
        )
        hrefs = (
            *("/tep/1.pdf", "/tep/lon.pdf", "/tep/mat.pdf", "/tep/chuyen.pdf"),
            *(f"{store.url}/tep/2.pdf", f"{foreign.url}/tep/3.pdf"),
        )
        links = "".join(f'<a href="{href}">Tải về</a>' for href in hrefs)
        site.answers["/tin"] = listing_page([1, 2])
        site.answers[article_path(1)] = article_page(1, text=links)
        site.answers[article_path(2)] = article_page(2, text='<a href="/tep/1.pdf">Tải về</a>')
        site.answers["/tep/1.pdf"] = store.answers["/tep/2.pdf"] = PDF
        site.answers["/tep/lon.pdf"] = Answer(PDF.body * 4, headers=PDF.headers)
        site.answers["/tep/chuyen.pdf"] = Answer(
            b"", 302, (("Location", f"{foreign.url}/tep/4.pdf"),)
        )
        portal = portal_at(site).model_copy(
            update={"file_sites": (store.url.removeprefix("http://"),)}
        )
        summary = home.crawl(portal, CONGTIN_ATTACHMENT_MAX_BYTES=4000)["stp"]
        requested = [path for path in site.take_requests() if "/tep/" in path]
        assert sorted(requested) == [
            "/tep/1.pdf",
            "/tep/chuyen.pdf",
            "/tep/lon.pdf",
            "/tep/mat.pdf",
        ]
        assert foreign.requests == []
        assert home.crawl(portal, options=CrawlOptions(full=True))["stp"].succeeded
        asked = [path for path in site.take_requests() if "/tep/" in path]
        assert asked == ["/tep/1.pdf"], "it may have been replaced; failures wait"
    assert (summary.outcome, summary.counts["attachments"]) == ("finished", 2)
    known = files(home)
    assert known["1.pdf"] == known["2.pdf"] == (True, None)
    assert known["3.pdf"] == (False, None), "never asked for"
    for name, reason in (("lon.pdf", "larger than"), ("mat.pdf", "404"), ("chuyen.pdf", "another")):
        assert not known[name][0]
        assert reason in (known[name][1] or "")


@pytest.mark.slow
def test_files_that_an_earlier_crawl_left_are_fetched_by_the_next(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        site.answers["/tin"] = listing_page([1])
        link = '<a href="/tep/1.pdf">Tải về</a>'
        site.answers[article_path(1)] = article_page(1, text=link)
        site.answers["/tep/1.pdf"] = html("", 500)
        home.crawl(portal_at(site))
        with home.catalogue.begin() as session:
            row = session.scalars(select(AttachmentRow)).one()
            row.tried_at = "2024-01-01T00:00:00Z"
        site.answers["/tep/1.pdf"] = PDF
        assert home.crawl(portal_at(site))["stp"].counts["attachments"] == 1
    assert files(home) == {"1.pdf": (True, None)}


@pytest.mark.slow
def test_a_file_replaced_under_its_address_is_noticed_when_its_item_is_looked_at_again(
    tmp_path: Path,
) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        site.answers["/tin"] = listing_page([1])
        links = "".join(f'<a href="/tep/{n}.pdf">Tải về</a>' for n in (1, 2, 3))
        site.answers[article_path(1)] = article_page(1, text=links)
        validated = Answer(PDF.body, headers=(*PDF.headers, ("ETag", '"a"')))
        site.answers |= {"/tep/1.pdf": PDF, "/tep/2.pdf": validated, "/tep/3.pdf": PDF}
        home.crawl(portal_at(site))
        with home.catalogue.begin() as session:
            a_day_ago = moment(datetime.now(UTC) - timedelta(days=1))
            session.execute(update(ArticleRow).values(first_seen=a_day_ago, last_seen=a_day_ago))
            session.execute(update(SnapshotRow).values(fetched_at=a_day_ago))
            session.execute(update(AttachmentRow).values(read_at=a_day_ago, pages=["cũ"]))
        site.answers["/tep/1.pdf"] = Answer(PDF.body + b"b", headers=PDF.headers)
        del site.answers["/tep/3.pdf"]
        counts = home.crawl(portal_at(site))["stp"].counts
    assert counts["not_modified"] == 1, "its server can tell that the second is the same"
    with home.catalogue.session() as session:
        rows = session.scalars(select(AttachmentRow).order_by(AttachmentRow.url)).all()
        assert [row.read_at is None for row in rows] == [True, False, False]
    assert files(home) == {f"{n}.pdf": (True, None) for n in (1, 2, 3)}, "what vanished is kept"


@pytest.mark.parametrize(
    ("url", "named", "allowed"),
    [
        # the portal's own site, and one that its file names, with or without a scheme
        ("http://sotuphap.kontum.gov.vn/tep/1.pdf", True, True),
        ("https://tep.example.vn/1.pdf", True, True),
        ("https://kho.example.vn/1.pdf", True, True),
        # another site of the province
        ("http://kontum.gov.vn/tep/1.pdf", False, True),
        ("http://www.congbao.kontum.gov.vn/tep/1.pdf", False, True),
        # another province, and what only looks like this one
        ("http://sotuphap.gialai.gov.vn/tep/1.pdf", False, False),
        ("http://xkontum.gov.vn/tep/1.pdf", False, False),
        ("http://kontum.gov.vn.example.com/1.pdf", False, False),
        ("ftp://kontum.gov.vn/1.pdf", False, False),
    ],
)
def test_where_files_may_be(url: str, named: bool, allowed: bool) -> None:
    portal = Portal(
        name="stp",
        title="Sở Tư pháp",
        platform="kontum",
        start=(StartAddress(url="https://sotuphap.kontum.gov.vn/"),),
        file_sites=("tep.example.vn", "https://kho.example.vn/"),
    )
    assert is_file_site(url, portal) is named
    assert may_have_files(url, portal) is allowed
