"""Back-filling the sample portals from a real web archive, and that archive replaying ours."""

import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.catalogue import Catalogue
from archive.catalogue.tables import ArticleRow, SnapshotRow
from tests.congtin.conftest import Congtin, CrawledSamples
from tests.fixtures.pywb import serve_pywb

pytestmark = pytest.mark.server

#: What makes an article of one crawl that of another.
CONTENT = ("id", "url", "headline", "lead", "body", "author", "date_published", "attachments")


@pytest.fixture(scope="module")
def collection(
    crawled_samples: CrawledSamples, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The WARC files of the crawled samples, served by pywb."""
    warcs = sorted((crawled_samples.congtin.home / "archive").glob("*.warc.gz"))
    with serve_pywb(tmp_path_factory.mktemp("pywb"), warcs) as address:
        yield address


def articles(home: Path, portal: str) -> list[tuple[object, ...]]:
    columns = [getattr(ArticleRow, name) for name in CONTENT]
    with Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}").session() as session:
        rows = session.execute(
            select(*columns).where(ArticleRow.portal == portal).order_by(ArticleRow.id)
        )
        return [tuple(row) for row in rows]


def pages(home: Path, portal: str) -> list[tuple[str, str]]:
    """Address and moment of the archived article pages."""
    with Catalogue(f"sqlite:///{home / 'catalogue.sqlite'}").session() as session:
        chosen = select(SnapshotRow.url, SnapshotRow.fetched_at)
        of_portal = SnapshotRow.portal == portal, SnapshotRow.kind == "article"
        return [(url, at) for url, at in session.execute(chosen.where(*of_portal))]


def replayed(collection: str, url: str, fetched_at: str) -> bytes:
    timestamp = "".join(filter(str.isdigit, fetched_at))
    with urllib.request.urlopen(f"{collection}/{timestamp}id_/{url}", timeout=30) as answer:
        body: bytes = answer.read()
    return body


def test_a_portal_that_only_a_web_archive_has(
    crawled_samples: CrawledSamples, collection: str, congtin: Congtin, tmp_path: Path
) -> None:
    crawled, name = crawled_samples.congtin.home, crawled_samples.names[0]
    shutil.copytree(crawled / "portals", congtin.home / "portals")
    arguments = ("backfill", name, "--from", collection, "--delay", "0", "--json")

    counted = congtin(*arguments, "--dry-run").lines[0]["counts"]
    summary = congtin(*arguments).lines[0]

    assert summary["outcome"] == "finished"
    assert summary["counts"]["fetched"] == counted["to fetch"]
    assert summary["counts"]["new"] == len(articles(crawled, name)) > 20
    found = articles(congtin.home, name)
    assert found == articles(crawled, name)

    again = congtin(*arguments).lines[0]["counts"]
    assert "fetched" not in again
    assert again["known"] == summary["counts"]["archived"]

    ours = sorted((congtin.home / "archive").glob("*.warc.gz"))
    with serve_pywb(tmp_path / "pywb", ours) as own:
        for url, at in pages(congtin.home, name)[:10]:
            page = replayed(own, url, at)
            assert page == replayed(collection, url, at)
            assert page.strip().endswith(b"</html>")


def test_what_pywb_does_not_have_is_told(
    crawled_samples: CrawledSamples, collection: str, congtin: Congtin
) -> None:
    name = crawled_samples.names[0]
    shutil.copytree(crawled_samples.congtin.home / "portals", congtin.home / "portals")
    elsewhere = collection.replace("/samples", "/others")
    told = congtin("backfill", name, "--from", elsewhere, "--delay", "0", code=1)
    assert "there are no captures of the portal" in told.out + told.err
