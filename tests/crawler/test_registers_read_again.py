"""Registers of documents, crawled, then read again, and taken in from the WARC files of others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue.legislation import iter_legislation, record_legislation
from archive.items import Legislation
from crawler.re_extraction import CHANGED_BY_RULES, Changes, Places, SnapshotSelection, find_changes
from tests.crawler.crawling import Home, portal_at
from tests.crawler.foreign_captures import TakingHome
from tests.crawler.loopback_site import Site, serve_site
from tests.crawler.test_spider_registers import detail, detail_path, register, row

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serve_site() as served:
        served.answers["/tin"] = register([row(1, detail_path(1)), row(2, detail_path(2)), row(3)])
        served.answers[detail_path(1)] = detail(1)
        yield served


@pytest.fixture(scope="module")
def crawled(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("crawled"))
    assert home.crawl(portal_at(site))["stp"].counts["new"] == 3
    return home


def find(home: Home, site: Site) -> Changes:
    places = Places(home.database_url, home.archive_url)
    chosen = SnapshotSelection(CHANGED_BY_RULES)
    return find_changes(home.catalogue, places, [portal_at(site)], chosen)


def entries(home: Home | TakingHome) -> dict[str | None, Legislation]:
    with home.catalogue.session() as session:
        return {entry.identifier: entry for entry in iter_legislation(session)}


def test_reading_a_register_again_changes_nothing(crawled: Home, site: Site) -> None:
    with find(crawled, site) as changes:
        assert changes.fields == {}
        assert changes.totals["unchanged"] == 2, "the register's page, and an entry's own"
        assert changes.due == 0


def test_entries_get_what_better_rules_find(crawled: Home, site: Site) -> None:
    listed, own = entries(crawled)["3/QĐ-UBND"], entries(crawled)["1/QĐ-UBND"]
    with crawled.catalogue.begin() as session:
        for entry in (listed, own):
            entry.title = "Trích yếu đọc sai"
            snapshots = crawled.snapshots("stp")
            (snapshot,) = (
                s.id
                for s in snapshots
                if s.legislation_id == entry.id or (entry is listed and s.kind == "register")
            )
            assert entry.first_seen is not None
            record_legislation(session, entry, entry.first_seen, snapshot)
    with find(crawled, site) as changes:
        assert changes.fields["stp", "kontum"]["title"] == {"different": 2}
        changes.write(crawled.catalogue)
    now = entries(crawled)
    assert "Trích yếu đọc sai" not in {entry.title for entry in now.values()}
    assert now["1/QĐ-UBND"].signer == "Lệ Quỳnh", "what only the list tells is kept"
    with find(crawled, site) as changes:
        assert changes.due == 0


def test_a_register_that_others_captured(crawled: Home, site: Site, tmp_path: Path) -> None:
    home = TakingHome(tmp_path)
    files = sorted(Path(crawled.archive_url).glob("*.warc.gz"))
    summary = home.take(*files, portal=portal_at(site))
    assert summary.outcome == "finished"
    taken = entries(home)
    assert set(taken) == {"1/QĐ-UBND", "2/QĐ-UBND", "3/QĐ-UBND"}
    assert taken["2/QĐ-UBND"].signer == "Lệ Quỳnh", "as listed: its own page failed"
    assert taken["1/QĐ-UBND"].issuer == "UBND tỉnh Kon Tum", "from its own page"
    assert taken["1/QĐ-UBND"].signer == "Lệ Quỳnh", "which does not say this: the list does"
