"""Document registers on loopback: listed, fetched, kept where a page fails, and the next crawl."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.catalogue.legislation import iter_legislation
from archive.catalogue.tables import LegislationVersionRow
from archive.items import Legislation
from archive.warc import read_record
from crawler.portals import Portal, StartAddress
from crawler.runs import RunSummary
from tests.crawler.crawling import Home, portal_at
from tests.crawler.loopback_site import Answer, Site, html, serve_site

pytestmark = pytest.mark.slow

PDF = Answer(b"%PDF-1.4\nabc", headers=(("Content-Type", "application/pdf"),))


def detail_path(number: int) -> str:
    return f"/van-ban/{number}"


def row(number: int, link: str | None = None) -> str:
    said = f"{number}/QĐ-UBND"
    title = f"Quyết định về việc phê duyệt kế hoạch số {number} của tỉnh"
    shown = f'<a href="{link}">{title}</a>' if link else title
    return f"<tr><td>{said}</td><td>0{number}/05/2023</td><td>{shown}</td><td>Lệ Quỳnh</td></tr>"


def register(rows: list[str], following: str = "") -> Answer:
    head = "<tr><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th><th>Người ký</th></tr>"
    pager = f'<a rel="next" href="{following}">Trang sau</a>' if following else ""
    return html(f"<html><body><table>{head}{''.join(rows)}</table>{pager}</body></html>")


def detail(number: int, **more: str) -> Answer:
    """An entry's own page; it does not say who signed."""
    labels = {
        "Số ký hiệu": f"{number}/QĐ-UBND",
        "Loại văn bản": "Quyết định",
        "Ngày ban hành": f"0{number}/05/2023",
        "Cơ quan ban hành": "UBND tỉnh Kon Tum",
        "Trích yếu": f"Quyết định về việc phê duyệt kế hoạch số {number} của tỉnh",
        "Tệp đính kèm": f'<a href="/tep/{number}.pdf">Tải về</a>',
        **more,
    }
    cells = "".join(f"<tr><td>{k}</td><td>{v}</td></tr>" for k, v in labels.items())
    return html(f"<html><body><h1>Văn bản</h1><table>{cells}</table></body></html>")


@dataclass
class World:
    """A register, and three crawls of it: an entry's page comes, then another entry changes."""

    home: Home
    site: Site
    portal: Portal
    crawls: list[RunSummary] = field(default_factory=list)
    requests: list[list[str]] = field(default_factory=list)

    def crawl(self) -> None:
        self.crawls.append(self.home.crawl(self.portal)[self.portal.name])
        self.requests.append(self.site.take_requests())

    @property
    def entries(self) -> Mapping[str | None, Legislation]:
        with self.home.catalogue.session() as session:
            return {entry.identifier: entry for entry in iter_legislation(session)}

    def versions(self, identifier: str) -> int:
        wanted = LegislationVersionRow.legislation_id == self.entries[identifier].id
        with self.home.catalogue.session() as session:
            return len(session.scalars(select(LegislationVersionRow.number).where(wanted)).all())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with serve_site() as site:
        site.answers["/tin"] = register(
            [row(1, detail_path(1)), row(2, detail_path(2)), row(3)], "/tin?trang=2"
        )
        site.answers["/tin?trang=2"] = register([row(4, detail_path(4)), row(5)])
        for number in (1, 4):
            site.answers[detail_path(number)] = detail(number)
        site.answers["/tep/1.pdf"] = PDF
        made = World(Home(tmp_path_factory.mktemp("world")), site, portal_at(site))
        made.crawl()
        site.answers[detail_path(2)] = detail(2)
        made.crawl()
        site.answers["/tin?trang=2"] = register(
            [row(4, detail_path(4)), row(5).replace("Lệ Quỳnh", "Y Ngọc")]
        )
        made.crawl()
        yield made


def test_entries_with_and_without_pages_are_recorded_and_counted(world: World) -> None:
    summary = world.crawls[0]
    assert (summary.outcome, summary.counts["new"], summary.counts["failed"]) == ("finished", 5, 1)
    assert set(world.entries) == {f"{number}/QĐ-UBND" for number in range(1, 6)}
    assert world.entries["3/QĐ-UBND"].portal == "stp"
    assert world.entries["3/QĐ-UBND"].province == "kon-tum"


