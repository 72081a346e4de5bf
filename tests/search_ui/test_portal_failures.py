"""What a portal's last run could not read is said, and which pages those were."""

import pytest
from flask.testing import FlaskClient

from archive.catalogue import Catalogue
from archive.catalogue.runs import begin_run, finish_run
from archive.catalogue.snapshots import NewSnapshot, record_snapshot
from archive.catalogue.tables import PortalRow
from archive.clock import now
from indexer.searching import SearchEngine
from search_ui import Services, create_app
from tests.search_ui.test_pages import page, texts


def never() -> SearchEngine:
    pytest.fail("the engine was opened for a page that does not search")


def snapshot(run: int, number: int, failure: str | None) -> NewSnapshot:
    return NewSnapshot(
        portal="stp",
        run_id=run,
        url=f"https://stp.vn/bai-{number}",
        fetched_at=now(),
        status=200,
        content_type="text/html",
        payload_digest=f"sha256:{number}",
        record_type="response",
        record_id=f"<urn:uuid:{number}>",
        warc="a.warc.gz",
        offset=number,
        length=1,
        kind="failed" if failure else "article",
        failure=failure,
    )


@pytest.fixture
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A portal whose earlier crawl failed on one page, the last one on two of three."""
    catalogue = Catalogue(f"sqlite:///{tmp_path_factory.mktemp('failures')}/catalogue.db")
    catalogue.migrate()
    with catalogue.begin() as session:
        session.add(
            PortalRow(name="stp", title="STP", platform="x", definition={}, updated_at="2024")
        )
        earlier = begin_run(session, "stp", "crawl")
        record_snapshot(session, snapshot(earlier, 1, "an earlier failure"))
        finish_run(session, earlier, "finished", {"failed": 1})
        last = begin_run(session, "stp", "crawl")
        record_snapshot(session, snapshot(last, 2, "the article has no headline"))
        record_snapshot(session, snapshot(last, 3, None))
        record_snapshot(session, snapshot(last, 4, "the page is a <b>login</b>"))
        finish_run(session, last, "finished", {"new": 1, "failed": 2, "errors": 1})
    return catalogue


@pytest.fixture
def client(catalogue: Catalogue) -> FlaskClient:
    return create_app(Services(catalogue, never, "file:///nowhere")).test_client()


def test_pages_that_could_not_be_read_are_listed_with_reasons(client: FlaskClient) -> None:
    shown = page(client, "/portals")
    assert texts(shown, ".unread summary") == ["2 trang không đọc được"]
    assert texts(shown, ".unread li .line") == [
        "the page is a <b>login</b>",
        "bài không có tiêu đề",
    ]
    links = [a.get("href") for a in shown.cssselect(".unread a")]
    assert texts(page(client, links[0]), ".record dd")[0] == "https://stp.vn/bai-4"
    assert "1 trang không tải được" in texts(shown, ".run")[0]


def test_reading_again_leaves_the_last_crawl_in_view(
    catalogue: Catalogue, client: FlaskClient
) -> None:
    with catalogue.begin() as session:
        finish_run(session, begin_run(session, "stp", "extract"), "finished", {"failed": 3})
    shown = page(client, "/portals")
    assert texts(shown, ".unread summary") == ["2 trang không đọc được"]
    assert len(shown.cssselect(".unread li")) == 2


def test_a_run_without_failures_lists_none(catalogue: Catalogue, client: FlaskClient) -> None:
    with catalogue.begin() as session:
        finish_run(session, begin_run(session, "stp", "crawl"), "finished", {"new": 1})
    assert not page(client, "/portals").cssselect(".unread")