def test_what_the_page_lacks_is_filled_from_the_list(world: World) -> None:
    entry = world.entries["1/QĐ-UBND"]
    assert (entry.document_type, entry.issuer) == ("Quyết định", "UBND tỉnh Kon Tum")
    assert entry.signer == "Lệ Quỳnh"
    assert entry.provenance["signer"].startswith("listed:")
    assert not entry.provenance["issuer"].startswith("listed:")


def test_an_entry_is_read_from_the_snapshot_of_its_own_page(world: World) -> None:
    entry = world.entries["1/QĐ-UBND"]
    own = [s for s in world.home.snapshots("stp") if s.legislation_id == entry.id]
    assert [(s.url, s.kind) for s in own] == [(world.site.url + detail_path(1), "legislation")]


def test_an_entry_whose_page_fails_is_kept_as_listed_until_the_page_is_there(world: World) -> None:
    url = world.site.url + detail_path(2)
    failures = [s.failure for s in world.home.snapshots("stp") if s.url == url]
    assert ["404" in (failure or "") for failure in failures] == [True, False]
    assert world.entries["2/QĐ-UBND"].issuer == "UBND tỉnh Kon Tum"
    changed = [crawl.counts["changed"] for crawl in world.crawls]
    assert changed == [0, 1, 1], "the entry with a page now, and then one of the list"


def test_list_and_page_do_not_make_versions_in_turn(world: World) -> None:
    assert [world.versions(f"{number}/QĐ-UBND") for number in (1, 3, 4, 5)] == [1, 1, 1, 2]
    assert world.entries["5/QĐ-UBND"].signer == "Y Ngọc"


def test_the_next_crawl_fetches_no_entry_again(world: World) -> None:
    assert world.crawls[1].counts["new"] == 0
    assert world.crawls[1].counts["unchanged"] == 2, "those that only the list has"
    assert set(world.requests[1]) == {"/tin", "/tin?trang=2", detail_path(2), "/tep/2.pdf"}


def test_files_of_entries_are_fetched_and_those_missing_do_no_harm(world: World) -> None:
    kinds = {s.url: s.kind for s in world.home.snapshots("stp") if "/tep/" in s.url}
    assert kinds[world.site.url + "/tep/1.pdf"] == "attachment"
    assert kinds[world.site.url + "/tep/4.pdf"] == "error"
    assert world.crawls[0].counts["attachments"] == 1
    assert not any("/tep/1.pdf" in path for path in world.requests[1])


def test_a_start_address_may_be_an_entry(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        site.answers[detail_path(1)] = detail(1)
        site.answers["/tep/1.pdf"] = PDF
        summary = home.crawl(portal_at(site, "stp", detail_path(1)))["stp"]
    assert (summary.outcome, summary.counts["new"]) == ("finished", 1)


def test_a_register_that_shows_nothing_is_an_error(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        site.answers["/tin"] = register([])
        assert home.crawl(portal_at(site))["stp"].outcome == "empty"


def test_a_listing_may_be_shown_to_a_form_only(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve_site() as site:
        site.answers["/tim"] = html("<h1>Tra cứu văn bản</h1>")
        site.posted["/tim", b"loai=Quy%E1%BA%BFt+%C4%91%E1%BB%8Bnh"] = register(
            [row(1, detail_path(1)), row(2)]
        )
        start = StartAddress(url=site.url + "/tim", form={"loai": "Quyết định"})
        portal = portal_at(site).model_copy(update={"start": (start,)})
        summary = home.crawl(portal)["stp"]
    assert (summary.outcome, summary.counts["new"]) == ("finished", 2)
    sent = [s for s in home.snapshots("stp") if s.url.endswith("/tim")]
    record = read_record(home.archive_url, sent[0].warc, sent[0].offset + sent[0].length)
    assert (record.type, record.block) == ("request", b"loai=Quy%E1%BA%BFt+%C4%91%E1%BB%8Bnh")
